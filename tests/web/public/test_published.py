"""What is published, for everybody; nothing else of its case, and nothing of any other."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_sqlalchemy import SQLAlchemy

from app.domain.vocabulary import CaseKind
from app.persistence.db import db as database
from app.persistence.models import Decision
from app.persistence.transaction import transaction
from app.services.settlement import decision
from tests import cast
from tests.builders import a_case
from tests.search import indexing
from tests.times import at
from tests.web.casework.clerk import fields_of

TOLD = "Bồi thường bổ sung cho bà Lâm Thị An ở khóm 3, điện thoại 0912345678, về đường Nam Sông Hậu."
HIDDEN = "quạch tuếch"


@pytest.fixture
def numbers(app: Flask, db: SQLAlchemy) -> Iterator[tuple[int, int]]:
    """Of a case that is published, and of one that is not."""
    app.config["NOW"] = at("2026-09-20")
    case = (
        a_case().filed("2026-07-13", content=f"Chuyện riêng {HIDDEN}.").decided("2026-08-20").sent("2026-08-21").made()
    )
    other = a_case().filed("2026-07-14", content=f"Bồi thường {HIDDEN}.").made()
    a_case(CaseKind.DENUNCIATION).filed("2026-07-15", content=f"Bồi thường {HIDDEN}.").made()
    found = case.id, other.id
    with transaction():
        database.session.query(Decision).filter_by(case_id=case.id).one().content = TOLD
    decision.publish(cast.actor("cuc"), found[0], "Niêm yết tại trụ sở", at=at("2026-09-15"))
    indexing.built()
    yield found
    indexing.let_go()


def ask(client: FlaskClient, words: str, **more: str) -> str:
    fields = fields_of(client.get("/ket-qua-cong-khai"), "/ket-qua-cong-khai")
    answer = client.post("/ket-qua-cong-khai", data={**fields, "words": words, **more})
    assert answer.status_code == 200
    return re.sub(r'name="csrf_token" value="[^"]*"', "", answer.text)


def test_what_is_published_is_found_and_names_are_short(client: FlaskClient, numbers: tuple[int, int]) -> None:
    newest = client.get("/ket-qua-cong-khai").text
    for text in (newest, ask(client, "boi thuong nam song hau"), client.get(f"/ket-qua-cong-khai/{numbers[0]}").text):
        assert f"/ket-qua-cong-khai/{numbers[0]}" in text or "L.T.A." in text
        assert "Lâm Thị An" not in text
        assert "0912345678" not in text
    assert "<mark>Bồi thường</mark>" in ask(client, "boi thuong nam song hau")
    for nonsense in ("before=x", "before=2026-13-45~1", "before=~", "page=-1"):
        assert client.get(f"/ket-qua-cong-khai?{nonsense}").status_code == 200


def test_without_an_index_nothing_is_counted(client: FlaskClient, numbers: tuple[int, int]) -> None:
    indexing.let_go()
    text, nothing = ask(client, "boi thuong nam song hau"), ask(client, HIDDEN)
    assert f"/ket-qua-cong-khai/{numbers[0]}" in text and "văn bản mới nhất có đủ các từ này" in text
    assert "Chưa tìm thấy" in nothing
    assert " kết quả</h2>" not in text + nothing


def test_nothing_else_of_it_and_nothing_of_others(client: FlaskClient, numbers: tuple[int, int]) -> None:
    for hidden in (HIDDEN, "Lâm Thị An", "0912345678", f"bồi thường {HIDDEN}"):
        absent = "huơ khoắng" if hidden != f"bồi thường {HIDDEN}" else "bồi thường huơ khoắng"
        assert ask(client, hidden).replace(hidden, "") == ask(client, absent).replace(absent, ""), hidden
    absent_page = client.get("/ket-qua-cong-khai/98765")
    hidden_page = client.get(f"/ket-qua-cong-khai/{numbers[1]}")
    assert (hidden_page.status_code, absent_page.status_code) == (404, 404)
    assert client.get("/ket-qua-cong-khai/99999999999999999999").status_code == 404
