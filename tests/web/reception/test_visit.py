"""The page of a visit: a card fills it, people are found again, mistakes keep what was typed, letters come out."""

import re
from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from app.documents import press
from app.persistence.models import AuditEntry, Case, Visit, VisitPerson
from app.reports import sheets
from tests import cast
from tests.times import at
from tests.web.public.pen import csrf_of, summary_of, ward

CARD = "094185001234|365123456|Lâm Thị An|15081985|Nữ|Khóm 3, phường Sóc Trăng, Cần Thơ|01072024"
NOW = at("2026-11-23 09:00")


@pytest.fixture
def binh(client: FlaskClient, db: SQLAlchemy) -> FlaskClient:
    """Bình at the desk of the ward."""
    client.application.config["NOW"] = NOW
    return cast.sign_in(client, "binh")


def entry(client: FlaskClient) -> dict[str, Any]:
    """The hidden fields of a fresh page."""
    page = client.get("/tiep-dan/ghi")
    key = re.search(r'id="visit".*?name="idempotency_key" value="([^"]+)"', page.text, re.DOTALL)
    assert page.status_code == 200
    assert key
    return {"csrf_token": csrf_of(page), "idempotency_key": key[1]}


def typed(**changes: Any) -> dict[str, Any]:
    return {
        "first-name": "Lâm Thị An",
        "first-identity_number": "094185001234",
        "first-address": "Khóm 3",
        "first-phone": "0912345678",
        "kind": "recommendation",
        "matter": "Đường vào khóm 3 ngập sâu mỗi khi triều cường, bà con đi lại rất khó khăn.",
        "outcomes": ["heard"],
        "unit_code": "31507",
        "people_count": "1",
        "started_on": "23/11/2026",
        "form_of": "office",
        **changes,
    }


def send(client: FlaskClient, **fields: Any) -> TestResponse:
    return client.post("/tiep-dan/ghi", data=entry(client) | typed(**fields))


def lines(db: SQLAlchemy) -> int:
    return db.session.scalar(select(func.count()).select_from(Visit)) or 0


def test_a_card_fills_the_page_without_script(binh: FlaskClient) -> None:
    page = binh.post("/tiep-dan/ghi", data=entry(binh) | {"scan": CARD, "matter": "Về con đường"})
    assert page.status_code == 200
    for value in ("094185001234", "Lâm Thị An", "15/08/1985", "Khóm 3, phường Sóc Trăng, Cần Thơ", "01/07/2024"):
        assert f'value="{value}"' in page.text
    assert "Về con đường" in page.text


def test_saved_twice_it_is_one_line(binh: FlaskClient, db: SQLAlchemy) -> None:
    fields = entry(binh) | typed()
    first, again = (binh.post("/tiep-dan/ghi", data=fields) for _ in range(2))
    assert first.status_code == again.status_code == 303
    assert first.location == again.location
    assert lines(db) == 1
    page = binh.get(first.location)
    assert "Lượt tiếp 1/2026" in page.text
    assert "07/12/2026" in page.text
    assert "Lâm Thị An" in binh.get("/tiep-dan").text


def test_mistakes_are_told_at_their_fields_and_the_words_stay(binh: FlaskClient, db: SQLAlchemy) -> None:
    page = send(binh, kind="complaint", outcomes=["petition"], act_on="31/02/2026")
    assert page.status_code == 422
    for field in ("act_on", "request", "respondent_body_id"):
        assert f'href="#{field}"' in summary_of(page)
    assert "triều cường" in page.text
    assert lines(db) == 0


def test_a_spoken_complaint_gives_a_slip_and_letters(binh: FlaskClient, db: SQLAlchemy) -> None:
    answer = send(
        binh,
        kind="complaint",
        outcomes=["petition", "documents"],
        papers="Quyết định 15/QĐ-UBND; 2; bản phô tô",
        request="Hủy quyết định thu hồi đất.",
        respondent_body_id=ward(),
        act_on="10/10/2026",
        known_on="12/10/2026",
    )
    assert answer.status_code == 303
    page = binh.get(answer.location)
    assert "Biên nhận đơn và mã tra cứu" in page.text
    assert "Mẫu 02/TCD" in page.text
    assert db.session.scalar(select(func.count()).select_from(Case)) == 1
    assert "Mã tra cứu" in binh.get("/tiep-nhan/bien-nhan").text


