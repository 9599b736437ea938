"""Phrases of a desk: kept once, put into what a visitor says, another desk's are not there."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.domain.refusals import BadInput, NotFound
from app.services.keeping import phrases
from tests import cast
from tests.houses import both_engines
from tests.times import at
from tests.web.casework.clerk import fields_of

NOW = at("2026-11-23 08:00")
PAGE, VISIT = "/tiep-dan/cau-mau", "/tiep-dan/ghi"


@both_engines
@pytest.mark.usefixtures("db")
def test_a_phrase_is_kept_changed_and_dropped_by_its_own_desk() -> None:
    binh, lan = cast.actor("binh"), cast.actor("lan")
    phrases.keep(binh, " Đường  ngập ", "Đường ngập khi triều lên.", at=NOW)
    phrases.keep(binh, "Đường ngập", "Đường ngập sâu.", at=NOW)
    (one,) = phrases.of_desk(binh)
    assert (one.name, one.words) == ("Đường ngập", "Đường ngập sâu.")
    assert phrases.words_of(lan, one.id) == "" and not phrases.of_desk(lan)
    with pytest.raises(NotFound):
        phrases.drop(lan, one.id, at=NOW)
    for name, words, field in (
        ("", "x", "name"),
        ("x" * 81, "x", "name"),
        ("x", " ", "words"),
        ("x", "x" * 4001, "words"),
    ):
        with pytest.raises(BadInput) as refused:
            phrases.keep(binh, name, words, at=NOW)
        assert refused.value.details["field"] == field
    phrases.drop(binh, one.id, at=NOW)
    assert not phrases.of_desk(binh)


@pytest.mark.usefixtures("db")
def test_it_is_put_after_what_was_said_and_nothing_is_lost(app: Flask, client: FlaskClient) -> None:
    app.config["NOW"] = NOW
    cast.sign_in(client, "binh")
    assert "Thêm vào lời trình bày" not in client.get(VISIT).text
    said = {**fields_of(client.get(PAGE), PAGE), "name": "Ngập", "words": "Đường ngập khi triều lên."}
    assert client.post(PAGE, data=said).status_code == 303
    empty = {**said, "name": ""}
    assert client.post(PAGE, data=empty).status_code == 422
    number = phrases.of_desk(cast.actor("binh"))[0].id
    page = fields_of(client.get(VISIT), VISIT)
    typed = {**page, "first-name": "Sơn Thị Mỹ", "matter": "Tôi ở khóm 3.", "phrase": str(number), "put": "phrase"}
    answer = client.post(VISIT, data=typed)
    kept = fields_of(answer, VISIT)
    assert (answer.status_code, kept["first-name"]) == (200, "Sơn Thị Mỹ")
    assert "Tôi ở khóm 3.\nĐường ngập khi triều lên." in answer.text.replace("\r", "")
    dropped = f"{PAGE}/{number}/bo"
    assert client.post(dropped, data=fields_of(client.get(PAGE), dropped)).status_code == 303
    assert not phrases.of_desk(cast.actor("binh"))
