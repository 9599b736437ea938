"""Sealed bytes open only in their place, with a key that lies apart from the database."""

import multiprocessing
from pathlib import Path

import pytest
from flask_sqlalchemy import SQLAlchemy

from app.persistence import sealing
from app.persistence.db import store
from app.persistence.keyring import KeyMissingError, KeyRing
from app.persistence.sealing import SealBrokenError

PLACE = "petition:7:sealed"
SECRET = "Người tố cáo: Lâm Thị An, 094185001234".encode()


def test_sealed_and_opened(db: SQLAlchemy) -> None:
    sealed = sealing.seal(SECRET, PLACE)
    assert sealing.unseal(sealed, PLACE) == SECRET
    assert sealing.seal(SECRET, PLACE) != sealed
    assert b"An" not in sealed


@pytest.mark.parametrize("place", ["petition:8:sealed", "petition:7:text", ""])
def test_moved_elsewhere_it_does_not_open(db: SQLAlchemy, place: str) -> None:
    with pytest.raises(SealBrokenError):
        sealing.unseal(sealing.seal(SECRET, PLACE), place)


def test_no_changed_byte_opens(db: SQLAlchemy) -> None:
    sealed = sealing.seal(SECRET, PLACE)
    for index in range(len(sealed)):
        changed = bytearray(sealed)
        changed[index] ^= 1
        with pytest.raises((SealBrokenError, KeyMissingError)):
            sealing.unseal(bytes(changed), PLACE)
    for length in range(len(sealed)):
        with pytest.raises((SealBrokenError, KeyMissingError)):
            sealing.unseal(sealed[:length], PLACE)


def test_an_older_key_still_opens_and_a_newer_one_seals(db: SQLAlchemy, tmp_path: Path) -> None:
    ring = KeyRing(tmp_path / "keys")
    number, first = ring.newest("seal")
    (tmp_path / "keys" / "seal-2.key").write_bytes(bytes(range(32)))
    renewed = KeyRing(tmp_path / "keys")
    assert number == 1
    assert renewed.newest("seal") == (2, bytes(range(32)))
    assert renewed.key("seal", 1) == first
    with pytest.raises(KeyMissingError):
        renewed.key("seal", 3)


def test_keys_are_ours_alone(db: SQLAlchemy) -> None:
    sealing.seal(SECRET, PLACE)
    folder = store().folder / "keys"
    assert folder.stat().st_mode & 0o777 == 0o700
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in folder.iterdir())


def test_a_damaged_key_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "seal-1.key").write_bytes(b"short")
    with pytest.raises(KeyMissingError):
        KeyRing(tmp_path).newest("seal")


def _newest(folder: Path, told: Path) -> None:
    told.write_bytes(KeyRing(folder).newest("seal")[1])


def test_processes_that_start_together_share_one_key(tmp_path: Path) -> None:
    fork = multiprocessing.get_context("fork")  # and no pool: its threads can wait for each other without end
    told = [tmp_path / f"{number}.told" for number in range(8)]
    crowd = [fork.Process(target=_newest, args=(tmp_path / "keys", one)) for one in told]
    for process in crowd:
        process.start()
    for process in crowd:
        process.join(timeout=30)
    assert [process.exitcode for process in crowd] == [0] * 8
    assert len({one.read_bytes() for one in told}) == 1


def test_a_blind_value_finds_its_equal_and_tells_nothing(db: SQLAlchemy) -> None:
    found = sealing.blind("094185001234", "identity")
    assert found == sealing.blind("094185001234", "identity")
    assert found != sealing.blind("094185001235", "identity")
    assert found != sealing.blind("094185001234", "phone")
    assert len(found) == 64
