"""The administrator's pages: accounts opened, closed and given a password once; the machinery; and no case at all."""

import re
import threading
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from app.domain.vocabulary import CaseKind, Role
from app.jobs import worker
from app.persistence import outbox
from app.persistence.db import db as database
from app.persistence.models import AuditEntry, OutboxMessage, User
from app.persistence.transaction import transaction
from app.services.keeping import accounts, first_passwords
from app.services.keeping.accounts import NewAccount
from tests import builders, cast
from tests.times import at

NOW = at("2026-11-23 08:00")
OWN = "một buổi sáng mùa hè"


@pytest.fixture
def oanh(app: Flask, db) -> FlaskClient:
    """The administrator's browser."""
    app.config["NOW"] = NOW
    return cast.sign_in(app.test_client(), "oanh")


def token_of(page: str) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found
    return found[1]


def post(client: FlaskClient, address: str, page: str = "/quan-tri/he-thong", **data: str):
    return client.post(address, data={"csrf_token": token_of(client.get(page).text), **data})


def at_work() -> None:
    """The worker does what waits."""
    while worker.work(threading.Event(), lambda: NOW):
        pass


def new_account(client: FlaskClient, **changes: str):
    ward = str(cast.office("cuc").body_id)
    data = {"name": "Lê Thị Xuân", "username": "Xuan.Le", "position": "", "role": "officer", "body_id": ward}
    return post(client, "/quan-tri/tai-khoan/moi", "/quan-tri/tai-khoan/moi", **{**data, **changes})


def shown_password(page: str) -> str:
    found = re.search(r'class="td-code">([a-z0-9-]+)<', page)
    assert found, page
    return found[1]


def sign_in(app: Flask, username: str, password: str) -> tuple[FlaskClient, int]:
    client = app.test_client()
    data = {"csrf_token": token_of(client.get("/dang-nhap").text), "username": username, "password": password}
    return client, client.post("/dang-nhap", data=data).status_code


def acts(action: str) -> int:
    return database.session.scalar(select(func.count()).where(AuditEntry.action == action)) or 0


def test_a_new_colleague_gets_a_password_once_and_chooses_an_own_one(app: Flask, oanh: FlaskClient) -> None:
    answer = new_account(oanh)
    password = shown_password(answer.text)
    assert answer.headers["Cache-Control"] == "no-store"
    assert acts("account_created") == 1
    user = cast.user("xuan.le")
    assert password not in oanh.get(f"/quan-tri/tai-khoan/{user.id}").text
    client, status = sign_in(app, "xuan.le", password)
    assert status == 302
    for closed in ("/ho-so", "/can-bo", "/ho-so/1", "/quan-tri"):
        assert client.get(closed).status_code in (302, 403)
    assert client.get("/ho-so").location == "/mat-khau"
    page = client.get("/mat-khau").text
    assert "đặt mật khẩu riêng" in page
    data = {"csrf_token": token_of(page), "old": password}
    assert "trùng với mật khẩu" in client.post("/mat-khau", data={**data, "new": password, "again": password}).text
    assert client.post("/mat-khau", data={**data, "new": OWN, "again": OWN}).status_code == 302
    client, status = sign_in(app, "xuan.le", OWN)
    assert client.get("/ho-so").status_code == 200


def test_a_one_time_password_lasts_three_days(app: Flask, oanh: FlaskClient) -> None:
    password = shown_password(new_account(oanh).text)
    app.config["NOW"] = NOW + first_passwords.LASTS + timedelta(minutes=1)
    assert sign_in(app, "xuan.le", password)[1] == 422
    cast.sign_in(oanh, "oanh")
    assert "đã hết hạn" in oanh.get("/quan-tri/tai-khoan?q=xuan").text


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"username": "cuc"}, "đã có người dùng"),
        ({"username": "Lê Xuân"}, "Chỉ dùng chữ không dấu"),
        ({"name": ""}, "Xin ghi họ tên."),
        ({"role": "citizen"}, "không có trong danh sách"),
        ({"role": "system"}, "không có trong danh sách"),
        ({"body_id": "999999"}, "không có trong danh sách"),
    ],
)
def test_mistakes_come_back_with_what_was_typed(oanh: FlaskClient, changes: dict[str, str], words: str) -> None:
    answer = new_account(oanh, position="Chuyên viên <địa chính>", **changes)
    assert answer.status_code == 422
    assert words in answer.text and "Chuyên viên &lt;địa chính&gt;" in answer.text
    assert acts("account_created") == 0


