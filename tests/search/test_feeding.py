"""What happens in the house is found at once; what breaks is built anew, and the database answers meanwhile."""

import random
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask_sqlalchemy import SQLAlchemy

from app.jobs.indexing import Indexer
from app.persistence import outbox
from app.persistence.db import store
from app.persistence.models import Case
from app.persistence.transaction import transaction
from app.search import desk, opening, standing
from app.search.interface import SearchUnavailableError
from app.search.keys import Kind, key
from app.search.upkeep.feeding import Building, Feeder
from tests import cast
from tests.builders import a_case
from tests.houses import command
from tests.search import indexing
from tests.times import at

WORDS = "thu hồi đất vườn"


@pytest.fixture(autouse=True)
def tidy(db: SQLAlchemy) -> Iterator[None]:
    yield
    indexing.let_go()


def found(words: str = WORDS) -> tuple[int, ...]:
    return desk.staff(cast.actor("cuc"), words).found.keys


def test_what_happens_is_found_and_what_is_hidden_later_goes(db: SQLAlchemy) -> None:
    home = indexing.built()
    assert found() == ()
    case = a_case().filed("2026-07-13").registered("2026-07-13").made()
    indexing.fed(home)
    assert found() == (key(Kind.CASE, case.id),)
    assert found("lam thi an") == (key(Kind.CASE, case.id),)
    with transaction():
        db.session.get(Case, case.id).title = case.number
        db.session.get(Case, case.id).destroyed_at = at("2026-07-14")
        outbox.post("index.erased", at=at("2026-07-14"), case_id=case.id)
    indexing.fed(home)
    assert found() == ()
    held = b"".join(path.read_bytes() for path in Path(store().folder / opening.FOLDER).rglob("*.seg"))
    assert b"vuon" not in held


def test_a_feeder_begins_where_another_was_killed(db: SQLAlchemy) -> None:
    home = indexing.built()
    first = a_case().filed("2026-07-13").made()
    assert Feeder(home).feed(at("2026-07-13 08:00")) is False
    before = home.current().progress.cursor
    indexing.fed(home)
    assert home.current().progress.cursor > before, "what is old enough is never read again"
    second = a_case().filed("2026-07-14").made()
    indexing.fed(home)
    assert set(found()) == {key(Kind.CASE, first.id), key(Kind.CASE, second.id)}


def test_a_building_that_was_killed_goes_on_and_the_old_one_answers_meanwhile(db: SQLAlchemy) -> None:
    a_case().filed("2026-07-13").made()
    home = indexing.built()
    old = home.current().name
    begun = Building(home, anew=True)
    begun.help()
    assert home.current().name == old
    assert found()
    goes_on = Building(home)
    assert goes_on.progress.cases_done == goes_on.progress.cases_all
    while not goes_on.help():
        continue
    assert home.current().name != old
    assert found()
    assert len(list((store().folder / opening.FOLDER).rglob("g-*"))) == 1


def test_without_an_index_the_database_answers_and_says_so(db: SQLAlchemy) -> None:
    case = a_case().filed("2026-07-13").made()
    for actor in (cast.actor("cuc"), cast.actor("em")):
        answer = desk.staff(actor, "thu hoi dat vuon")
        assert (answer.from_database, answer.found.keys) == (True, (key(Kind.CASE, case.id),))
    assert desk.staff(cast.actor("giang"), WORDS).found.keys == ()


def test_the_worker_builds_what_is_missing(app: Flask, db: SQLAlchemy) -> None:
    a_case().filed("2026-07-13").made()
    indexer = Indexer(app, threading.Event())
    assert indexer.feed(at("2026-07-13 09:00")) is False
    indexer.end()
    assert standing.standing()["state"] == "ready"
    assert found()


def test_broken_files_never_break_a_page_and_are_noticed(db: SQLAlchemy) -> None:
    """Truncated, removed, overwritten with random bytes, a hundred times: the database answers, the feeder says so."""
    case = a_case().filed("2026-07-13").made()
    indexing.built()
    index = store().folder / opening.FOLDER
    files = [path for path in sorted(index.rglob("*")) if path.is_file() and path.stat().st_size]
    draw = random.Random(41)  # noqa: S311
    for _ in range(100):
        path = draw.choice(files)
        whole = path.read_bytes()
        _break(path, draw)
        opening.forget()
        home = opening.home()
        answer = desk.staff(cast.actor("cuc"), WORDS)
        assert answer.found.keys == (key(Kind.CASE, case.id),)
        if answer.from_database:
            with pytest.raises(SearchUnavailableError):
                Feeder(home).feed(indexing.LATER)
        path.write_bytes(whole)


def _break(path: Path, draw: random.Random) -> None:
    how, content = draw.randrange(3), path.read_bytes()
    if how == 0:
        path.unlink()
    elif how == 1:
        path.write_bytes(content[: draw.randrange(len(content))])
    else:
        place = draw.randrange(len(content))
        path.write_bytes(content[:place] + draw.randbytes(40) + content[place + 40 :])


def test_the_commands(app: Flask, db: SQLAlchemy, tmp_path: Path) -> None:
    a_case().filed("2026-07-13").made()
    assert '"state": "missing"' in command(app, "search", "status")
    assert command(app, "search", "rebuild").endswith("100 %\n")
    assert '"documents": 1' in command(app, "search", "status")
    documents, questions, run = tmp_path / "d", tmp_path / "q", tmp_path / "run"
    documents.write_text('{"id": "a", "title": "Đất", "text": "Thu hồi đất"}\n{"id": "b", "text": "Nước"}\n', "utf-8")
    questions.write_text('{"id": 1, "text": "thu hoi"}\n', "utf-8")
    command(app, "search", "evaluate", "--docs", str(documents), "--queries", str(questions), "--out", str(run))
    assert run.read_text("utf-8") == '{"id": 1, "docs": ["a"]}\n'
