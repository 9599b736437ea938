"""A denunciation is filed, worked on and opened; afterwards no byte outside the seal tells who, whom or what."""

import logging
from io import BytesIO
from pathlib import Path
from threading import Event

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.domain.confidentiality import Purpose
from app.domain.vocabulary import Channel, Procedure, Role
from app.jobs import worker
from app.persistence.db import db as database
from app.persistence.models import Attachment, Case, HeldOffice, User
from app.persistence.queries import cases
from app.persistence.queries.escalation import reminders
from app.persistence.transaction import transaction
from app.services.intake import disclosure
from app.web.answers import logs
from tests import cast
from tests.houses import both_engines
from tests.security import canaries
from tests.web.casework.clerk import sent
from tests.web.public.follower import Follower
from tests.web.public.pen import NOW, Pen, code_on

pytestmark = pytest.mark.usefixtures("db")

PARTY = {
    "who": "self",
    "parties-0-name": canaries.NAME,
    "parties-0-identity_number": canaries.IDENTITY,
    "parties-0-phone": canaries.PHONE,
    "parties-0-email": canaries.EMAIL,
    "parties-0-address": canaries.ADDRESS,
}
MATTER = {
    "respondent_name": canaries.ACCUSED,
    "respondent_position": canaries.POSITION,
    "place_detail": canaries.ADDRESS,
    "content": canaries.CONTENT,
}


@pytest.fixture
def told(app: Flask, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]):
    """Everything that the program says while the story runs: the log of requests, Python's loggers, both streams."""
    caplog.set_level(logging.DEBUG)
    after = app.after_request_funcs.setdefault(None, [])
    after.append(logs.log_request)
    yield lambda: "".join([*capfd.readouterr(), caplog.text])
    after.remove(logs.log_request)


def written(client: FlaskClient, slug: str = "to-cao") -> Pen:
    pen = Pen(client, slug)
    matter = pen.matter() if slug != "to-cao" else {}
    if slug == "khieu-nai":
        pen.page("quyet_dinh", act_on="10/10/2026", known_on="12/10/2026", decision_number="1/QĐ")
    assert pen.page("noi_dung", **(matter | MATTER | {"request": canaries.CONTENT})).status_code == 302
    assert pen.page("nguoi_nop", **PARTY).status_code == 302
    upload = BytesIO(canaries.FILE_CONTENT.encode() * 40)
    assert pen.page("tai_lieu", files=(upload, canaries.FILE_NAME)).status_code == 302
    return pen


def the_case(code: str) -> Case:
    found = database.session.scalars(select(Case).order_by(Case.id.desc())).first()
    assert found is not None and code
    return found


def signed_in(app: Flask, case: Case, role: Role) -> FlaskClient:
    here = (HeldOffice.body_id == case.body_id, HeldOffice.role == role)
    office = database.session.scalar(select(HeldOffice).where(*here))
    assert office is not None, (case.body_id, role)
    return cast.sign_in(app.test_client(), office.user.username)


def nothing_is_told(app: Flask, told: str) -> None:
    while worker.work(Event(), lambda: NOW):
        pass
    assert canaries.hits_in_tables() == []
    assert canaries.hits_in(told.encode()) == set()
    if database.engine.dialect.name == "sqlite":
        database.session.remove()  # a reader keeps the database's log from being cut
        assert canaries.hits_below(Path(app.config["INSTANCE_DIR"])) == []


def test_the_search_finds_what_is_there(tmp_path: Path) -> None:
    for word in canaries.ALL:
        for index, spelled in enumerate(sorted(canaries.spellings(word))):
            (tmp_path / "a").write_bytes(b"x" * index + spelled + b"y")
            assert [hit[1] for hit in canaries.hits_below(tmp_path)].count(word) == 1


@both_engines
def test_denunciations_and_a_days_work_leave_no_trace(app: Flask, told) -> None:
    for _each in range(2):
        client = app.test_client()
        pen = written(client)
        assert canaries.NAME in pen.review().text, "the writer himself reads it"
        assert pen.submit().status_code == 303
        code = code_on(pen.receipt())
        work_on(app, the_case(code), code)
    nothing_is_told(app, told())


