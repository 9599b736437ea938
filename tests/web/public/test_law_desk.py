"""The law desk: a citizen or an officer checks a date or an authority in ten seconds, and sees how it was reached."""

import re
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import lawbook
from app.domain.calendars import DayKind
from app.domain.vocabulary import Procedure
from app.i18n import grounds
from app.i18n.locale import LANGUAGES
from app.services.keeping import calendars
from app.services.keeping.calendars import NewException
from app.services.oversight import law_changes, law_desk
from tests import cast
from tests.languages.test_pages import inspect
from tests.times import at

NOW = at("2026-11-23 09:00")
PAGES = ("/luat", "/luat/tham-quyen", "/luat/thoi-han", "/luat/thay-doi")
ANSWERS = (
    "/luat?clock=KN1:DL-KN-03&day=01/10/2026&case=remote&since=10/10/2026&until=20/10/2026",
    "/luat?clock=KN1:DL-KN-03&day=01/10/2026&since=10/10/2026",
    "/luat?clock=KN1:DL-KN-01&day=21/04/2025",
    "/luat?clock=:DL-TCD-04&day=2026-01-05",
    "/luat?clock=:DL-TCD-04&day=2029-01-05",
    "/luat?clock=:DL-TCD-04&day=2027-01-05",
    "/luat?clock=KN1:DL-KN-09&day=01/10/2026",
    "/luat/tham-quyen?procedure=KN1&act_on=10/03/2025&body=UBND-941&filed_on=01/08/2026&position=staff",
    "/luat/tham-quyen?procedure=TC&body=UBND-92-31507&position=head",
    "/luat/tham-quyen?procedure=KNPA&position=staff",
)


@pytest.fixture
def desk(app: Flask, client: FlaskClient) -> FlaskClient:
    app.config["NOW"] = NOW
    return client