def test_bodies_that_have_ended_are_not_offered(oanh: FlaskClient) -> None:
    page = oanh.get("/quan-tri/tai-khoan/moi").text
    assert f'value="{cast.office("cuc").body_id}"' in page
    assert f'value="{cast.office("quy").body_id}"' not in page


def test_a_forgotten_password(app: Flask, oanh: FlaskClient) -> None:
    cuc = cast.sign_in(app.test_client(), "cuc")
    address = f"/quan-tri/tai-khoan/{cast.user('cuc').id}"
    answer = post(oanh, f"{address}/cap-mat-khau", address)
    assert answer.status_code == 200
    assert cuc.get("/ho-so").status_code == 302, "signed out everywhere"
    assert sign_in(app, "cuc", cast.PASSWORD)[1] == 422
    client, status = sign_in(app, "cuc", shown_password(answer.text))
    assert status == 302 and client.get("/ho-so").location == "/mat-khau"
    assert acts("password_set") == 1


def test_an_account_is_closed_and_opened_again(app: Flask, oanh: FlaskClient) -> None:
    cuc = cast.sign_in(app.test_client(), "cuc")
    address = f"/quan-tri/tai-khoan/{cast.user('cuc').id}"
    assert post(oanh, f"{address}/dong", address).status_code == 302
    assert cuc.get("/ho-so").status_code == 302
    assert "Đã đóng" in oanh.get(address).text
    assert post(oanh, f"{address}/mo-lai", address).status_code == 302
    assert sign_in(app, "cuc", cast.PASSWORD)[1] == 302
    assert (acts("account_deactivated"), acts("account_activated")) == (1, 1)


def test_nobody_closes_the_own_account(oanh: FlaskClient) -> None:
    own = f"/quan-tri/tai-khoan/{cast.user('oanh').id}"
    assert "Đóng tài khoản" not in oanh.get(own).text
    assert post(oanh, f"{own}/dong").status_code == 403


def test_a_lost_machine_is_signed_out(app: Flask, oanh: FlaskClient) -> None:
    cuc = cast.sign_in(app.test_client(), "cuc")
    address = f"/quan-tri/tai-khoan/{cast.user('cuc').id}"
    assert "1 máy" in oanh.get(address).text
    post(oanh, f"{address}/dang-xuat", address)
    assert cuc.get("/ho-so").status_code == 302
    assert sign_in(app, "cuc", cast.PASSWORD)[1] == 302
    assert acts("sessions_ended") == 1


def test_the_list_is_searched_and_turned(oanh: FlaskClient) -> None:
    page = oanh.get("/quan-tri/tai-khoan?q=cuc").text
    assert "Lý Thị Cúc" in page and "Nguyễn Văn Dũng" not in page
    ward = cast.office("cuc").body_id
    page = oanh.get(f"/quan-tri/tai-khoan?body={ward}").text
    assert "Nguyễn Văn Dũng" in page and "Thạch Giang" not in page
    assert "Không có tài khoản nào" in oanh.get("/quan-tri/tai-khoan?state=dong").text
    assert oanh.get("/quan-tri/tai-khoan?after=999999&body=x&q=%25").status_code == 200


def test_pages_hold_everybody_once(oanh: FlaskClient) -> None:
    body = cast.office("cuc").body_id
    with transaction() as session:
        for number in range(120):
            name, role = f"nguoi{number:03}", Role.OFFICER
            user = User(username=name, name=name, password_hash="!", created_at=NOW)
            session.add(cast.an_office(user, role, body))
    seen: list[str] = []
    address, pages = "/quan-tri/tai-khoan?q=nguoi", 0
    while address:
        page = oanh.get(address).text
        seen += re.findall(r"<td[^>]*>(nguoi\d+)</td>", page)
        link, back = (re.search(rf'rel="{rel}" [^>]*href="([^"]+)"', page) for rel in ("next", "prev"))
        assert bool(back) == (pages > 0)
        address, pages = link[1].replace("&amp;", "&") if link else "", pages + 1
        if back and not link:
            before = oanh.get(back[1].replace("&amp;", "&")).text
            assert re.findall(r"<td[^>]*>(nguoi\d+)</td>", before) == seen[50:100]
    assert seen == [f"nguoi{number:03}" for number in range(120)] and pages == 3


def test_bodies_are_told_with_their_days_and_heirs(oanh: FlaskClient) -> None:
    page = oanh.get("/quan-tri/co-quan?day=2025-03-31&q=phường+6").text
    assert "30/06/2025" in page and "phường Sóc Trăng" in page
    assert "Không có cơ quan nào như vậy" in oanh.get("/quan-tri/co-quan?q=phường+6").text
    assert oanh.get("/quan-tri/co-quan?day=never&level=moon").status_code == 200


