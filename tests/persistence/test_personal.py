"""Numbers and addresses of people lie encrypted, are found by fingerprints, and move to new keys while work goes on."""

import multiprocessing
import os
import shutil
import signal
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import select, text

from app.domain.refusals import WrongState
from app.persistence import personal
from app.persistence.db import store
from app.persistence.models import Party
from app.persistence.personal import rotation as parties
from app.persistence.sealing import SealBrokenError
from app.services.intake.petition_input import PartyInput
from app.services.likeness import candidates
from app.services.safekeeping import rotation
from tests import cast
from tests.builders import a_case
from tests.houses import both_engines, command
from tests.times import at

NOW = at("2026-07-20")
WRITTEN = (PartyInput(name="Lâm Thị An", identity_number="094185001234", phone="0912345678", address="Ấp 3, xã Mỹ"),)


@pytest.fixture(autouse=True)
def keys_of_its_own(app: Flask) -> Iterator[None]:
    """The instance folder outlives a test: whatever keys one makes go with it."""
    folder = Path(app.config["INSTANCE_DIR"]) / "keys"
    yield
    for path in (*folder.glob("personal-*.key"), *folder.glob("blind-*.key")):
        path.unlink()
    shutil.rmtree(folder / "retired", ignore_errors=True)


def rows(db: SQLAlchemy) -> list[Party]:
    db.session.rollback()
    return list(db.session.scalars(select(Party).order_by(Party.id)))


def quiet(_done: int) -> None:
    """Tells nobody."""


@both_engines
def test_nothing_lies_in_the_clear(db: SQLAlchemy) -> None:
    a_case().filed("2026-07-13", parties=WRITTEN).made()
    kept = db.session.execute(text("SELECT * FROM party")).mappings().one()
    assert not [value for value in kept.values() if isinstance(value, str) and ("0941" in value or "Mỹ" in value)]
    assert b"0912345678" not in bytes(kept["personal"])
    party = rows(db)[0]
    assert (party.identity_number, party.phone, party.address) == ("094185001234", "0912345678", "Ấp 3, xã Mỹ")


def test_data_moved_to_another_name_or_petition_do_not_open(db: SQLAlchemy) -> None:
    a_case().filed("2026-07-13", parties=WRITTEN).made()
    party = rows(db)[0]
    assert party.personal
    for name, petition in (("Lý Văn Khác", party.petition_id), (party.name, party.petition_id + 1)):
        with pytest.raises(SealBrokenError):
            personal.opened(party.personal, name, petition)


@both_engines
def test_keys_are_made_new_under_the_work(db: SQLAlchemy) -> None:
    cases = [a_case().filed("2026-07-13", parties=WRITTEN).made() for _ in range(3)]
    with db.engine.begin() as connection:  # one row as it was before the encryption
        connection.execute(
            text(
                "UPDATE party SET personal = NULL, key_number = 0, blind_number = 0, identity_number = '094185001234',"
                "phone = '0912345678', identity_blind = 'x', phone_blind = 'x' WHERE id = (SELECT min(id) FROM party)"
            )
        )
    assert rows(db)[0].phone == "0912345678"
    assert rotation.begin("personal", at=NOW) == 1
    assert rotation.renew(quiet) == 0
    assert rotation.begin("personal", at=NOW) == 2
    late = a_case().filed("2026-07-14", parties=WRITTEN).made()
    assert rotation.begin("blind", at=NOW) == 1
    assert rotation.renew(quiet) == 0
    assert rotation.begin("blind", at=NOW) == 2
    found = {other.case.id for other in candidates.of_case(cast.actor("cuc"), late, NOW.date())}
    assert found == {case.id for case in cases}
    assert rotation.renew(quiet) == 0
    assert {(party.key_number, party.blind_number, party.phone) for party in rows(db)} == {(2, 2, "0912345678")}
    assert {party.clear_phone for party in rows(db)} == {""}
    assert len({party.identity_blind for party in rows(db)}) == 1


def test_a_key_goes_only_when_nothing_needs_it(db: SQLAlchemy, app: Flask) -> None:
    a_case().filed("2026-07-13", parties=WRITTEN).made()
    rotation.begin("personal", at=NOW)
    with pytest.raises(WrongState, match="key_too_young"):
        rotation.retire("personal", 1, at=NOW)
    later = store().keys.made_at("personal") + timedelta(hours=2)
    with pytest.raises(WrongState, match="key_in_use"):
        rotation.retire("personal", 1, at=later)
    for number in (2, 3):
        with pytest.raises(WrongState, match="key_not_retirable"):
            rotation.retire("personal", number, at=later)
    db.session.rollback()
    assert "made anew" in command(app, "keys", "rotate", "personal")
    rotation.retire("personal", 1, at=later)
    assert store().keys.numbers("personal") == [2]
    assert rows(db)[0].phone == "0912345678"
    assert "personal: 2" in command(app, "keys", "list")


def test_rotation_survives_a_kill(db: SQLAlchemy, app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed between and within helpings; whatever was done stands, every row opens, and the next run ends it."""
    monkeypatch.setattr(parties, "HELPING", 2)
    for _ in range(5):
        a_case().filed("2026-07-13", parties=WRITTEN).made()
    rotation.begin("personal", at=NOW)
    db.session.remove()
    db.engine.dispose()
    for helpings in (0, 1):
        child = multiprocessing.get_context("fork").Process(target=_rotate_and_die, args=(app, helpings))
        child.start()
        child.join()
        assert child.exitcode == -signal.SIGKILL
        assert {party.phone for party in rows(db)} == {"0912345678"}
    assert 0 < parties.left() < 5
    assert rotation.begin("personal", at=NOW) == 2
    assert rotation.renew(quiet) == 0
    assert {(party.key_number, party.phone) for party in rows(db)} == {(2, "0912345678")}


def _rotate_and_die(app: Flask, helpings: int) -> None:
    with app.app_context():
        rotation.renew(quiet, helpings=helpings)
        with rotation.transaction():
            parties.renew_some(0)
            os.kill(os.getpid(), signal.SIGKILL)
