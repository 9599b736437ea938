"""Files on disk: whole or not at all, sealed where they must be, and none forgotten."""

import io
import multiprocessing
import os
import signal
import time
from datetime import timedelta
from pathlib import Path

import pytest
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


def save(content: bytes, name: str = "đơn.txt", *, sealed: bool = False, context: str = "") -> storage.StoredFile:
    return storage.save(io.BytesIO(content), name, sealed=sealed, context=context)


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
    assert b"".join(storage.original(kept.id)) == content
    assert storage.is_intact(kept.id, kept.digest)
    shown, came = on_disk()
    assert (shown.suffix, came.suffix) == (".copy", ".sealed") and content not in came.read_bytes()
    assert {path.stat().st_mode & 0o777 for path in (shown, came)} == {0o600}
    assert "ảnh" not in shown.name


def test_a_sealed_file_is_nowhere_readable(db: SQLAlchemy) -> None:
    content = ("Người tố cáo: Lâm Thị An\n" * 9000).encode()
    kept = save(content, sealed=True, context="petition:1")
    assert b"".join(storage.read(kept.id, context="petition:1")) == content
    assert all("Lâm Thị An".encode() not in path.read_bytes() for path in on_disk())
    with pytest.raises(SealBrokenError):
        b"".join(storage.read(kept.id, context="petition:2"))


@pytest.mark.parametrize("sealed", [False, True])
def test_a_file_is_still_read_when_the_request_is_over(app: Flask, sealed: bool) -> None:
    """A server asks for the pieces after the view and its context are gone."""
    with app.app_context():
        pieces = storage.read(save(b"Xin xem.", sealed=sealed).id)
    assert b"".join(pieces) == b"Xin xem."


@pytest.mark.parametrize("change", ["byte", "cut", "swap", "repeat"])
def test_a_sealed_file_changed_on_disk_does_not_open(db: SQLAlchemy, change: str) -> None:
    kept = save(os.urandom(300_000).hex().encode(), sealed=True)
    path = next(path for path in on_disk() if path.suffix == ".sealedcopy")
    sealed = path.read_bytes()
    piece, head = 64 * 1024 + 16, 37
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
        b"".join(storage.read(kept.id))


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
        storage.save(file, "large.pdf", sealed=False)
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
        storage.read(file_id)


def test_deleted_is_gone(db: SQLAlchemy) -> None:
    kept = save(b"Xin xem.", sealed=True)
    storage.delete(kept.id)
    storage.delete(kept.id)
    assert on_disk() == []


def test_orphans_and_broken_writes_are_swept_after_a_day(db: SQLAlchemy) -> None:
    wanted, orphan, fresh = save(b"1"), save(b"2", sealed=True), save(b"3")
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
            kept = save(os.urandom(20_000).hex().encode(), sealed=True)
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