def work_on(app: Flask, case: Case, code: str) -> None:
    desk = signed_in(app, case, Role.RECEPTION_BOARD)
    head = signed_in(app, case, Role.HEAD)
    path = f"/ho-so/{case.id}"
    sent(desk, f"{path}/vao-so")
    officer = database.session.scalar(select(User.id).where(User.username == "lan"))
    sent(head, f"{path}/giao-nguoi", officer_id=str(officer))
    opened = opened_by(head, path)
    assert canaries.NAME in opened.text and canaries.CONTENT in opened.text, "the entitled read it"
    assert canaries.FILE_NAME in opened.text and opened.headers["Cache-Control"] == "no-store"
    file = database.session.scalar(select(Attachment.id).where(Attachment.case_id == case.id))
    data = {"csrf_token": token_of(head, f"{path}/danh-tinh"), "purpose": "verify"}
    answer = head.post(f"{path}/danh-tinh/tep/{file}", data=data)
    assert canaries.FILE_CONTENT in answer.text and answer.headers["Cache-Control"] == "no-store"
    talk(app, head, case, code)
    sent(desk, f"{path}/de-xuat", disposition="CHUYEN", target_name="Công an", reason=f"Đơn của {canaries.NAME}.")
    sent(head, f"{path}/de-xuat-lai", note=f"Hỏi lại {canaries.ACCUSED}.")
    sent(desk, f"{path}/de-xuat", disposition="CHUYEN", target_name="Công an", reason=f"Đơn của {canaries.NAME}.")
    later = opened_by(head, path).text
    for words in (f"Đơn của {canaries.NAME}.", f"Hỏi lại {canaries.ACCUSED}.", LETTER, ANSWER, "hai-vàng.txt"):
        assert words in later, words
    sent(head, f"{path}/chuyen", target_name="Công an", reason=f"Việc của {canaries.NAME}.")
    for page in ("/ho-so", "/cho-duyet", path, f"/ho-so?q={case.number}"):
        assert canaries.hits_in(head.get(page).data) == set(), page


LETTER = f"Xin {canaries.NAME} cho biết thêm về {canaries.ACCUSED}."
ANSWER = f"Tôi là {canaries.NAME}: {canaries.CONTENT}"


def talk(app: Flask, head: FlaskClient, case: Case, code: str) -> None:
    """The authority writes, the denouncer reads it by his code, answers and sends more; both ways under the seal."""
    sent(head, f"/ho-so/{case.id}/hoi-them", text=LETTER)
    follower = Follower(app.test_client(), (None, case))  # type: ignore[arg-type]
    assert follower.open(code).status_code == 303
    page = follower.page()
    assert LETTER in page.text and page.headers["Cache-Control"] == "no-store"
    upload = BytesIO(canaries.FILE_CONTENT.encode() * 40)
    answer = follower.send("/bo-sung", text=ANSWER, files=(upload, "hai-vàng.txt"), protection="y")
    assert answer.status_code == 303, answer.text
    assert canaries.hits_in(follower.page().text.replace(LETTER, "").encode()) == set(), "his own words stay closed"
    with follower.client.session_transaction() as cookie:
        cookie.pop("readers")
    assert canaries.hits_in(follower.page().data) == set(), "without the code the letter is closed too"


def opened_by(browser: FlaskClient, path: str):
    data = {"csrf_token": token_of(browser, f"{path}/danh-tinh"), "purpose": "check_conditions"}
    return browser.post(f"{path}/danh-tinh/mo", data=data)


def token_of(client: FlaskClient, path: str) -> str:
    return client.get(path).text.split('name="csrf_token" value="')[1].split('"')[0]


def test_what_the_desk_enters_is_sealed_too(app: Flask, told) -> None:
    desk = cast.sign_in(app.test_client(), "binh")
    app.config["NOW"] = NOW
    page = desk.get("/tiep-nhan?loai=to-cao").text
    key = page.split('name="idempotency_key" value="')[1].split('"')[0]
    data = PARTY | MATTER | {"idempotency_key": key, "received_on": "20/11/2026", "channel": Channel.POST.value}
    token = page.split('name="csrf_token" value="')[1].split('"')[0]
    wrong = desk.post("/tiep-nhan?loai=to-cao", data=data | {"csrf_token": token, "received_on": "99/99"})
    assert wrong.status_code == 422 and canaries.NAME in wrong.text
    upload = {"files": (BytesIO(canaries.FILE_CONTENT.encode() * 40), canaries.FILE_NAME)}
    answer = desk.post("/tiep-nhan?loai=to-cao", data=data | upload | {"csrf_token": token})
    assert answer.status_code == 303, answer.text
    nothing_is_told(app, told())


