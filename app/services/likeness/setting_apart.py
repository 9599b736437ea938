"""Not the same: said once by who screens the petition, and not asked again."""

from datetime import datetime

from app.domain import access
from app.domain.access import Action
from app.domain.facts import Actor
from app.domain.refusals import NotFound
from app.persistence import audit
from app.persistence.db import db
from app.persistence.models.case import Case
from app.persistence.models.likeness import SetApart
from app.persistence.queries import cases
from app.persistence.queries.likeness import apart
from app.persistence.transaction import in_transaction


def set_apart(actor: Actor, case_id: int, other_id: int, *, at: datetime) -> None:
    """Two cases are different matters; said twice it is once."""

    def work() -> None:
        case, other = pair(actor, case_id, other_id)
        if apart.pair(case.id, other.id) is not None:
            return
        low, high = sorted((case.id, other.id))
        db.session.add(SetApart(case_id=low, other_id=high, by_id=actor.user_id or 0, at=at))
        audit.append(actor, "likeness.set_apart", at=at, case_id=case.id, details={"other": other.id})

    in_transaction(work)


def bring_back(actor: Actor, case_id: int, *, at: datetime) -> None:
    """Ask again about every case that was set apart from this one."""

    def work() -> None:
        case = _screened(actor, case_id)
        for other_id in sorted(apart.of_case(case.id)):
            db.session.delete(apart.pair(case.id, other_id))
            audit.append(actor, "likeness.bring_back", at=at, case_id=case.id, details={"other": other_id})

    in_transaction(work)


def pair(actor: Actor, case_id: int, other_id: int) -> tuple[Case, Case]:
    """A case that the actor screens, and another that he may see; NotFound where one is sealed or hidden from him."""
    case, other = _screened(actor, case_id), cases.seen(actor, other_id)
    if other is None or other.is_sealed or other.id == case.id:
        raise NotFound("case_not_found")
    return case, other


def _screened(actor: Actor, case_id: int) -> Case:
    case = cases.seen(actor, case_id)
    if case is None or case.is_sealed:
        raise NotFound("case_not_found")
    access.require(actor, Action.CASE_TRIAGE, case.facts())
    return case
