"""`python -m bench.kills`: filing, uploading and sending again, killed at every write, over and over, on both engines.

The same as tests/security/test_kills.py does once on SQLite. `--kills` says how many on each engine.
"""

import argparse
from io import BytesIO

from sqlalchemy import func, select

from app import storage
from app.domain import tracking_codes
from app.domain.vocabulary import Procedure
from app.persistence.audit import verifying
from app.persistence.db import db
from app.persistence.models import AuditEntry, Case, OutboxMessage, Petition
from app.persistence.queries import cases
from app.services.intake import drafts, filing
from app.services.intake.petition_input import FileInput
from bench import report
from bench.houses import ENGINES, house
from tests import cast, killing
from tests.builders import a_petition
from tests.times import at

FILED = at("2026-07-13 08:00")
CONTENT = "Tôi kèm theo biên bản ngày 01/07/2026.\n".encode() * 40


def upload(token: str) -> None:
    """A file kept, and named in a draft."""
    stored = storage.save(BytesIO(CONTENT), "bien-ban.txt")
    file = FileInput.of(stored)
    drafts.add_files(token, Procedure.COMPLAINT_FIRST, (file,), at=FILED)


def kills(app: object, wanted: int) -> dict[str, int]:
    """Kill until enough have died; every token is sent again afterwards, and must be there once."""
    petition, died, kept_before, k, number = a_petition(), 0, 0, 0, 0
    while died < wanted:
        k, number = k + 1, number + 1
        token = f"token-{number}"
        work = (lambda: filing.file(cast.AN, petition, token, at=FILED)) if number % 3 else (lambda: upload(token))  # noqa: B023
        if killing.attempt(app, work, k):  # type: ignore[arg-type]
            k = 0
        else:
            died += 1
        was_there = cases.filed_under(tracking_codes.fingerprint(token)) is not None
        kept_before += was_there
        receipt = filing.file(cast.AN, petition, token, at=FILED)
        assert receipt.is_new is not was_there
    killing.files_and_rows_agree(FILED)
    filed = number
    for model in (Case, Petition):
        assert db.session.scalar(select(func.count()).select_from(model)) == filed, model
    for model, column, word in (
        (AuditEntry, AuditEntry.action, "case.receive"),
        (OutboxMessage, OutboxMessage.topic, "case.receive"),
    ):
        assert db.session.scalar(select(func.count()).select_from(model).where(column == word)) == filed, model
    assert verifying.verify() == []
    return {"kills": died, "filed": filed, "already there when sent again": kept_before, "lost or doubled": 0}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--engine", choices=ENGINES, action="append")
    given = parser.parse_args()
    found = {}
    for engine in given.engine or ENGINES:
        with house(engine) as made:
            app = made.app()
            with app.app_context():
                found[engine] = kills(app, given.kills)
        report.table(f"{engine}: kill -9 at every write", [found[engine]])
    report.as_json("kills", found=found)


if __name__ == "__main__":
    main()