@pytest.mark.parametrize("letter", ["minutes", "refusal", "representatives"])
def test_letters_are_made_once_and_numbered(
    binh: FlaskClient, monkeypatch: pytest.MonkeyPatch, letter: str, db: SQLAlchemy
) -> None:
    printed: list[Any] = []
    monkeypatch.setattr(press, "print_letter", lambda made, form: printed.append(made) or b"%PDF")
    answer = send(
        binh, outcomes=["refused"], refusal_ground="refusal.h", people_count="2", more_people="Thạch Sơn; khóm 3"
    )
    path = answer.location
    csrf = csrf_of(binh.get(path))
    for _ in range(2):
        made = binh.post(f"{path}/giay/{letter}", data={"csrf_token": csrf, "as": "pdf"})
        assert (made.status_code, made.data) == (200, b"%PDF")
    assert printed[0] == printed[1]
    assert printed[0].head.number == ("01/TB-UBND" if letter == "refusal" else None)
    assert ("Đã lập 23/11/2026" in binh.get(path).text) == (letter == "refusal")


def test_somebody_is_found_again_by_number_phone_or_name(binh: FlaskClient) -> None:
    send(binh)
    for words in ("094185001234", "+84 912 345 678", "lam thi"):
        page = binh.post("/tiep-dan/nguoi", data=entry(binh) | {"scan": words})
        assert "Lâm Thị An" in page.text
        assert "triều cường" in page.text
    picked = re.search(r'name="pick" value="(\d+)"', page.text)
    assert picked
    page = binh.post("/tiep-dan/ghi", data=entry(binh) | {"pick": picked[1]})
    assert 'value="094185001234"' in page.text


def test_nobody_of_another_body_finds_them(binh: FlaskClient, client: FlaskClient) -> None:
    path = send(binh).location
    stranger = cast.sign_in(client.application.test_client(), "giang")
    assert "Lâm Thị An" not in stranger.post("/tiep-dan/nguoi", data=entry(stranger) | {"scan": "lam thi"}).text
    assert stranger.get(path).status_code == 404


def test_a_broken_entry_is_taken_up_again(binh: FlaskClient) -> None:
    begun = entry(binh)
    assert binh.post("/tiep-dan/ghi/do", data=begun | typed(matter="Mới nói được nửa chừng")).status_code == 204
    page = binh.post("/tiep-dan/ghi/mo-lai", data=begun)
    assert "Mới nói được nửa chừng" in page.text
    assert binh.post("/tiep-dan/ghi", data=begun | typed()).status_code == 303
    assert binh.post("/tiep-dan/ghi/mo-lai", data=begun).status_code == 303


def test_a_list_out_of_a_sheet_keeps_its_mistakes_in_place(binh: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "lines", lambda content: "Thạch Sơn; khóm 3\n12345; khóm 4\n")
    sheet = {"people_file": (BytesIO(b"x"), "doan.xlsx")}
    page = binh.post("/tiep-dan/ghi", data=entry(binh) | typed() | sheet, content_type="multipart/form-data")
    assert "12345; khóm 4" in page.text
    page = send(binh, more_people="Thạch Sơn; khóm 3\n12345; khóm 4")
    assert page.status_code == 422
    assert "Dòng 2" in summary_of(page)


def test_a_late_entry_keeps_its_real_time(binh: FlaskClient, db: SQLAlchemy) -> None:
    send(binh, started_on="20/11/2026", started_time="14h30", ended_time="15:00", is_late_entry="y")
    row = db.session.scalar(select(Visit))
    assert row is not None
    assert (row.started_at, row.entered_at, row.is_late_entry) == (at("2026-11-20 14:30"), NOW, True)


def test_a_denunciation_shows_no_name_until_it_is_opened(binh: FlaskClient, db: SQLAlchemy) -> None:
    path = send(binh, kind="denunciation", respondent_name="Ông Nguyễn Văn X").location
    assert "Lâm Thị An" not in binh.get(path).text + binh.get("/tiep-dan").text
    opened = binh.post(f"{path}/mo", data={"csrf_token": csrf_of(binh.get(path))})
    assert "Lâm Thị An" in opened.text
    assert db.session.scalar(select(func.count()).select_from(VisitPerson)) == 0
    assert "Lâm Thị An" not in binh.post("/tiep-dan/nguoi", data=entry(binh) | {"scan": "094185001234"}).text