def test_a_failed_message_is_tried_again(oanh: FlaskClient) -> None:
    with transaction():
        outbox.post("case.accepted", at=NOW, case_id=77)
    with transaction() as session:
        dead = session.scalars(select(OutboxMessage).where(OutboxMessage.topic == "case.accepted")).one()
        dead.is_dead, dead.closed_at, dead.error = True, NOW, "SMTPServerDisconnected"
    page = oanh.get("/quan-tri/he-thong").text
    assert "SMTPServerDisconnected" in page and "case_id" not in page
    assert post(oanh, f"/quan-tri/he-thong/thu-lai/{dead.id}").status_code == 302
    database.session.rollback()
    assert not outbox.dead_letters()
    assert post(oanh, f"/quan-tri/he-thong/thu-lai/{dead.id}").status_code == 404
    assert acts("message_revived") == 1


def test_the_log_is_checked_when_asked(oanh: FlaskClient) -> None:
    post(oanh, "/quan-tri/he-thong/nhat-ky")
    assert "Đang đọc lại nhật ký" in oanh.get("/quan-tri/he-thong").text
    at_work()
    assert "Nhật ký nguyên vẹn" in oanh.get("/quan-tri/he-thong").text
    with transaction() as session:
        session.connection().exec_driver_sql("DROP TRIGGER IF EXISTS audit_entry_no_update")
        triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_entry'"
        for (name,) in session.connection().exec_driver_sql(triggers).all():
            session.connection().exec_driver_sql(f'DROP TRIGGER "{name}"')
        session.connection().exec_driver_sql("UPDATE audit_entry SET action = 'nothing' WHERE id = 1")
    post(oanh, "/quan-tri/he-thong/nhat-ky")
    at_work()
    assert "Nhật ký không còn nguyên vẹn" in oanh.get("/quan-tri/he-thong").text


@pytest.mark.parametrize("who", ["cuc", "dung", "em", "giang", "nga", "lan"])
def test_nobody_else_enters(app: Flask, db, who: str) -> None:
    client = cast.sign_in(app.test_client(), who)
    for page in ("", "/tai-khoan", "/tai-khoan/moi", "/tai-khoan/1", "/co-quan", "/he-thong"):
        assert client.get(f"/quan-tri{page}").status_code == 403
    token = token_of(client.get("/mat-khau").text)
    for act in ("tai-khoan/1/dong", "tai-khoan/1/cap-mat-khau", "tai-khoan/1/dang-xuat", "he-thong/nhat-ky"):
        assert client.post(f"/quan-tri/{act}", data={"csrf_token": token}).status_code == 403


def test_a_stranger_is_asked_to_sign_in(client: FlaskClient) -> None:
    assert client.get("/quan-tri/he-thong").location.startswith("/dang-nhap?next=")


@pytest.mark.parametrize("kind", [CaseKind.COMPLAINT, CaseKind.DENUNCIATION])
def test_the_administrator_sees_no_case(app: Flask, db, kind: CaseKind) -> None:
    case = builders.a_case(kind).filed("2026-11-20").made()
    app.config["NOW"] = NOW
    oanh = cast.sign_in(app.test_client(), "oanh")
    for page in ("/ho-so", "/can-bo", "/cho-duyet", f"/ho-so/{case.id}", f"/ho-so/{case.id}/de-xuat", "/nhap-don"):
        assert oanh.get(page).status_code in (403, 404)
    for page in ("/tai-khoan", "/co-quan", "/he-thong"):
        text = oanh.get(f"/quan-tri{page}").text
        assert case.number not in text and "Lâm Thị An" not in text and 'href="/ho-so' not in text


def test_signing_in_leads_to_a_page_that_opens(app: Flask, db) -> None:
    app.config["NOW"] = NOW
    for who in ("oanh", "cuc", "dung", "em", "nga"):
        client, _ = sign_in(app, who, cast.PASSWORD)
        assert client.get("/dang-nhap", follow_redirects=True).status_code == 200, who


def test_every_use_case_is_the_administrators(db) -> None:
    account = NewAccount("xuan", "Xuân", Role.OFFICER, cast.office("cuc").body_id)
    for act in (
        lambda actor: first_passwords.open_account(actor, account, at=NOW),
        lambda actor: first_passwords.reset(actor, cast.user("dung").id, at=NOW),
        lambda actor: accounts.activate(actor, cast.user("dung").id, at=NOW),
        lambda actor: accounts.end_sessions(actor, cast.user("dung").id, at=NOW),
    ):
        with pytest.raises(Exception, match="action_not_yours"):
            act(cast.actor("giang"))