def shown(page: str) -> str:
    """What a reader sees, without the markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def due(page: str) -> str:
    found = re.search(r'<p class="who fs-1">.*?datetime="([^"]+)"', page, re.DOTALL)
    assert found, page
    return found[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_and_every_answer_in_every_language(desk: FlaskClient, language: str) -> None:
    for address in (*PAGES, *ANSWERS):
        page = desk.get(f"{address}{'&' if '?' in address else '?'}lang={language}")
        assert page.status_code == 200, address
        inspect(address, page.text, language)


def test_nobody_signs_in_and_nothing_is_sent(desk: FlaskClient) -> None:
    for address in PAGES[:2]:
        page = desk.get(address).text
        main = page[page.index("<main") : page.index("</main>")]
        assert 'method="get"' in main and 'method="post"' not in main
        assert "csrf_token" not in main


def test_a_date_with_its_article_and_its_days(desk: FlaskClient) -> None:
    page = desk.get("/luat?clock=KN1:DL-KN-03&day=01/10/2026").text
    law = lawbook.load()
    limit = law.time_limit("DL-KN-03", date(2026, 10, 1))
    assert due(page) == law.calendar.roll(date(2026, 10, 31)).isoformat()
    assert limit.rule_id in page.replace("<wbr>", "")
    assert "Điều 28 Luật Khiếu nại 2011" in page
    assert "Cách đếm từng ngày" in page
    assert grounds.regime("R3") in shown(page)


def test_an_old_address_still_finds_its_clock(desk: FlaskClient) -> None:
    bare, old = desk.get("/luat?clock=DL-KN-03&day=01/10/2026"), desk.get("/luat?clock=TC:DL-KN-03&day=01/10/2026")
    assert due(bare.text) == due(old.text) == "2026-11-02"


def test_holidays_on_the_way_are_named(desk: FlaskClient) -> None:
    page = desk.get("/luat?clock=KN1:DL-KN-01&day=25/08/2026").text
    assert "Quốc khánh" in page and "không tính" in page


def test_remote_complex_and_a_pause_make_it_longer(desk: FlaskClient) -> None:
    address = "/luat?clock=KN1:DL-KN-03&day=05/10/2026"
    both = "&case=remote&case=complex"
    asked = ("", "&case=remote", both, f"{both}&since=10/10/2026&until=19/10/2026")
    days = [due(desk.get(address + more).text) for more in asked]
    assert days == sorted(set(days))


def test_the_second_instance_has_its_own_rows(desk: FlaskClient) -> None:
    first = desk.get("/luat?clock=KN1:DL-KN-01&day=05/01/2026").text
    second = desk.get("/luat?clock=KN2:DL-KN-01&day=05/01/2026").text
    assert "acceptance.first" in first.replace("<wbr>", "") and "acceptance.second" in second.replace("<wbr>", "")


def test_the_law_of_the_day_of_the_event_is_applied(desk: FlaskClient) -> None:
    old = desk.get("/luat?clock=KN1:DL-KN-01&day=15/06/2026").text
    new = desk.get("/luat?clock=KN1:DL-KN-01&day=06/07/2026").text
    assert "Luật Khiếu nại 2011" in old and grounds.regime("R2") in shown(old)
    assert "155/2026" in new and grounds.regime("R3") in shown(new)


def test_a_confirmed_day_off_counts_here_too(desk: FlaskClient, db) -> None:
    address = "/luat?clock=KN1:DL-KN-01&day=20/11/2026"
    assert due(desk.get(address).text) == "2026-12-01"
    assert "Ngày Văn hóa" in desk.get(address).text
    oanh = cast.actor("oanh")
    new = NewException(date(2026, 11, 24), DayKind.HOLIDAY, "Ngày Văn hóa Việt Nam", "Nghị định 1", "Đã có nghị định")
    calendars.confirm(oanh, calendars.propose(oanh, new, at=NOW), at=NOW)
    assert due(desk.get(address).text) == "2026-12-02"


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/luat?clock=&day=", "Xin chọn thời hạn."),
        ("/luat?clock=KN1:DL-KN-03&day=", "Xin ghi ngày của sự việc"),
        ("/luat?clock=KN1:DL-KN-03&day=31/02/2026", "Xin ghi ngày của sự việc"),
        ("/luat?clock=KN1:DL-KN-99&day=01/10/2026", "không có trong danh sách"),
        ("/luat?clock=KN1:DL-KN-03&day=01/10/2026&since=05/10/2026&until=01/10/2026", "không thể sớm hơn"),
        ("/luat?clock=KN1:DL-KN-03&day=01/10/9999", "kiểm tra lại năm"),
        ("/luat/tham-quyen?procedure=KN1&position=staff", "Xin chọn cơ quan"),
        ("/luat/tham-quyen?procedure=XX&position=staff", "không có trong danh sách"),
        ("/luat/tham-quyen?procedure=KN1&body=UBND-941&position=staff", "không có vào ngày đó"),
        ("/luat/tham-quyen?procedure=KN1&body=CT-VP&act_on=02/02/2026&filed_on=01/01/2026", "không thể sớm hơn"),
    ],
)
def test_a_question_that_cannot_be_answered_says_what_is_missing(desk: FlaskClient, address: str, words: str) -> None:
    page = desk.get(address)
    assert page.status_code == 422
    assert words in page.text
    assert 'id="tra-loi"' not in page.text


def test_a_day_before_all_law_is_not_guessed(desk: FlaskClient) -> None:
    page = desk.get("/luat?clock=KN1:DL-KN-03&day=01/10/1999")
    assert page.status_code == 200
    assert "Không có câu trả lời chắc chắn" in page.text and 'id="tra-loi"' not in page.text


def test_who_settles_is_told_with_its_article(desk: FlaskClient) -> None:
    page = shown(desk.get("/luat/tham-quyen?procedure=KN1&body=UBND-92-31507&position=staff").text)
    assert "Chủ tịch UBND phường" in page and "phường Sóc Trăng" in page
    assert "Rõ ràng theo luật" in page
    assert "Nghị định 141/2025/NĐ-CP" in page


def test_an_abolished_district_needs_a_person_or_the_place(desk: FlaskClient) -> None:
    address = "/luat/tham-quyen?procedure=KN1&act_on=10/03/2025&body=UBND-941&filed_on=01/08/2026&position=staff"
    page = shown(desk.get(address).text)
    assert "Cần người quyết định" in page and "Ghi thêm xã, phường" in page
    placed = shown(desk.get(f"{address}&unit=31507").text)
    assert "Ủy ban nhân dân thành phố Sóc Trăng" in placed and "phường Sóc Trăng" in placed


def test_the_list_of_bodies_is_of_the_day_of_the_act(desk: FlaskClient) -> None:
    now = desk.get("/luat/tham-quyen").text
    then = desk.get("/luat/tham-quyen?procedure=KN1&act_on=10/03/2025").text
    assert 'value="UBND-941"' in then and 'value="UBND-941"' not in now
    few = desk.get("/luat/tham-quyen?procedure=KN1&act_on=10/03/2025&q=my xuyen").text
    assert 'value="UBND-941"' not in few and "Mỹ Xuyên" in few


def test_every_clock_stands_under_a_procedure_that_uses_it() -> None:
    law = lawbook.load()
    groups = law_desk.clock_groups(law)
    assert {clock for group in groups for clock in group.clocks} == law.clocks
    assert len({group.procedure for group in groups}) == len(groups)
    used = {(t.procedure, clock) for t in law.transitions for clock in (*t.starts, *t.ends)}
    assert used <= {(group.procedure, clock) for group in groups for clock in group.clocks}


def test_the_table_holds_every_row_in_force(desk: FlaskClient) -> None:
    page = desk.get("/luat/thoi-han?day=2026-11-23").text
    law = lawbook.load()
    for row in law.time_limits:
        if row.in_force.covers(date(2026, 11, 23)):
            assert law.clock_names[row.clock]["vi"] in page, row.rule_id
    assert "chưa chắc" in page and "cơ quan tự hẹn" in page
    first = page[page.index('id="KN1"') : page.index('id="KN2"')]
    assert "(lần hai)" not in first
    assert desk.get("/luat/thoi-han?day=2025-01-15").text != page


def test_what_changed_is_what_differs_between_the_rows(desk: FlaskClient) -> None:
    law = lawbook.load()
    turns = law_changes.turns(law)
    assert [turn.day for turn in turns] == [date(2026, 7, 1), date(2025, 7, 1)]
    for turn in turns:
        begun = {row.rule_id for row in law.time_limits if row.in_force.since == turn.day}
        assert {change.after.rule_id for change in turn.limits if change.after} == begun
        settling = {row.rule_id for row in law.competence if row.in_force.since == turn.day}
        assert {change.after.rule_id for change in turn.competence if change.after} == settling
    acceptance = next(c for c in turns[0].limits if c.after and c.after.rule_id == "complaint.acceptance.first.2026")
    assert acceptance.before and acceptance.before.rule_id == "complaint.acceptance.first"
    page = shown(desk.get("/luat/thay-doi").text)
    assert "Từ ngày 01/07/2026" in page and "Từ ngày 01/07/2025" in page


def test_every_period_and_circumstance_of_the_lawbook_has_its_words() -> None:
    law = lawbook.load()
    assert {regime.key for regime in law.regimes} <= set(grounds.REGIMES)
    assert {name for row in law.time_limits for name, _wanted in row.when} <= set(grounds.CIRCUMSTANCES)


def test_an_address_full_of_nonsense_harms_nothing(desk: FlaskClient) -> None:
    for nonsense in ("%00", "<script>", "x" * 5000, ":", "KN1:", "::::", "KN9:DL-KN-03"):
        for address in ("/luat?clock=", "/luat/tham-quyen?procedure=KN1&unit=x&field=y&body="):
            page = desk.get(address + nonsense.replace("<", "%3C"))
            assert page.status_code in (200, 422)
            assert "<script>" not in page.text
    assert desk.get("/luat/thoi-han?day=zzz").status_code == 200


def test_it_is_found_from_everywhere(desk: FlaskClient, app: Flask, db) -> None:
    for address in ("/", "/huong-dan", "/nop-don"):
        assert 'href="/luat"' in desk.get(address).text
    officer = cast.sign_in(app.test_client(), "cuc").get("/ho-so").text
    assert 'href="/luat"' in officer[: officer.index("<main")]


def test_procedures_are_all_offered(desk: FlaskClient) -> None:
    page = desk.get("/luat/tham-quyen").text
    assert all(f'value="{procedure.value}"' in page for procedure in Procedure)


def test_a_term_that_stands_has_days_left_and_no_date(desk: FlaskClient) -> None:
    page = desk.get("/luat?clock=TC:DL-TC-04&day=03/02/2025&since=20/02/2025").text
    assert "Thời hạn đang dừng từ hết ngày 20/02/2025" in shown(page)
    assert "Còn 13 ngày" in shown(page)
    assert "who fs-1" in page and "Chưa có hạn cuối" in page


def test_an_end_of_a_pause_needs_its_beginning(desk: FlaskClient) -> None:
    page = desk.get("/luat?clock=TC:DL-TC-04&day=03/02/2025&until=20/03/2025")
    assert (page.status_code, "Xin ghi cả ngày bắt đầu tạm đình chỉ." in page.text) == (422, True)


def test_the_other_reading_stands_beside_the_law(desk: FlaskClient) -> None:
    page = shown(desk.get("/luat?clock=KN1:DL-KN-01&day=21/04/2025").text)
    assert "Có cách hiểu khác là 10 ngày làm việc; khi đó hạn cuối là ngày 07/05/2025." in page


def test_a_year_without_known_holidays_is_told(desk: FlaskClient) -> None:
    assert "chưa biết ngày nghỉ lễ năm 2029" in shown(desk.get("/luat?clock=:DL-TCD-04&day=05/01/2029").text)
    assert "năm 2027 chưa công bố" in shown(desk.get("/luat?clock=:DL-TCD-04&day=05/01/2027").text)
