"""What happens when somebody has no part in a case any more: kept away, without its key, without its work."""

from datetime import datetime

from app.domain.confidentiality import conflicts
from app.domain.confidentiality.conflicts import Excluded, Why
from app.domain.facts import SYSTEM, Actor
from app.domain.refusals import WrongState
from app.domain.vocabulary import Step
from app.persistence import audit
from app.persistence.db import db
from app.persistence.models.case import Case
from app.persistence.models.user import User
from app.persistence.queries.conflicts import exclusions, ties
from app.persistence.queries.offices import holding
from app.persistence.queries.seals import copies
from app.services import steps


def subjects(user: User) -> frozenset[str]:
    """Whom the rows name: the account, and one made later under the same name where he works or worked."""
    bodies = {office.body_id for office in holding.of_account(user.id)}
    return conflicts.person(user.id, user.name, sorted(bodies))


def token_of(user_id: int) -> str:
    return ties.token(conflicts.user(user_id))


def keep_away(actor: Actor, case: Case, user: User, why: Why, *, at: datetime) -> None:
    """From now on the case does not exist for him. Inside the caller's transaction."""
    found = [Excluded(subject, why) for subject in sorted(subjects(user))]
    wanted = exclusions.rows(case.id, found, since=case.received_on, at=at, by_id=actor.user_id)
    known = {row.token for row in case.exclusions}
    db.session.add_all(row for row in wanted if row.token not in known)
    db.session.flush()
    db.session.expire(case, ["exclusions"])


def take_key(actor: Actor, case: Case, user: User, *, at: datetime) -> None:
    """His copies of a sealed case's key go, on record."""
    for row in copies.held(case.id) if case.is_sealed else ():
        if row.key.user_id == user.id:
            copies.take_away(row.id, actor.user_id, at)
            details = {"user": user.id, "because": "no_part"}
            audit.append(actor, "seal.revoke", case_id=case.id, at=at, details=details)


def require_reader(case: Case, left_id: int) -> None:
    """Somebody besides him must still open a sealed case; the paper in the safe alone is nobody."""
    if case.is_sealed and all(row.key.user_id in (None, left_id) for row in copies.held(case.id)):
        raise WrongState("recusal_last_key")


def give_work(case: Case, officer_id: int | None, *, at: datetime) -> None:
    """The work goes to another, or waits on the head's desk: a step of the house, since who has left may take none."""
    if case.officer_id == officer_id or case.state.is_final:
        return
    transition, on = steps.check(SYSTEM, case, Step.ASSIGN, at=at)
    details = {"officer_id": officer_id, "from_officer_id": case.officer_id}
    steps.record(SYSTEM, case, transition, at=at, on=on, details=details)
    case.left_by_id, case.officer_id = case.officer_id, officer_id
