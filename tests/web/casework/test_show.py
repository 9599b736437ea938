"""The page of a case: what each may do now, why not more, and that nothing sealed is on it."""

import io
import re
from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event, select

from app import storage
from app.domain.facts import SYSTEM
from app.domain.vocabulary import CaseKind
from app.persistence.models import AuditEntry
from app.services.intake.petition_input import FileInput
from app.services.keeping import reorganisation
from app.services.settlement import conversation, suspension
from tests import cast
from tests.builders import a_case, a_second_instance
from tests.storage import corpus
from tests.times import at
from tests.web.casework.clerk import fields_of

A_PDF = corpus.pdf()
SECRETS = ("Lâm Thị An", "0912345678", "094185001234", "Hùng Vương", "120 m²")


@pytest.fixture(autouse=True)
def now(app: Flask, db: SQLAlchemy) -> None:
    app.config["NOW"] = at("2026-08-10")


def as_(app: Flask, name: str) -> FlaskClient:
    return cast.sign_in(app.test_client(), name)


def buttons(page: str) -> list[str]:
    """The steps offered, the leading one first."""
    panel = page[page.index('id="next"') : page.index("</section>", page.index('id="next"'))]
    return re.findall(r'href="/ho-so/\d+/([a-z-]+)"', panel)


def test_the_leading_step_comes_first_and_only_ones_own_are_offered(app: Flask) -> None:
    case = a_case().filed("2026-08-03").proposed("2026-08-05").made()
    path = f"/ho-so/{case.id}"
    assert buttons(as_(app, "dung").get(path).text)[0] == "thu-ly"
    assert set(buttons(as_(app, "cuc").get(path).text)) == {"gop", "tach-don", "rut-don", "hoi-them"}
    assert buttons(as_(app, "em").get(path).text) == []


def test_every_offered_step_opens(app: Flask) -> None:
    for builder in (
        a_case().filed("2026-08-03"),
        a_case().filed("2026-08-03").proposed("2026-08-05"),
        a_case().filed("2026-08-03").verified("2026-08-06"),
        a_case().filed("2026-08-03").drafting("2026-08-06"),
        a_case().filed("2026-05-04").served("2026-06-01"),
        a_case(CaseKind.DENUNCIATION).filed("2026-08-03"),
    ):
        case = builder.made()
        for name in ("binh", "cuc", "dung"):
            browser = as_(app, name)
            page = browser.get(f"/ho-so/{case.id}")
            for step in buttons(page.text) if page.status_code == 200 else []:
                assert browser.get(f"/ho-so/{case.id}/{step}").status_code == 200, (name, case.state, step)


def test_a_blocked_step_names_its_article(app: Flask) -> None:
    case = a_case().filed("2026-08-03").verified("2026-08-06", matches=False).made()
    page = as_(app, "dung").get(f"/ho-so/{case.id}").text
    assert "td-blocked" in page
    assert "khoản 1 Điều 30 Luật Khiếu nại" in page
    assert buttons(page)[0] == "moi-doi-thoai"


def test_clocks_explain_themselves_and_a_standing_one_says_so(app: Flask) -> None:
    case = a_case().filed("2026-07-13").accepted("2026-07-20").made()
    page = as_(app, "cuc").get(f"/ho-so/{case.id}").text
    assert "Vì sao là ngày này?" in page
    assert "19/08/2026" in page
    suspension.suspend(cast.actor("dung"), case.id, "Thiên tai.", at=at("2026-07-27"))
    browser = as_(app, "cuc")
    assert "Tạm dừng tính hạn" in browser.get(f"/ho-so/{case.id}").text
    conversation.ask(cast.actor("cuc"), case.id, "Xin gửi bản vẽ.", reply_by=date(2026, 8, 20), at=at("2026-07-28"))
    assert "Xin gửi bản vẽ." in browser.get(f"/ho-so/{case.id}").text


