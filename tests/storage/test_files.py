"""Files on disk: whole or not at all, sealed where they must be, and none forgotten."""

import hashlib
import hmac
import io
import multiprocessing
import os
import signal
import struct
import time
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from flask import Flask
from flask_sqlalchemy import SQLAlchemy

from app import storage
from app.domain.refusals import BadInput, NotFound
from app.persistence.db import store
from app.persistence.models import Draft
from app.persistence.sealing import SealBrokenError
from app.persistence.transaction import transaction
from app.services.keeping import sweeping
from tests.storage import corpus
from tests.times import at

NOW = at("2026-07-01 12:00")


def save(content: bytes, name: str = "đơn.txt") -> storage.StoredFile:
    return storage.save(io.BytesIO(content), name)


def on_disk() -> list[Path]:
    return sorted(path for path in (store().folder / "attachments").rglob("*") if path.is_file())


@pytest.fixture(autouse=True)
def empty_disk(app: Flask) -> None:
    with app.app_context():
        for path in on_disk():
            path.unlink()


def test_a_file_is_kept_and_read(db: SQLAlchemy) -> None:
    content = corpus.picture("JPEG", 900, 600)
    kept = save(content, "../ảnh hiện trường.jpeg")
    assert (kept.name, kept.size, kept.media_type) == ("ảnh hiện trường.jpeg", len(content), "image/jpeg")
    assert b"".join(storage.original(kept.id, key=kept.key)) == content
    assert storage.is_intact(kept.id, kept.digest)
    came, shown = on_disk()
    assert (shown.suffix, came.suffix) == (".sealedcopy", ".sealed")
    assert not any(path.read_bytes()[8:] in content or content in path.read_bytes() for path in (shown, came))
    assert {path.stat().st_mode & 0o777 for path in (shown, came)} == {0o600}
    assert "ảnh" not in shown.name


def test_a_file_is_nowhere_readable_without_its_key(db: SQLAlchemy) -> None:
    content = ("Người tố cáo: Lâm Thị An\n" * 9000).encode()
    kept, other = save(content), save(content)
    assert b"".join(storage.read(kept.id, key=kept.key)) == content
    assert all("Lâm Thị An".encode() not in path.read_bytes() for path in on_disk())
    assert kept.key not in repr(kept) and kept.key != other.key
    for key in (other.key, ""):
        with pytest.raises(SealBrokenError):
            b"".join(storage.read(kept.id, key=key))


def test_the_same_content_under_another_id_and_key(db: SQLAlchemy) -> None:
    content = corpus.picture("PNG")
    kept = save(content, "ảnh.png")
    again = storage.reseal(kept.id, kept.key)
    assert again.id != kept.id and again.key != kept.key
    for read in (storage.read, storage.original):
        same = b"".join(read(kept.id, key=kept.key))  # until it is deleted
        assert b"".join(read(again.id, key=again.key)) == same


def test_files_of_the_time_before_files_had_keys_are_still_read(db: SQLAlchemy) -> None:
    clear, sealed = ("c" * 32, "d" * 32)
    folder = store().folder / "attachments"
    for file_id in (clear, sealed):
        (folder / file_id[:2]).mkdir(parents=True, exist_ok=True)
    (folder / clear[:2] / f"{clear}.file").write_bytes(b"Xin xem.")
    number, key = store().keys.newest("seal")
    header = struct.pack(">BI", 1, number) + bytes(32)
    cipher = AESGCM(hmac.digest(key, bytes(32), hashlib.sha256))
    bound = header + b"\x01" + f"attachment:{sealed}:".encode()
    (folder / sealed[:2] / f"{sealed}.sealed").write_bytes(header + cipher.encrypt(bytes(12), b"Xin xem.", bound))
    for file_id in (clear, sealed):
        assert b"".join(storage.read(file_id, key="")) == b"Xin xem."
        again = storage.reseal(file_id, "")
        assert b"".join(storage.read(again.id, key=again.key)) == b"Xin xem."


def test_a_file_is_still_read_when_the_request_is_over(app: Flask) -> None:
    """A server asks for the pieces after the view and its context are gone."""
    with app.app_context():
        kept = save(b"Xin xem.")
        pieces = storage.read(kept.id, key=kept.key)
    assert b"".join(pieces) == b"Xin xem."


