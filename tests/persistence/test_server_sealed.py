"""What lies under the server's own key moves to a new one while work goes on, and then the old one can go."""

import re
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import select

from app.domain.confidentiality.recusal import Because
from app.domain.refusals import WrongState
from app.persistence import sealing, server_sealed
from app.persistence.db import store
from app.persistence.models import AccountGuard, Attachment
from app.persistence.models.search.asked import AskedSearch
from app.persistence.transaction import transaction
from app.services.impartiality import excluding, recusal
from app.services.intake import papers
from app.services.intake.petition_input import FileInput
from app.services.safekeeping import rotation
from tests import cast
from tests.architecture.source import APP
from tests.builders import a_case
from tests.houses import both_engines, command
from tests.times import at

NOW = at("2026-08-05 09:00")
FILE = FileInput("1.bin", "giay.txt", 3, "text/plain", "0" * 64, key="ab" * 32)
WHY = "Người khiếu nại là em ruột."


@pytest.fixture(autouse=True)
def keys_of_its_own(app: Flask) -> Iterator[None]:
    """The instance folder outlives a test: whatever keys one makes go with it."""
    folder = Path(app.config["INSTANCE_DIR"]) / "keys"
    for path in folder.glob("seal-*.key"):
        path.unlink()
    yield
    for path in folder.glob("seal-*.key"):
        path.unlink()
    shutil.rmtree(folder / "retired", ignore_errors=True)


def quiet(_done: int) -> None:
    """Tells nobody."""


def guarded() -> None:
    """Two more places, one of them found by letters."""
    who = cast.user("binh").id
    with transaction() as session:
        secret = sealing.seal(b"SECRET", f"account_guard:{who}:totp")
        session.merge(AccountGuard(user_id=who, totp_sealed=secret, totp_step=0))
        words = sealing.seal(b"words", "asked_search:abc:words")
        session.add(AskedSearch(id="abc", user_id=who, sealed=words, asked_at=NOW))


@both_engines
def test_everything_moves_and_the_old_key_goes(app: Flask, db: SQLAlchemy) -> None:
    case = a_case().filed("2026-08-03", files=(FILE,)).registered("2026-08-03").assigned("2026-08-04", "cuc").made()
    recusal.recuse(cast.actor("cuc"), case.id, Because.KIN, WHY, at=NOW)
    guarded()
    assert server_sealed.counted() == {1: 4}
    assert rotation.begin("seal", at=NOW) == 2
    assert rotation.reseal(quiet, helpings=1) == 3, "broken off"
    with pytest.raises(WrongState, match="key_too_young"):
        rotation.retire("seal", 1, at=NOW)
    later = store().keys.made_at("seal") + timedelta(hours=2)
    with pytest.raises(WrongState, match="key_in_use"):
        rotation.retire("seal", 1, at=later)
    assert rotation.begin("seal", at=NOW) == 2, "it goes on where it stood"
    assert "3 things lie under seal-1\n1 things lie under seal-2" in command(app, "keys", "list")
    assert rotation.reseal(quiet) == 0
    db.session.rollback()
    assert server_sealed.counted() == {2: 4}
    rotation.retire("seal", 1, at=later)
    db.session.expire_all()
    assert papers.key_of(db.session.scalars(select(Attachment)).one()) == FILE.key
    assert excluding.shown(cast.actor("dung"), case.id, at=NOW).lines[0].reason == WHY
    guard, asked = db.session.get(AccountGuard, cast.user("binh").id), db.session.get(AskedSearch, "abc")
    assert guard and sealing.unseal(guard.totp_sealed or b"", f"account_guard:{guard.user_id}:totp") == b"SECRET"
    assert asked and sealing.unseal(asked.sealed, "asked_search:abc:words") == b"words"


SEALERS = {
    "persistence/queries/finding/file_texts.py",
    "services/finding/searching.py",
    "services/impartiality/reasons.py",
    "services/intake/papers.py",
    "services/registers/exporting.py",
    "services/safekeeping/requests.py",
    "services/sealing/releasing.py",
    "services/signing_in/totp.py",
}
"""Who seals by the server's key. A new one belongs to KINDS of persistence/server_sealed.py, then here."""

ELSEWHERE = {"persistence/personal/__init__.py", "persistence/server_sealed.py", "web/public/tracking/proven.py"}
"""A key of its own; the new key itself; a cookie of two hours."""


def test_whoever_seals_is_thought_of() -> None:
    found = {
        path.relative_to(APP).as_posix()
        for path in APP.rglob("*.py")
        if re.search(r"\bsealing\.seal\(", path.read_text())
    }
    assert found == SEALERS | ELSEWHERE
    places = {kind.place for kind in server_sealed.KINDS}
    assert len(places) == len(SEALERS) + 2, "beside them drafts and petitions of the time before"
