"""Where a citizen is told about his petition: an address of his own choice, stopped and taken up again."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_sqlalchemy import SQLAlchemy

from app.domain.refusals import NotFound
from app.domain.vocabulary import CaseKind
from app.services.notices import choosing
from tests import cast
from tests.builders import a_case
from tests.web.public.follower import follow


def test_an_address_is_chosen_stopped_and_taken_up_again(app: Flask, db: SQLAlchemy, client: FlaskClient) -> None:
    citizen = follow(client, a_case().filed("2026-11-20"))
    wrong = citizen.send("/bao-tin", way="mail", address="không có")
    assert wrong.status_code == 422
    assert "Địa chỉ này không đúng dạng" in wrong.text and "không có" in wrong.text
    assert citizen.send("/bao-tin", way="text", address="0912 345 678").status_code == 303
    assert "0912•••678" in citizen.page("/bao-tin").text
    assert citizen.send("/bao-tin/dung").status_code == 303
    assert "đã dừng" in citizen.page("/bao-tin").text
    citizen.send("/bao-tin/dung", again="1")
    assert "đang gửi" in citizen.page("/bao-tin").text
    other = a_case().filed("2026-11-20").made()
    with pytest.raises(NotFound):
        choosing.of_petition(cast.an(other.id), other.id, citizen.receipt.petition_id)


def test_a_denouncer_reads_the_warning_first(app: Flask, db: SQLAlchemy, client: FlaskClient) -> None:
    denouncer = follow(client, a_case(CaseKind.DENUNCIATION).filed("2026-11-20"))
    assert "Đọc kỹ trước khi chọn" in denouncer.page("/bao-tin").text
    mine = {"way": "mail", "address": "rieng@example.vn"}
    assert "Xin đọc lời dặn" in denouncer.send("/bao-tin", **mine).text
    assert denouncer.send("/bao-tin", **mine, understood="y").status_code == 303
    assert "r•••@example.vn" in denouncer.page("/bao-tin").text
