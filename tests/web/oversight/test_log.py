"""The log of acts as the inspectorate sees it: checks, checkpoints to take away, the log and the proof of one case."""

import io
import re
import threading
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_sqlalchemy import SQLAlchemy

from app.domain.vocabulary import CaseKind
from app.jobs import worker
from tests import cast
from tests.builders import a_case
from tests.persistence.test_audit import tamper
from tests.times import at

NOW = at("2026-08-20 09:00")
LOG = "/nhat-ky"


@pytest.fixture
def em(app: Flask, db: SQLAlchemy) -> FlaskClient:
    """The inspector's browser."""
    app.config["NOW"] = NOW
    return cast.sign_in(app.test_client(), "em")


def post(client: FlaskClient, address: str, page: str = LOG, **data: Any) -> Any:
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get(page).text)
    assert found
    return client.post(address, data={"csrf_token": found[1], **data}, content_type="multipart/form-data")


def at_work() -> None:
    while worker.work(threading.Event(), lambda: NOW):
        pass


def test_a_check_is_watched_and_names_what_it_finds(em: FlaskClient, db: SQLAlchemy) -> None:
    case = a_case().registered("2026-08-03").made()
    assert "Chưa kiểm tra lần nào" in em.get(LOG).text
    post(em, f"{LOG}/kiem-tra")
    assert post(em, f"{LOG}/kiem-tra").status_code == 302
    page = em.get(LOG).text
    assert "<progress" in page
    assert "Xem tiến độ mới nhất" in page
    at_work()
    assert "không dòng nào bị sửa, chèn, đổi chỗ hay mất" in em.get(LOG).text
    case_id = case.id
    db.session.rollback()
    tamper(db, f"DELETE FROM audit_entry WHERE id = (SELECT min(id) FROM audit_entry WHERE case_id = {case_id})")  # noqa: S608
    post(em, f"{LOG}/kiem-tra")
    at_work()
    page = em.get(LOG).text
    assert "Nhật ký không còn nguyên vẹn" in page
    assert f"Vụ việc số {case_id}" in page


def test_checkpoints_are_taken_away_and_held_against_the_log(em: FlaskClient, db: SQLAlchemy) -> None:
    a_case().registered("2026-08-03").made()
    post(em, f"{LOG}/lap-moc")
    at_work()
    file = em.get(f"{LOG}/moc/1/tep")
    assert file.headers["Content-Disposition"] == "attachment; filename=tiepdan-checkpoint-000001.json"
    sheet = em.get(f"{LOG}/moc/1").text
    assert file.json["signature"] in sheet
    assert em.get(f"{LOG}/moc/9").status_code == 404
    assert "import hashlib" in em.get(f"{LOG}/cong-cu").text

    def compare(content: bytes) -> str:
        return post(em, f"{LOG}/doi-chieu", file=(io.BytesIO(content), "moc.json")) and em.get(LOG).text

    assert "Khớp: nhật ký hiện nay nối tiếp đúng mốc số 1" in compare(file.data)
    assert "Chữ ký trong tệp không đúng" in compare(file.data.replace(b"rows ", b"rows 1"))
    assert "không phải mốc xác nhận" in compare(b"\xff\x00")
    db.session.rollback()
    tamper(db, "DELETE FROM audit_entry WHERE id > 1")
    assert "Không khớp với mốc số 1" in compare(file.data)


def test_who_looked_is_shown_to_head_and_inspector(app: Flask, em: FlaskClient) -> None:
    case = a_case().assigned("2026-08-03", to="cuc").made()
    cast.sign_in(app.test_client(), "cuc").get(f"/ho-so/{case.id}")
    cast.sign_in(app.test_client(), "cuc").get(f"/ho-so/{case.id}")
    address = f"{LOG}/vu-viec/{case.id}"
    dung = cast.sign_in(app.test_client(), "dung")
    assert address in dung.get(f"/ho-so/{case.id}").text
    page = dung.get(address).text
    assert page.count("Đọc hồ sơ") == 2
    assert "Lý Thị Cúc" in page
    assert "Giải quyết hồ sơ" in page
    assert em.get(address).status_code == 200
    for name, status in (("cuc", 403), ("ha", 404), ("oanh", 403), ("nga", 403)):
        assert cast.sign_in(app.test_client(), name).get(address).status_code == status


def test_a_proof_is_given_once_a_checkpoint_covers_the_case(em: FlaskClient) -> None:
    case = a_case().registered("2026-08-03").made()
    address = f"{LOG}/vu-viec/{case.id}"
    assert post(em, f"{address}/chung-minh", address).status_code == 404
    post(em, f"{LOG}/lap-moc")
    at_work()
    proof = post(em, f"{address}/chung-minh", address)
    assert proof.json["number"] == case.number
    assert proof.json["checkpoint"]["signature"] in post(em, f"{address}/chung-minh", address, form="print").text


def test_of_a_sealed_case_the_inspector_sees_no_log(em: FlaskClient) -> None:
    case = a_case(CaseKind.DENUNCIATION).filed("2026-08-03").made()
    assert em.get(f"{LOG}/vu-viec/{case.id}").status_code == 404


@pytest.mark.parametrize("name", ["cuc", "dung", "oanh", "nga", "lan"])
def test_nobody_else_enters(app: Flask, em: FlaskClient, name: str) -> None:
    assert cast.sign_in(app.test_client(), name).get(LOG).status_code == 403
