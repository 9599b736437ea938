"""What the page of a case says of lateness and of what its citizens were told."""

from dataclasses import dataclass, field

from app.domain.facts import Actor
from app.domain.vocabulary import Role
from app.i18n.telling.citizens import WORDS, About
from app.persistence.models.case import Case
from app.persistence.models.escalation import ClimbedRung, Reminder
from app.persistence.models.notices import Delivery
from app.persistence.queries.escalation import reminders, rungs
from app.persistence.queries.notices import deliveries
from app.web.clock import today


@dataclass(frozen=True, slots=True)
class OnCase:
    """Rungs and reminders; of an unsealed case the messages too. `may_remind`: the inspectorate, while it is late."""

    rungs: list[ClimbedRung] = field(default_factory=list)
    reminders: list[Reminder] = field(default_factory=list)
    deliveries: list[Delivery] = field(default_factory=list)
    may_remind: bool = False


def on_case(actor: Actor, case: Case) -> OnCase:
    """For somebody who may see the case. That a denouncer wants to be told, and where, is his alone to know."""
    return OnCase(
        rungs=[rung for rung in rungs.of_case(case.id) if rung.acts],
        reminders=reminders.of_case(case.id),
        deliveries=[] if case.is_sealed else deliveries.of_case(case.id),
        may_remind=actor.role is Role.INSPECTORATE and case.next_due_on < today() and case.closed_at is None,
    )


def notice_words(row: Delivery) -> str:
    """What a message is about."""
    return WORDS[row.topic](About(row.facts)).subject if row.topic in WORDS else row.topic