def test_a_draft_left_behind_tells_nothing_and_a_discarded_one_is_gone(app: Flask, told) -> None:
    folder = Path(app.config["INSTANCE_DIR"])
    before = set((folder / "attachments").rglob("*.*"))
    pen = written(app.test_client())
    kept = set((folder / "attachments").rglob("*.*")) - before
    assert len(kept) == 2, "what came, and its copy"
    nothing_is_told(app, told())
    pen.send("/nop-don/xoa-nhap", {}, token=token_of(pen.client, "/nop-don/to-cao/noi-dung"))
    assert not any(path.exists() for path in kept)


@both_engines
def test_a_complaint_that_turns_out_to_be_a_denunciation_is_sealed_whole(app: Flask, told) -> None:
    client = app.test_client()
    pen = written(client, "khieu-nai")
    assert pen.submit().status_code == 303
    code = code_on(pen.receipt())
    case = the_case(code)
    officer = cast.sign_in(app.test_client(), "cuc" if case.body_id == cast.office("cuc").body_id else "khanh")
    head = signed_in(app, case, Role.HEAD)
    path = f"/ho-so/{case.id}"
    sent(officer, f"{path}/vao-so")
    sent(officer, f"{path}/hoi-them", text=f"Xin {canaries.NAME} cho biết thêm.")
    follower = Follower(client, (None, case))  # type: ignore[arg-type]
    follower.open(code)
    upload = BytesIO(canaries.FILE_CONTENT.encode() * 40)
    answer = follower.send("/bo-sung", text=canaries.CONTENT, files=(upload, canaries.FILE_NAME))
    assert answer.status_code == 303, answer.text
    sent(officer, f"{path}/de-xuat", disposition="THULY", reason=f"Đơn của {canaries.NAME}.")
    sent(head, f"{path}/de-xuat-lai", note=f"Hỏi lại {canaries.ACCUSED}.")
    urged(case, f"Đôn đốc việc của {canaries.NAME}.")
    sent(officer, f"{path}/phan-loai", procedure=Procedure.DENUNCIATION.value, reason="Nội dung là tố cáo.")
    told_so_far = told()
    nothing_is_told(app, told_so_far)

    case = follower.case = the_case(code)
    actor = cast.head_of(case.body_id)
    opened = disclosure.disclose(actor, case.id, Purpose.VERIFY, at=NOW)
    assert canaries.hits_in(repr(opened).encode()) >= {canaries.NAME, canaries.CONTENT, canaries.FILE_NAME}
    page = opened_by(head, path)
    for word in (canaries.NAME, canaries.ACCUSED, f"Xin {canaries.NAME} cho biết thêm."):
        assert word in page.text, word
    for file in cases.attachments(case.id):
        data = {"csrf_token": token_of(head, f"{path}/danh-tinh"), "purpose": "verify"}
        answer = head.post(f"{path}/danh-tinh/tep/{file.id}", data=data)
        assert canaries.FILE_CONTENT in answer.text
    for name in ("binh", "cuc", "cam", "em", "giang", "nga"):
        browser = cast.sign_in(app.test_client(), name)
        for address in ("/ho-so", f"/ho-so?q={canaries.NAME}&tab=body", path, "/thong-ke", "/giam-sat"):
            shown = browser.get(address).data.replace(canaries.NAME.encode(), b"", 4 if "q=" in address else 0)
            assert canaries.hits_in(shown) == set(), (name, address)
    assert canaries.hits_in(follower.page().data) == set(), "nor on a telephone that somebody else picks up"


def urged(case: Case, note: str) -> None:
    """A reminder written by hand, while the case was still an open one."""
    row = {
        "case_id": case.id,
        "clock": "DL-KN-01",
        "due_on": NOW.date(),
        "delay_days": 7,
        "times": 1,
        "from_body_id": case.body_id,
        "to_body_id": case.body_id,
        "year": 2026,
        "number": 1,
        "symbol": "ĐĐ",
        "issued_on": NOW.date(),
        "issued_at": NOW,
        "note": note,
        "answer": note,
        "answer_due_on": NOW.date(),
    }
    with transaction():
        reminders.add([row])
