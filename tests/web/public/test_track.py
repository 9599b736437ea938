"""Following by the code: what opens, what is told, and what stays hidden."""

import re
from datetime import date, timedelta
from io import BytesIO

import pytest
from flask.testing import FlaskClient

from app import storage
from app.domain.vocabulary import CaseKind, Disposition
from app.persistence.queries import cases
from app.persistence.transaction import transaction
from app.services.intake import papers, triage
from app.services.settlement import conversation, extension, suspension
from tests import cast
from tests.builders import a_case
from tests.storage import corpus
from tests.times import at
from tests.web.public.follower import NOW, Follower, follow
from tests.web.public.pen import csrf_of

pytestmark = pytest.mark.usefixtures("db")


def a_complaint_filed(day: str = "2026-11-16"):
    return a_case().filed(day)


@pytest.mark.parametrize(
    "spell", [str.lower, lambda code: code.replace("-", " "), lambda c: f"  {c.replace('0', 'o')} "]
)
def test_the_code_opens_however_it_is_written(client: FlaskClient, spell) -> None:
    follower = Follower(client, a_complaint_filed().receipt_and_case())
    code = "-".join(re.findall("....", follower.receipt.tracking_code))
    answer = follower.open(spell(code))
    assert (answer.status_code, answer.headers["Location"]) == (303, follower.path())
    page = follower.page()
    assert page.status_code == 200
    assert follower.case.number in page.text
    assert page.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("typed", ["", "0000-0000", "A" * 28, "x" * 300, "' OR 1=1 --"])
def test_a_wrong_code_is_told_on_the_same_page(client: FlaskClient, typed: str) -> None:
    follower = Follower(client, a_complaint_filed().receipt_and_case())
    answer = follower.open(typed)
    assert answer.status_code == 422
    assert follower.case.number not in answer.text
    assert follower.page().status_code == 303


def test_a_code_in_the_address_opens_nothing(client: FlaskClient) -> None:
    follower = Follower(client, a_complaint_filed().receipt_and_case())
    client.get(f"/tra-cuu?code={follower.receipt.tracking_code}")
    assert follower.page().headers["Location"] == "/tra-cuu"


def test_who_has_not_proven_the_code_is_asked_for_it(client: FlaskClient) -> None:
    mine = follow(client, a_complaint_filed())
    other = a_complaint_filed().made()
    for below in ("", "/bo-sung", "/rut-don", "/danh-gia", "/khieu-nai-lan-hai"):
        assert client.get(f"/tra-cuu/ho-so/{other.id}{below}").headers["Location"] == "/tra-cuu"
    mine.case = other
    assert mine.send("/bo-sung", text="Tôi gửi thêm").status_code == 404
    assert mine.send("/rut-don", sure="y").status_code == 404
    assert mine.page("/tep/1").status_code == 404


def test_staff_open_no_case_here_without_its_code(client: FlaskClient) -> None:
    case = a_complaint_filed().made()
    cast.sign_in(client, "dung")
    assert client.get(f"/tra-cuu/ho-so/{case.id}").status_code == 303


def test_the_page_closes_after_two_hours_and_on_demand(client: FlaskClient) -> None:
    follower = follow(client, a_complaint_filed())
    client.application.config["NOW"] = NOW + timedelta(hours=1, minutes=55)
    assert follower.page().status_code == 200
    client.application.config["NOW"] = NOW + timedelta(hours=3)
    assert follower.page().status_code == 200, "looking at it keeps it open"
    client.application.config["NOW"] = NOW + timedelta(hours=6)
    assert follower.page().status_code == 303
    assert follower.open().status_code == 303
    client.post("/tra-cuu/dong", data={"csrf_token": csrf_of(client.get("/tra-cuu"))})
    assert follower.page().status_code == 303


def test_several_cases_are_listed_and_one_is_shown_at_once(client: FlaskClient) -> None:
    first = follow(client, a_complaint_filed())
    assert client.get("/tra-cuu/ho-so").headers["Location"] == first.path()
    second = follow(client, a_complaint_filed("2026-11-17"))
    page = client.get("/tra-cuu/ho-so").text
    assert first.case.number in page and second.case.number in page


