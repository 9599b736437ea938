"""kill -9 at every write of filing, deciding and uploading: nothing lost, nothing doubled, the log whole, and no file
without a row. bench/kills.py does it on both engines, and many times."""

from io import BytesIO

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import func, select

from app import storage
from app.domain import tracking_codes
from app.domain.vocabulary import Outcome, Procedure, State
from app.persistence.audit import verifying
from app.persistence.models import (
    AuditEntry,
    Case,
    CaseEvent,
    Deadline,
    Decision,
    Draft,
    OutboxMessage,
    Party,
    Petition,
)
from app.persistence.queries import cases
from app.services.intake import drafts, filing
from app.services.intake.petition_input import FileInput
from app.services.settlement import decision
from app.services.steps import Paper
from tests import cast, killing
from tests.builders import a_case, a_petition
from tests.times import at

FILED = at("2026-07-13 08:00")
DECIDED = at("2026-08-20 08:00")


def count(db: SQLAlchemy, model: type, *conditions: object) -> int:
    return db.session.scalar(select(func.count()).select_from(model).where(*conditions)) or 0  # type: ignore[arg-type]


def whole(db: SQLAlchemy, case_id: int) -> None:
    """A case that was filed has everything that belongs to it, once."""
    petition = db.session.scalars(select(Petition).where(Petition.case_id == case_id)).one()
    assert count(db, Party, Party.petition_id == petition.id) == 1
    assert count(db, Deadline, Deadline.case_id == case_id) >= 1
    assert count(db, CaseEvent, CaseEvent.case_id == case_id) == 1
    assert count(db, AuditEntry, AuditEntry.case_id == case_id) == 1
    payloads = db.session.scalars(select(OutboxMessage.payload).where(OutboxMessage.topic == "case.receive"))
    assert [payload["case_id"] for payload in payloads].count(case_id) == 1


def test_filing(db: SQLAlchemy, app: Flask) -> None:
    petition = a_petition()
    filed = 0
    for k, survived in killing.sweep(app, lambda k: lambda: filing.file(cast.AN, petition, f"token-{k}", at=FILED)):
        found = cases.filed_under(tracking_codes.fingerprint(f"token-{k}"))
        assert found or not survived
        filed += found is not None
        receipt = filing.file(cast.AN, petition, f"token-{k}", at=FILED)  # the citizen sends it again
        assert receipt.is_new is (found is None)
        whole(db, receipt.case_id)
    assert k > 8
    assert filed >= 2  # died after the commit, and got through
    assert count(db, Case) == count(db, Petition) == k
    assert verifying.verify() == []


def test_deciding(db: SQLAlchemy, app: Flask) -> None:
    case = a_case().drafting("2026-08-10").made()
    case_id, head = case.id, cast.head_of(case.body_id)
    before = count(db, AuditEntry)

    def decide() -> None:
        decision.decide(head, case_id, Outcome.UPHELD, "Công nhận khiếu nại.", paper=Paper("42/QĐ-UBND"), at=DECIDED)

    for k in range(1, killing.MOST):
        killing.attempt(app, decide, k)
        made = count(db, Decision, Decision.case_id == case_id)
        state = db.session.scalar(select(Case.state).where(Case.id == case_id))
        assert (made, state, count(db, AuditEntry) - before) in ((0, State.DRAFTING, 0), (1, State.ISSUED, 1))
        if made:
            break
    assert k > 4
    assert verifying.verify() == []


def test_uploading(db: SQLAlchemy, app: Flask) -> None:
    content = "Tôi kèm theo biên bản ngày 01/07/2026.\n".encode() * 40

    def upload(token: str) -> None:
        stored = storage.save(BytesIO(content), "bien-ban.txt")
        file = FileInput.of(stored)
        drafts.add_files(token, Procedure.COMPLAINT_FIRST, (file,), at=FILED)

    kept = 0
    for k, survived in killing.sweep(app, lambda k: lambda: upload(f"draft-{k}")):
        killing.files_and_rows_agree(FILED)
        writing = drafts.find(f"draft-{k}", at=FILED)
        assert writing or not survived
        for file in writing.files if writing else ():
            kept += 1
            assert storage.is_intact(file.file_id, file.digest)
            shown, came = (read(file.file_id, key=file.key) for read in (storage.read, storage.original))
            assert b"".join(shown) == b"".join(came) == content
    assert k > 8
    assert kept == count(db, Draft) >= 1
