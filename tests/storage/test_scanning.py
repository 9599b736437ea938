"""A scanner is asked when there is one; what it finds is refused, what it did not see says so."""

import io
import socket
import struct
import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from flask_sqlalchemy import SQLAlchemy

from app import storage
from app.domain.refusals import BadInput
from app.persistence.db import db as database
from app.persistence.models import Attachment
from app.persistence.transaction import transaction
from app.services.intake.petition_input import FileInput
from app.storage import scanning
from tests import cast
from tests.builders import a_case
from tests.storage import corpus
from tests.web.public.follower import NOW

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-" + b"STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def read(line: socket.socket, length: int) -> bytes:
    found = b""
    while len(found) < length and (more := line.recv(length - len(found))):
        found += more
    return found


@pytest.fixture
def scanner() -> Iterator[str]:
    """What clamd says on the wire, by its own protocol."""
    server = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                line, _where = server.accept()
            except OSError:
                return
            with line:
                assert read(line, 10) == b"zINSTREAM\0"
                content = b""
                while length := struct.unpack(">I", read(line, 4))[0]:
                    content += read(line, length)
                line.sendall(b"stream: Eicar-Test FOUND\0" if EICAR in content else b"stream: OK\0")

    threading.Thread(target=serve, daemon=True).start()
    yield f"127.0.0.1:{server.getsockname()[1]}"
    server.close()


def test_a_virus_is_refused(db: SQLAlchemy, scanner: str) -> None:
    with pytest.raises(BadInput, match="file_infected"):
        storage.save(io.BytesIO(EICAR), "thư.txt", scanner=scanner)
    assert storage.save(io.BytesIO(b"Xin xem." * 20_000), "thư.txt", scanner=scanner).is_scanned


@pytest.mark.parametrize("address", ["", "127.0.0.1:9", "/nowhere/clamd.sock"])
def test_a_scanner_that_is_away_is_told(db: SQLAlchemy, address: str) -> None:
    assert not scanning.is_clean(b"a", address)
    assert not storage.save(io.BytesIO(b"Xin xem."), "thư.txt", scanner=address).is_scanned


def test_another_body_gets_only_what_was_scanned(
    app: Flask, db: SQLAlchemy, scanner: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.config["NOW"] = NOW
    kept = storage.save(io.BytesIO(corpus.picture("PNG")), "anh.png")
    file = FileInput.of(kept)
    case = a_case().filed("2026-11-16", files=(file,)).made()
    path = f"/ho-so/{case.id}/tep/{case.petitions[0].attachments[0].id}"
    cuc = cast.sign_in(app.test_client(), "cuc")
    assert "chưa quét vi-rút" in cuc.get(f"/ho-so/{case.id}").text
    monkeypatch.setitem(app.config, "TIEP_DAN", replace(app.config["TIEP_DAN"], clamav="127.0.0.1:9"))
    assert cuc.get(path).status_code == 200, "the body where it came in"
    with transaction() as session:
        session.get(type(case), case.id).intake_body_id = cast.office("giang").body_id
    assert cuc.get(path).status_code == 403
    with transaction() as session:
        session.get(Attachment, case.petitions[0].attachments[0].id).is_scanned = True
    database.session.rollback()
    assert cuc.get(path).status_code == 200
