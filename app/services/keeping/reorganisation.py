"""When bodies end: every open case goes with its running clocks to the body that takes its place (L72/2025 Đ54.8)."""

from dataclasses import dataclass
from datetime import date, datetime

from app.domain import access
from app.domain.access import Action
from app.domain.calendars import local_date
from app.domain.competence import COMMITTEE, BodyDirectory
from app.domain.facts import Actor, BodyFacts
from app.domain.refusals import BadInput
from app.domain.vocabulary import BodyLevel, Step
from app.persistence import audit
from app.persistence.models.case import Case
from app.persistence.queries import bodies, cases
from app.persistence.transaction import transaction
from app.services import clocks, steps
from app.services.intake import conflicts

BATCH = 50  # cases a transaction: what is done stays done when the run is broken off


@dataclass(frozen=True, slots=True)
class HandedOver:
    """How many cases moved, and how many of them to the reception board because nobody else could be named."""

    moved: int = 0
    to_board: int = 0


def hand_over(actor: Actor, day: date, *, at: datetime, ordered_by: Actor | None = None) -> HandedOver:
    """Hand over every open case at a body that ended before a day. Safe to run again: what has moved is not at such
    a body any more. `ordered_by` is who pressed the button; the step itself is the system's."""
    if local_date(at) < day:
        raise BadInput("document_in_future", field="day")
    if ordered_by is not None:
        access.require_role(ordered_by, Action.ACCOUNTS_MANAGE)
        with transaction():
            audit.append(ordered_by, "bodies_handed_over", at=at, details={"day": day.isoformat()})
    moved = to_board = 0
    last_id = 0
    while batch := cases.open_at_ended_bodies(day, after_id=last_id, limit=BATCH):
        with transaction():
            for case_id in batch:
                done = _hand_over_one(actor, case_id, day, at)
                moved += done is not None
                to_board += bool(done)
        last_id = batch[-1]
    return HandedOver(moved, to_board)


def heir(case: Case, directory: BodyDirectory, day: date) -> tuple[BodyFacts | None, bool]:
    """The body that takes over, and whether it is the board for want of a better one.

    A district has no single successor: its matter goes to the new commune of the place. Every other body names its
    own; where the chain breaks, or ends at a body that the case is kept from, the reception board gets it and proposes.
    """
    old = case.body.facts()
    if old.level is BodyLevel.DISTRICT and old.type == COMMITTEE:
        found = directory.committee_of(case.unit_code, day)
    else:
        found = directory.successor(old.code, day)
    if found is not None and conflicts.may_lie_with(case, found):
        return found, False
    return directory.reception_board(day), True


def _hand_over_one(actor: Actor, case_id: int, day: date, at: datetime) -> bool | None:
    """Move one case; None when somebody moved or closed it meanwhile, else whether it went to the board."""
    case = steps.open_case(case_id)
    if case.state.is_final or case.body.facts().exists_on(day):
        return None
    target, is_board = heir(case, bodies.directory(), day)
    if target is None:
        raise BadInput("no_reception_board")
    old_id, old_name = case.body_id, case.body.name
    transition, on = steps.check(actor, case, Step.HAND_OVER, at=at)
    case.body_id, case.officer_id = target.id, None
    clocks.move(case, target.id)
    details = {
        "from": old_id,
        "to": target.id,
        "from_name": old_name,
        "target_name": target.name,
        "day": day.isoformat(),
    }
    note = NOBODY_NAMED if is_board else ""
    steps.record(actor, case, transition, at=at, on=on, note=note, details=details)
    return is_board


NOBODY_NAMED = "Chưa xác định được cơ quan tiếp nhận; Ban Tiếp công dân đề xuất."