def test_first_and_second_instance_are_linked(app: Flask) -> None:
    first = a_case().filed("2026-05-04").served("2026-06-22").made()
    second = a_second_instance(first, on="2026-07-13")
    page = as_(app, "cuc").get(f"/ho-so/{first.id}").text
    assert second.number in page  # another body's case: known to be, not to be read
    assert f'href="/ho-so/{second.id}"' not in page
    page = as_(app, "hoa").get(f"/ho-so/{second.id}").text
    assert first.number in page
    assert f'href="/ho-so/{first.id}"' not in page
    assert "Quyết định giải quyết lần đầu" in page and "22/06/2026" in page  # served: what the second is about
    inspector = as_(app, "em")
    assert f'href="/ho-so/{second.id}"' in inspector.get(f"/ho-so/{first.id}").text
    assert f'href="/ho-so/{first.id}"' in inspector.get(f"/ho-so/{second.id}").text


def test_a_sealed_case_shows_its_code_and_nothing_else(app: Flask, db: SQLAlchemy) -> None:
    case = a_case(CaseKind.DENUNCIATION).filed("2026-08-03").made()
    for name in ("binh", "dung"):
        browser = as_(app, name)
        for path in (f"/ho-so/{case.id}", "/ho-so?tab=body", "/ho-so?tab=new", f"/ho-so/{case.id}/danh-tinh"):
            page = browser.get(path).text
            assert case.number in page
            assert not [secret for secret in SECRETS if secret in page], path
    assert openings(db) == 0


def test_who_works_on_a_sealed_case_is_warned_at_every_form(app: Flask) -> None:
    case = a_case(CaseKind.DENUNCIATION).filed("2026-08-03").registered("2026-08-04").made()
    page = as_(app, "binh").get(f"/ho-so/{case.id}/de-xuat").text
    assert "được niêm phong" in page and "không ghi gì làm lộ" in page
    assert not [secret for secret in SECRETS if secret in page]


def test_opening_is_asked_for_confirmed_and_on_record(app: Flask, db: SQLAlchemy) -> None:
    case = a_case(CaseKind.DENUNCIATION).filed("2026-08-03").made()
    browser = as_(app, "dung")
    asked = browser.get(f"/ho-so/{case.id}/danh-tinh").text
    token = re.search(r'name="csrf_token" value="([^"]+)"', asked)
    assert token
    assert browser.get(f"/ho-so/{case.id}/danh-tinh/mo").status_code == 405
    for purpose in ("", "curiosity", "recovery"):
        data = {"csrf_token": token.group(1), "purpose": purpose}
        for place in ("mo", "ban-in", "phong-bi", "tep/1"):
            assert browser.post(f"/ho-so/{case.id}/danh-tinh/{place}", data=data).status_code == 422, place
    assert openings(db) == 0, "without a purpose nothing opens"
    data = {"csrf_token": token.group(1), "purpose": "verify"}
    page = browser.post(f"/ho-so/{case.id}/danh-tinh/mo", data=data)
    assert page.status_code == 200
    assert "Lâm Thị An" in page.text
    assert "no-store" in page.headers["Cache-Control"]
    assert openings(db) == 1
    assert browser.post(f"/ho-so/{case.id}/danh-tinh/mo", data={}).status_code == 400
    cuc = as_(app, "cuc")
    assert cuc.get(f"/ho-so/{case.id}/danh-tinh").status_code == 404
    assert openings(db) == 1


def openings(db: SQLAlchemy) -> int:
    return len(list(db.session.scalars(select(AuditEntry).where(AuditEntry.action == "identity.view"))))


