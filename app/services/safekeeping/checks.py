"""Reading the whole log again on somebody's word: asked for on a page, done by the worker, watched meanwhile."""

from datetime import datetime

from app.domain import access
from app.domain.access import Action
from app.domain.facts import SYSTEM, Actor
from app.persistence import audit, outbox
from app.persistence.audit import anchors, checks, verifying
from app.persistence.models.audit import AuditCheck
from app.persistence.transaction import transaction

EVERY = 50_000  # rows between two notes of how far it is


def ask(actor: Actor, *, at: datetime) -> int:
    """Have the log read from its first row to its last; the number of the check."""
    access.require_role(actor, Action.AUDIT_VIEW)
    return begin(actor, at=at)


def begin(actor: Actor, *, at: datetime) -> int:
    """The same for whom another rule has let in. A check that still runs serves all."""
    running = checks.running(at)
    if running is not None:
        return running.id
    with transaction() as session:
        check = AuditCheck(asked_at=at, asked_by_id=actor.user_id, rows=audit.head()[0])
        session.add(check)
        session.flush()
        audit.append(actor, "audit_check_asked", at=at, subject=f"audit_check:{check.id}")
        outbox.post("audit.verify", at=at, check_id=check.id)
    return check.id


def ask_checkpoint(actor: Actor, *, at: datetime) -> None:
    """Have the worker sign how the log stands now."""
    access.require_role(actor, Action.AUDIT_VIEW)
    with transaction():
        outbox.post("audit.checkpoint", at=at)


def run(check_id: int, *, at: datetime) -> None:
    """Read it. Done twice, the second finds what the first found."""

    def progress(rows: int) -> None:
        if rows - noted[0] >= EVERY:
            noted[0] = rows
            with transaction():
                checks.note(check_id, rows)

    noted = [0]
    newest = anchors.newest()
    found = verifying.verify(newest.statement() if newest else None, progress=progress)
    with transaction():
        rows = checks.finish(check_id, [vars_of(each) for each in found], at)
        audit.append(SYSTEM, "audit_verified", at=at, details={"rows": rows, "findings": len(found)})


def vars_of(finding: verifying.Finding) -> dict[str, object]:
    return {"what": finding.what, "row": finding.row, "case_id": finding.case_id}


def latest() -> AuditCheck | None:
    """The check asked for last, whether or not it is finished."""
    return checks.latest()
