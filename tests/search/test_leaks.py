"""What the searcher may not see is as if it were not there: pages, counts, suggestions, and the bytes of the index."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask_sqlalchemy import SQLAlchemy

from app.domain.facts import Actor
from app.domain.vocabulary import CaseKind
from app.persistence.db import store
from app.persistence.models import Case
from app.persistence.transaction import transaction
from app.search import desk, opening
from app.search.keys import Kind, id_of, key, kind_of
from app.search.upkeep.home import Home
from app.search.words.characters import forms
from tests import cast
from tests.builders import a_case
from tests.search import indexing

OTHER, SECRET = "xoáy khuỷu ngoằn nghoèo", "quạch tuếch nguệch ngoạc"
NONSENSE = "huơ khoắng nguýt thuở"
SEE_THE_OTHER = ("em", "giang")
COMMON = "thu hồi đất vườn"


@pytest.fixture
def home(db: SQLAlchemy) -> Iterator[Home]:
    a_case().filed("2026-07-13").made()
    a_case().filed("2026-07-14", content=f"Thu hồi đất vườn ở chợ, {OTHER}.").made()
    a_case(CaseKind.DENUNCIATION).filed("2026-07-15", content=f"Nhận tiền thu hồi đất vườn, {SECRET}.").made()
    second = db.session.get(Case, 2)
    assert second is not None
    with transaction():
        second.body_id = second.intake_body_id = cast.actor("ha").body_id or 0
    yield indexing.built()
    indexing.let_go()


def answer(actor: Actor, words: str) -> desk.Answer:
    return desk.staff(actor, words, tallied=1000)


def test_everybody_finds_what_he_may_see(home: Home) -> None:
    assert [(kind_of(k), id_of(k)) for k in answer(cast.actor("cuc"), COMMON).found.keys] == [(Kind.CASE, 1)]
    assert answer(cast.actor("ha"), OTHER).found.keys == (key(Kind.CASE, 2),)
    assert set(answer(cast.actor("em"), COMMON).found.keys) == {key(Kind.CASE, 1), key(Kind.CASE, 2)}


def test_hidden_words_are_as_words_that_nobody_wrote(home: Home) -> None:
    for name in ("binh", "cuc", "dung", "em", "giang", "hoa", "lan"):
        actor = cast.actor(name)
        for hidden in (SECRET,) if name in SEE_THE_OTHER else (SECRET, OTHER):
            for around in ("{}", f"{COMMON} {{}}", f"{{}} {COMMON}"):
                assert answer(actor, around.format(hidden)) == answer(actor, around.format(NONSENSE)), (name, hidden)


def test_a_slip_is_not_mended_by_what_is_hidden(home: Home) -> None:
    assert answer(cast.actor("cuc"), "khuyu ngoan ngoeo").found == answer(cast.actor("cuc"), NONSENSE).found


def test_the_index_files_hold_nothing_sealed_and_no_number_of_a_person(home: Home) -> None:
    held = b"".join(path.read_bytes() for path in _files(store().folder / opening.FOLDER))
    kept = home.current().engine.snapshot()  # type: ignore[attr-defined]
    for word in (*SECRET.split(), "0912345678", "094185001234"):
        assert word.encode() not in held
        for stream, term in zip(("exact", "folded"), forms(word), strict=True):
            assert not len(kept.postings(stream, term)[0])


def test_nobody_else_may_open_the_folder(home: Home) -> None:
    folder = store().folder / opening.FOLDER
    assert all(path.stat().st_mode & 0o077 == 0 for path in folder.rglob("*") if path.is_dir())


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
