"""Who sees a reminder, who answers it, and who says what follows from a proposal. The lists of
`app/persistence/queries/escalation/reminders.py` say the same in SQL; a test holds the two equal.

A reminder names a case by number and a clock, never the matter: the superior has no right to the file, and of a
denunciation nobody learns more from it than its number (LTC Đ56).
"""

from dataclasses import dataclass
from datetime import date

from app.domain import access
from app.domain.access import Action
from app.domain.confidentiality import conflicts
from app.domain.facts import Actor, BodyDirectory, CaseFacts
from app.domain.refusals import NotAllowed, NotFound
from app.domain.vocabulary import Role


@dataclass(frozen=True, slots=True)
class ReminderFacts:
    """What the rule reads of a reminder."""

    from_body_id: int
    to_body_id: int
    case: CaseFacts


def may_see(actor: Actor, reminder: ReminderFacts) -> bool:
    """The head of the body that wrote it, the inspectorate, and who may see the case at the body that is late. Whom the
    case is kept from hears nothing."""
    if conflicts.is_excluded(actor, reminder.case):
        return False
    if actor.role is Role.INSPECTORATE or (actor.role is Role.HEAD and actor.body_id == reminder.from_body_id):
        return True
    return actor.body_id == reminder.to_body_id and access.may(actor, Action.CASE_VIEW, reminder.case)


def may_answer(actor: Actor, reminder: ReminderFacts) -> bool:
    """Whoever works on the case at the body that has it now."""
    return may_see(actor, reminder) and access.may(actor, Action.CASE_HANDLE, reminder.case)


def may_remind(actor: Actor, reminder: ReminderFacts) -> bool:
    """The superior and the inspectorate write another one."""
    writes = actor.role is Role.INSPECTORATE or (actor.role is Role.HEAD and actor.body_id == reminder.from_body_id)
    return writes and may_see(actor, reminder)


def require(allowed: bool, visible: bool = True) -> None:
    """Hidden and absent look alike."""
    if not visible:
        raise NotFound("reminder_not_found")
    if not allowed:
        raise NotAllowed("action_not_yours")


def below(directory: BodyDirectory, body_id: int, day: date) -> frozenset[int]:
    """The bodies that have this one above them on a day."""
    here = (body for body in directory if body.exists_on(day))
    return frozenset(body.id for body in here if any(up.id == body_id for up in directory.above(body, day)))
