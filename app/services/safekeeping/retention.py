"""How long files are kept, and how they end: listed by one, decided by the head with number and date, carried out by
the worker, held back by a hold (procedure.md 8.3)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from app.domain import access
from app.domain.access import Action
from app.domain.calendars import local_date
from app.domain.facts import SYSTEM, Actor
from app.domain.keeping.retention import RetentionRow, kept_until, rule_for
from app.domain.refusals import BadInput, NotAllowed, NotFound, WrongState
from app.persistence import audit, outbox
from app.persistence.models.case import Case
from app.persistence.models.safekeeping.retention import Destruction, DestructionItem, LegalHold
from app.persistence.queries import cases
from app.persistence.queries.safekeeping import erasure
from app.persistence.queries.safekeeping import retention as kept
from app.persistence.transaction import checkpoint, transaction
from app.services import steps
from app.services.law import law_in_force

LIST = 200  # files a list has at most, so that somebody reads it
DESTROYED = "destroyed"


@dataclass(frozen=True, slots=True)
class Due:
    """A file whose term is over, and by which row."""

    case: Case
    rule: RetentionRow
    kept_until: date


def due(actor: Actor, today: date, *, after: int = 0, limit: int = LIST) -> list[Due]:
    """Files of the actor's body whose term is over; nothing happens to them by being listed."""
    access.require_role(actor, Action.RETENTION_LIST)
    found = kept.run_out(actor, law_in_force().retention, today, after=after, limit=limit)
    return [one for one in map(_judged, found) if one is not None and one.kept_until < today]


def _judged(case: Case) -> Due | None:
    if case.closed_at is None or case.destroyed_at is not None:
        return None
    closed_on = local_date(case.closed_at)
    rule = rule_for(law_in_force().retention, case.procedure, case.state, closed_on)
    until = kept_until(rule, closed_on)
    return Due(case, rule, until) if until is not None else None


def put_on_list(actor: Actor, case_ids: Collection[int], *, at: datetime) -> int:
    """Make a list for the head to decide on; its number. Only files whose term is over stay on it."""
    chosen = [one for one in due(actor, local_date(at)) if one.case.id in set(case_ids)]
    if not chosen:
        raise BadInput("nothing_to_destroy", field="case_ids")
    with transaction() as session:
        made = Destruction(body_id=actor.body_id, listed_by_id=actor.user_id, listed_at=at)
        made.items = [
            DestructionItem(case_id=one.case.id, rule_id=one.rule.rule_id, kept_until=one.kept_until) for one in chosen
        ]
        session.add(made)
        session.flush()
        details = {"cases": [one.case.id for one in chosen]}
        audit.append(actor, "retention.listed", at=at, subject=f"destruction:{made.id}", details=details)
    return made.id


def seen(actor: Actor, destruction_id: int) -> Destruction:
    """A list of the actor's body. One that names a file which is kept from him is not there for him: somebody else
    decides on it."""
    access.require_role(actor, Action.RETENTION_LIST)
    found = kept.by_id(destruction_id)
    if found is None or found.body_id != actor.body_id or kept.is_kept_from(actor, destruction_id):
        raise NotFound("destruction_not_found")
    return found


def decide(actor: Actor, destruction_id: int, number: str, signed_on: date, *, at: datetime) -> None:
    """The head decides that what is on the list is destroyed: by a decision with number and date, and never on a list
    of his own making."""
    access.require_role(actor, Action.RETENTION_DECIDE)
    if not number.strip():
        raise BadInput("number_missing", field="number")
    if signed_on > local_date(at):
        raise BadInput("document_in_future", field="signed_on")
    seen(actor, destruction_id)
    with transaction():
        found = _open_list(destruction_id)
        if found.listed_by_id == actor.user_id:
            raise NotAllowed("second_person_needed")
        found.decided_by_id, found.decided_at = actor.user_id, at
        found.number, found.signed_on = number.strip()[:60], signed_on
        details = {"number": found.number, "signed_on": signed_on.isoformat()}
        audit.append(actor, "retention.decided", at=at, subject=f"destruction:{found.id}", details=details)
        outbox.post("retention.destroy", at=at, destruction_id=found.id)


def withdraw(actor: Actor, destruction_id: int, *, at: datetime) -> None:
    """Take a list back before it is decided."""
    seen(actor, destruction_id)
    with transaction():
        found = _open_list(destruction_id)
        found.withdrawn_at = at
        audit.append(actor, "retention.withdrawn", at=at, subject=f"destruction:{found.id}")


def _open_list(destruction_id: int) -> Destruction:
    found = kept.by_id(destruction_id, locked=True)
    if found is None:
        raise NotFound("destruction_not_found")
    if found.decided_at is not None or found.withdrawn_at is not None:
        raise WrongState("list_is_decided")
    return found


def hold(actor: Actor, case_id: int, reason: str, *, at: datetime) -> None:
    """Keep a file whatever its term: before a court, under inspection, or of lasting worth."""
    if not reason.strip():
        raise BadInput("reason_missing", field="reason")
    with transaction() as session:
        case = steps.open_case(case_id)
        access.require(actor, Action.CASE_HOLD, case.facts())
        if case.destroyed_at is not None or kept.hold_of(case_id) is not None:
            raise WrongState("already_held")
        session.add(LegalHold(case_id=case_id, reason=reason.strip()[:2000], placed_by_id=actor.user_id, placed_at=at))
        audit.append(actor, "retention.held", at=at, case_id=case_id)


def lift(actor: Actor, case_id: int, *, at: datetime) -> None:
    """The hold is no longer needed."""
    with transaction():
        case = steps.open_case(case_id)
        access.require(actor, Action.CASE_HOLD, case.facts())
        found = kept.hold_of(case_id)
        if found is None:
            raise WrongState("not_held")
        found.lifted_at, found.lifted_by_id = at, actor.user_id
        audit.append(actor, "retention.hold_lifted", at=at, case_id=case_id)


def carry_out(destruction_id: int, *, at: datetime) -> None:
    """Destroy what is on a decided list, a file a transaction. Killed, it goes on; nothing is destroyed twice. What
    is held by now, or was opened again, is spared and says so."""
    found = kept.by_id(destruction_id)
    if found is None or found.decided_at is None or found.done_at is not None:
        return
    waiting = [item.case_id for item in found.items if item.destroyed_at is None and not item.spared]
    for case_id in waiting:
        with transaction():
            _destroy(destruction_id, case_id, at)
    with transaction():
        again = kept.by_id(destruction_id, locked=True)
        if again is not None:
            again.done_at = at
    checkpoint()


def _destroy(destruction_id: int, case_id: int, at: datetime) -> None:
    case = cases.locked(case_id)
    listed = kept.by_id(destruction_id, locked=True)
    item = next((one for one in listed.items if one.case_id == case_id), None) if listed else None
    if case is None or listed is None or item is None or item.destroyed_at is not None:
        return
    judged = _judged(case)
    if kept.hold_of(case_id) is not None:
        item.spared = "held"
    elif judged is None or judged.kept_until >= local_date(at):
        item.spared = "opened_again"
    else:
        case.title, case.destroyed_at, item.destroyed_at = case.number, at, at
        files = erasure.erase(case_id)
        for file_id in files:
            outbox.post("file.forget", at=at, file_id=file_id)
        outbox.post("index.erased", at=at, case_id=case_id)
        details = {"destruction": destruction_id, "files": len(files), "decided_by": listed.decided_by_id}
        audit.append(SYSTEM, "case.destroyed", at=at, case_id=case_id, ground=item.rule_id, details=details)