def test_what_goes_on_inside_is_not_told(client: FlaskClient) -> None:
    built = a_complaint_filed().registered("2026-11-17").assigned("2026-11-17", to="cuc")
    follower = follow(client, built.proposed("2026-11-18"))
    page = follower.page().text
    for hidden in ("Đã xem xét đơn", "Đề xuất", "Cúc", "Dũng", "Giao người"):
        assert hidden not in page
    assert "Người đứng đầu cơ quan đang quyết định" in page


def test_every_due_date_tells_why(client: FlaskClient) -> None:
    page = follow(client, a_case().filed("2026-08-27")).page().text
    assert "Vì sao là ngày này?" in page
    assert "Quốc khánh" in page
    assert "Điều 10 Nghị định 155/2026" in page
    assert "Hạn này được ấn định ngày 27/08/2026" in page


def test_a_changed_calendar_is_said_and_moves_nothing(client: FlaskClient) -> None:
    follower = follow(client, a_complaint_filed())
    with transaction() as session:
        row = session.merge(follower.case).deadlines[0]
        kept = row.due_on - timedelta(days=1)
        row.due_on, row.calendar_version = kept, "another"
    page = follower.page().text
    assert "Lịch nghỉ đã đổi từ đó" in page
    assert kept.strftime("%d/%m/%Y") in page


def test_lateness_is_said_with_the_rights_it_gives(client: FlaskClient) -> None:
    built = a_case().filed("2026-09-21").accepted("2026-09-28").verifying("2026-10-02")
    page = follow(client, built).page().text
    assert "Cơ quan đã trễ hạn 18 ngày làm việc." in page
    assert "hạn cuối là ngày 27/11/2026" in page, "30 days from the end of the settlement's time (LKN Đ33.1)"
    assert "hạn cuối là ngày 28/10/2027" in page, "one year (TTHC Đ116)"
    assert "/khieu-nai-lan-hai" in page


def test_an_extension_and_a_pause_tell_their_reason(client: FlaskClient) -> None:
    follower = follow(client, a_case().filed("2026-10-19").accepted("2026-10-26").verifying("2026-10-27"))
    head = cast.head_of(follower.case.body_id)
    extension.extend(head, follower.case.id, "Phải đo đạc lại ba thửa đất.", at=at("2026-11-10"))
    page = follower.page().text
    assert "Phải đo đạc lại ba thửa đất." in page
    assert "10/12/2026" in page, "45 days from the acceptance"
    suspension.suspend(head, follower.case.id, "Chờ bản án về thừa kế.", at=at("2026-11-16"))
    page = follower.page().text
    assert "Chờ bản án về thừa kế." in page
    assert "Tạm dừng tính hạn" in page


@pytest.mark.parametrize(
    ("disposition", "words"),
    [
        (Disposition.DECLINE, "không thụ lý đơn này"),
        (Disposition.GUIDE, "đã hướng dẫn bà con gửi đến đúng nơi"),
        (Disposition.FILE_AWAY, "được lưu lại"),
    ],
)
def test_an_end_tells_its_reason(client: FlaskClient, disposition: Disposition, words: str) -> None:
    more = {"target_name": "Sở Xây dựng"} if disposition is Disposition.GUIDE else {}
    page = follow(client, a_complaint_filed().disposed(disposition, "2026-11-18", **more)).page().text
    assert words in page
    assert "Lý do:" in page
    assert ("Sở Xây dựng" in page) is bool(more)


def test_a_sealed_case_tells_state_and_dates_alone(client: FlaskClient) -> None:
    built = a_case(CaseKind.DENUNCIATION).filed("2026-11-16", respondent_name="Trần Văn Kín", respondent_is_head=True)
    follower = follow(client, built)
    page = follower.page().text
    main = page[page.index("<main") : page.index("</main>")]
    for hidden in (
        "Lâm Thị An",
        "Trần Văn Kín",
        "thu hồi 120 m²",
        "Hùng Vương",
        follower.case.body.name,
        "/rut-don",
    ):
        assert hidden not in main
    assert "/bo-sung" in main, "the sealed channel"
    assert follower.case.number in main
    assert "Giữ kín danh tính" in main
    assert follower.case.number not in page[: page.index("<main")], "not in the title, which browsers remember"
    assert follower.send("/bo-sung", text="Tôi xin bổ sung").status_code == 303
    with client.application.app_context():
        assert [message.text for message in cases.messages(follower.case.id)] == [""], "under the seal, not in its row"