@pytest.mark.parametrize("change", ["byte", "cut", "swap", "repeat"])
def test_a_sealed_file_changed_on_disk_does_not_open(db: SQLAlchemy, change: str) -> None:
    kept = save(os.urandom(300_000).hex().encode())
    path = next(path for path in on_disk() if path.suffix == ".sealedcopy")
    sealed = path.read_bytes()
    piece, head = 64 * 1024 + 16, 8
    first, second = sealed[head : head + piece], sealed[head + piece : head + 2 * piece]
    changed = {
        "byte": sealed[:100] + bytes([sealed[100] ^ 1]) + sealed[101:],
        "cut": sealed[: head + 2 * piece],
        "swap": sealed[:head] + second + first + sealed[head + 2 * piece :],
        "repeat": sealed[: head + piece] + sealed[head:],
    }
    path.write_bytes(changed[change])
    assert not storage.is_intact(kept.id, kept.digest)
    with pytest.raises(SealBrokenError):
        b"".join(storage.read(kept.id, key=kept.key))


@pytest.mark.parametrize("case", ["empty", "zip bomb", "exe as jpg"])
def test_what_is_refused_leaves_nothing(db: SQLAlchemy, case: str) -> None:
    name, make, reason = corpus.BAD[case]
    with pytest.raises(BadInput) as refusal:
        save(make(), name)
    assert refusal.value.reason == reason
    assert on_disk() == []


def test_too_large_is_refused_unread(db: SQLAlchemy, tmp_path: Path) -> None:
    large = tmp_path / "large.pdf"
    with large.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    with large.open("rb") as file, pytest.raises(BadInput) as refusal:
        storage.save(file, "large.pdf")
    assert refusal.value.reason == "file_too_large"
    assert refusal.value.details == {"megabytes": 20}


@pytest.mark.parametrize(
    ("count", "total", "reason"), [(11, 0, "too_many_files"), (10, 101 * 1024 * 1024, "files_too_large")]
)
def test_a_petition_has_only_so_much_room(count: int, total: int, reason: str) -> None:
    storage.require_room(10, 100 * 1024 * 1024)
    with pytest.raises(BadInput) as refusal:
        storage.require_room(count, total)
    assert refusal.value.reason == reason


@pytest.mark.parametrize("file_id", ["", "../../config.py", "0" * 31, "0" * 32, "G" * 32, "0" * 33, "a/b"])
def test_only_our_ids_find_files(db: SQLAlchemy, file_id: str) -> None:
    with pytest.raises(NotFound):
        storage.read(file_id, key="")


def test_deleted_is_gone(db: SQLAlchemy) -> None:
    kept = save(b"Xin xem.")
    storage.delete(kept.id)
    storage.delete(kept.id)
    assert on_disk() == []


def test_orphans_and_broken_writes_are_swept_after_a_day(db: SQLAlchemy) -> None:
    wanted, orphan, fresh = save(b"1"), save(b"2"), save(b"3")
    with transaction() as session:
        session.add(
            Draft(token_hash="x", sealed=b"", files=[{"file_id": wanted.id}], updated_at=NOW)  # noqa: S106
        )
    part = (on_disk()[0].parent) / "00.part"
    part.write_bytes(b"half")
    for path in on_disk():
        days = 0.5 if path.stem == fresh.id else 2
        moment = (NOW - timedelta(days=days)).timestamp()
        os.utime(path, (moment, moment))
    assert storage.sweep(NOW) == 3  # both of the orphan, and the half
    assert {path.stem for path in on_disk()} == {wanted.id, fresh.id}
    assert orphan.id not in {path.stem for path in on_disk()}
    swept = sweeping.sweep(NOW + timedelta(days=8))
    assert (swept["drafts"], swept["files"]) == (1, 4)


def _save_many(app: Flask, acknowledged: Path) -> None:
    with app.app_context(), acknowledged.open("a", encoding="ascii") as list_of_kept:
        while True:
            kept = save(os.urandom(20_000).hex().encode())
            list_of_kept.write(f"{kept.id} {kept.digest}\n")
            list_of_kept.flush()


def test_killed_at_any_moment_no_acknowledged_file_is_lost(db: SQLAlchemy, app: Flask, tmp_path: Path) -> None:
    acknowledged = tmp_path / "acknowledged"
    for turn in range(6):
        process = multiprocessing.get_context("fork").Process(target=_save_many, args=(app, acknowledged))
        process.start()
        time.sleep(0.1 + turn * 0.007)
        os.kill(process.pid or 0, signal.SIGKILL)
        process.join()
    kept = [line.split() for line in acknowledged.read_text().splitlines() if len(line.split()) == 2]
    assert len(kept) > 3
    assert all(storage.is_intact(file_id, digest) for file_id, digest in kept)


def test_a_full_disk_leaves_nothing_half_written(db: SQLAlchemy, monkeypatch: pytest.MonkeyPatch) -> None:
    """The one fault that a test cannot bring about honestly without a disk of its own."""

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        save(b"Xin xem.")
    assert on_disk() == []