def test_the_waiting_room_calls_by_priority_and_shows_no_names(binh: FlaskClient) -> None:
    csrf = {"csrf_token": csrf_of(binh.get("/tiep-dan/lay-so"))}
    for priority in ("", "", "elderly"):
        binh.post("/tiep-dan/lay-so", data=csrf | {"priority": priority})
    binh.post("/tiep-dan/phong-cho/goi", data=csrf | {"counter": "2"})
    screen = binh.get("/tiep-dan/man-hinh").text
    assert '<p class="desk-number">3</p>' in screen
    assert "Mời đến bàn 2" in screen
    assert 'http-equiv="refresh"' not in screen, "only who asks for it has a page that changes by itself"
    assert 'http-equiv="refresh"' in binh.get("/tiep-dan/man-hinh?tu-lam-moi=1").text
    ticket = re.search(r"/tiep-dan/phong-cho/(\d+)", binh.get("/tiep-dan/phong-cho").text)
    assert ticket
    binh.post(f"/tiep-dan/phong-cho/{ticket[1]}", data=csrf | {"state": "no_show"})
    binh.post("/tiep-dan/phong-cho/goi", data=csrf | {"counter": "2"})
    assert '<p class="desk-number">1</p>' in binh.get("/tiep-dan/man-hinh").text


def test_who_is_competent_is_said_before_saving(binh: FlaskClient) -> None:
    page = send(binh, outcomes=["guided"], guided_to="", refresh="ruling", category_code="")
    assert page.status_code == 200 and "Ai có thẩm quyền?" in page.text and "Luật" in page.text
    assert "triều cường" in page.text
    page = send(binh, kind="", refresh="ruling")
    assert "Xin chọn loại việc, nơi xảy ra" in page.text


def test_a_visit_brings_a_second_petition_and_its_case_leads_back(binh: FlaskClient, db: SQLAlchemy) -> None:
    first = send(binh, outcomes=["petition"], request="Sửa đường vào khóm 3.")
    visit = first.location.rpartition("/")[2]
    binh.get(f"/tiep-nhan?luot={visit}")
    page = binh.get("/tiep-nhan?loai=kien-nghi")
    assert 'value="Lâm Thị An"' in page.text and 'value="094185001234"' in page.text
    key = re.search(r'name="idempotency_key" value="([^"]+)"', page.text)
    assert key
    paper = {"channel": "TCD", "received_on": "23/11/2026", "written_on": "23/11/2026", "is_signed": "y", "who": "self"}
    matter = {"content": "Cống thoát nước trước nhà số 12 nghẹt đã ba tháng, nước tràn vào nhà.", "unit_code": "31507"}
    people = {
        "parties-0-name": "Lâm Thị An",
        "parties-0-address": "Khóm 3",
        "parties-0-identity_number": "094185001234",
    }
    sent = {"csrf_token": csrf_of(page), "idempotency_key": key[1], **paper, **matter, **people}
    answer = binh.post("/tiep-nhan?loai=kien-nghi", data=sent)
    assert answer.status_code == 303, summary_of(answer)
    cases = db.session.scalars(select(Case).order_by(Case.id)).all()
    assert len(cases) == 2
    for case in cases:
        assert f"/tiep-dan/luot/{visit}" in binh.get(f"/ho-so/{case.id}").text


def test_the_door_screen_comes_back_by_itself_only_when_asked(binh: FlaskClient) -> None:
    csrf = {"csrf_token": csrf_of(binh.get("/tiep-dan/lay-so")), "priority": ""}
    still = binh.post("/tiep-dan/lay-so", data=csrf)
    assert 'http-equiv="refresh"' not in binh.get(still.location).text
    back = binh.post("/tiep-dan/lay-so?tu-lam-moi=1", data=csrf)
    assert 'http-equiv="refresh"' in binh.get(back.location).text


def test_addresses_and_telephones_are_masked_until_it_is_said_what_for(binh: FlaskClient, db: SQLAlchemy) -> None:
    page = send(binh).location
    shown = binh.get(page)
    assert "Lâm Thị An" in shown.text and "0912345678" not in shown.text and "0912•••678" in shown.text
    colleague = cast.sign_in(binh.application.test_client(), "cuc")
    assert "0912345678" not in colleague.get(page).text and f"{page}/du-lieu" not in colleague.get(page).text
    said = {"csrf_token": csrf_of(shown), "purpose": "contact"}
    assert "0912345678" in binh.post(f"{page}/du-lieu", data=said).text
    assert binh.post(f"{page}/du-lieu", data={**said, "purpose": ""}).status_code == 303
    refused = {"csrf_token": csrf_of(colleague.get(page)), "purpose": "contact"}
    assert colleague.post(f"{page}/du-lieu", data=refused).status_code == 403
    assert db.session.scalars(select(AuditEntry.purpose).where(AuditEntry.action == "visit.reveal")).all() == [
        "contact"
    ]