def test_a_decision_is_read_once_it_is_sent(client: FlaskClient) -> None:
    built = a_case().filed("2026-10-05").accepted("2026-10-12").decided("2026-11-02")
    follower = follow(client, built)
    assert "Công nhận một phần" not in follower.page().text
    sent = follow(client, a_case().filed("2026-10-05").accepted("2026-10-12").decided("2026-11-02").sent("2026-11-04"))
    page = sent.page().text
    assert "Công nhận một phần" in page and "42/QĐ-UBND" in page
    assert "tính từ ngày nhận được quyết định" in page
    assert "Chủ tịch" in page and "Nguyễn Văn Dũng" not in page


def test_own_limits_are_shown_before_they_pass(client: FlaskClient) -> None:
    built = (
        a_case()
        .filed("2026-10-05")
        .accepted("2026-10-12")
        .decided("2026-11-02")
        .sent("2026-11-03")
        .served("2026-11-06")
    )
    page = follow(client, built).page().text
    assert "hạn cuối là ngày 07/12/2026" in page, "30 days end on Sunday 06/12"
    assert "hạn cuối là ngày 08/11/2027" in page, "a year ends on Saturday 06/11/2027"
    assert "có hiệu lực từ ngày 08/12/2026" in page


def test_joined_petitions_do_not_see_each_other(client: FlaskClient) -> None:
    target = follow(client, a_complaint_filed("2026-11-10"))
    conversation.reply(cast.an(target.case.id), target.case.id, "Số tài khoản của tôi là 123.", at=at("2026-11-12"))
    joined = Follower(
        client, a_case().filed("2026-11-16", content="Chuyện riêng của người thứ hai, xin đừng lộ.").receipt_and_case()
    )
    triage.join(
        cast.officer_of(target.case.body_id), joined.case.id, target.case.id, "Cùng nội dung", at=at("2026-11-17")
    )
    other = client.application.test_client()
    other_page = other.get("/tra-cuu")
    sent = {"csrf_token": csrf_of(other_page), "code": joined.receipt.tracking_code}
    assert other.post("/tra-cuu", data=sent).headers["Location"] == target.path()
    page = other.get(target.path()).text
    assert "người thứ hai" in page and "Số tài khoản" not in page and "thu hồi 120 m²" not in page
    assert "/rut-don" not in page and "/bo-sung" not in page
    own = target.page().text
    assert "thu hồi 120 m²" in own and "người thứ hai" not in own
    assert "/rut-don" not in own, "one cannot end it for the others"
    assert target.send("/rut-don", sure="y").status_code == 409


def test_own_files_come_as_downloads(client: FlaskClient) -> None:
    follower = follow(client, a_complaint_filed())
    content = corpus.pdf()
    answer = follower.send("/bo-sung", text="Tôi gửi bản chụp.", files=(BytesIO(content), "quyết định.pdf"))
    assert answer.status_code == 303
    [kept] = cases.attachments(follower.case.id)
    found = follower.page(f"/tep/{kept.id}")
    assert found.data == b"".join(papers.content(kept)) and found.data.startswith(b"%PDF")
    assert b"".join(storage.original(kept.file_id, key=papers.key_of(kept))) == content
    assert found.headers["Content-Disposition"].startswith("attachment;")
    assert "sandbox" in found.headers["Content-Security-Policy"]
    assert found.headers["X-Content-Type-Options"] == "nosniff"
    assert found.headers["Cache-Control"] == "no-store"
    other = follow(client.application.test_client(), a_complaint_filed())
    assert other.page(f"/tep/{kept.id}").status_code == 404


def test_the_script_finds_what_it_fills_in(client: FlaskClient) -> None:
    page = client.get("/tra-cuu").text
    assert "data-code-from-hash" in page and 'name="code"' in page


def test_the_dialogue_is_announced_until_its_day(client: FlaskClient) -> None:
    built = a_case().filed("2026-10-26").accepted("2026-11-02").dialogue_called("2026-11-20")
    follower = follow(client, built)
    assert "Mời bà con đến đối thoại" not in follower.page().text
    client.application.config["NOW"] = at("2026-11-20 10:00")
    follower.open()
    assert "Mời bà con đến đối thoại" in follower.page().text
    assert date(2026, 11, 20).strftime("%d/%m/%Y") in follower.page().text