def test_the_page_costs_few_questions_however_long_the_story(app: Flask, db: SQLAlchemy) -> None:
    short = a_case().filed("2026-08-03").made()
    long = a_case().filed("2026-05-04").served("2026-06-01").made()
    browser = as_(app, "em")
    browser.get(f"/ho-so/{long.id}")
    asked: list[str] = []

    def listen(_conn: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        asked.append(statement)

    event.listen(db.engine, "before_cursor_execute", listen)
    try:
        browser.get(f"/ho-so/{short.id}")
        few = len(asked)
        browser.get(f"/ho-so/{long.id}")
    finally:
        event.remove(db.engine, "before_cursor_execute", listen)
    assert len(asked) - few <= few + 3
    assert few <= 40


def test_files_leave_by_the_door_of_their_case_only(app: Flask, db: SQLAlchemy) -> None:
    pdf = storage.save(io.BytesIO(A_PDF), "quyết định.pdf")
    file = FileInput.of(pdf)
    case = a_case().filed("2026-08-03", files=(file,)).made()
    other = a_case().filed("2026-08-03").made()
    number = case.petitions[0].attachments[0].id
    browser = as_(app, "cuc")
    assert f"/ho-so/{case.id}/tep/{number}" in browser.get(f"/ho-so/{case.id}").text
    answer = browser.get(f"/ho-so/{case.id}/tep/{number}")
    assert answer.data == b"".join(storage.read(pdf.id, key=pdf.key)) and answer.data.startswith(b"%PDF")
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    page = browser.get(f"/ho-so/{case.id}")
    token = fields_of(page, f"/ho-so/{case.id}/tep/{number}/ban-goc")
    came = browser.post(f"/ho-so/{case.id}/tep/{number}/ban-goc", data=token)
    assert came.data == A_PDF and came.headers["Content-Disposition"].startswith("attachment")
    assert browser.post(f"/ho-so/{other.id}/tep/{number}/ban-goc", data=token).status_code == 404
    acts = set(db.session.scalars(select(AuditEntry.action).where(AuditEntry.case_id == case.id)))
    assert {"case.file", "case.original"} <= acts
    assert browser.get(f"/ho-so/{other.id}/tep/{number}").status_code == 404
    assert as_(app, "giang").get(f"/ho-so/{case.id}/tep/{number}").status_code == 404


def test_a_sealed_file_is_opened_by_the_entitled_on_record(app: Flask, db: SQLAlchemy) -> None:
    pdf = storage.save(io.BytesIO(A_PDF), "bằng chứng.pdf")
    file = FileInput.of(pdf)
    case = a_case(CaseKind.DENUNCIATION).filed("2026-08-03", files=(file,)).made()
    number = case.petitions[0].attachments[0].id
    dung = as_(app, "dung")
    assert dung.get(f"/ho-so/{case.id}/tep/{number}").status_code == 404
    token = fields_of(dung.get(f"/ho-so/{case.id}/danh-tinh"), f"/ho-so/{case.id}/danh-tinh/mo")
    token["purpose"] = "verify"
    assert "bằng chứng.pdf" in dung.post(f"/ho-so/{case.id}/danh-tinh/mo", data=token).text
    opened = dung.post(f"/ho-so/{case.id}/danh-tinh/tep/{number}", data=token)
    assert opened.data == b"".join(storage.read(pdf.id, key=pdf.key))
    entries = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "identity.file"))
    assert [entry.case_id for entry in entries] == [case.id]


def test_a_case_handed_over_keeps_its_clock_and_its_story(app: Flask) -> None:
    case = a_case().filed("2025-06-02").accepted("2025-06-09").made()
    due_on = case.next_due_on
    reorganisation.hand_over(SYSTEM, date(2025, 7, 1), at=at("2025-07-01"))
    app.config["NOW"] = at("2025-07-02")
    browser = as_(app, "binh")
    page = browser.get(f"/ho-so/{case.id}").text
    assert due_on == date(2025, 7, 9)
    assert "09/07/2026" not in page
    assert "09/07/2025" in page
    assert "Bàn giao cơ quan kế nhiệm" in page
    assert "phường 6" in page  # where it first came in
    assert case.number in browser.get("/ho-so?tab=week").text
    assert as_(app, "quy").get(f"/ho-so/{case.id}").status_code == 302, "an office ends with its body"
