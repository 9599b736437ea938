"""How the machinery stands, for the administrator: work waiting and failed, and whether the log of acts is whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain import access
from app.domain.access import Action
from app.domain.facts import Actor
from app.domain.refusals import NotFound
from app.persistence import audit, heartbeat, outbox
from app.persistence.models.audit import AuditCheck
from app.persistence.models.housekeeping import DailyTask, OutboxMessage
from app.persistence.models.notices import Delivery
from app.persistence.queries.keeping import daily_tasks
from app.persistence.queries.notices import deliveries
from app.persistence.transaction import transaction
from app.services.safekeeping import checks


@dataclass(frozen=True, slots=True)
class Standing:
    """The worker and its messages; `worker_age` is in seconds since its last sign of life, None without a worker."""

    waiting: int
    dead: int
    late_seconds: float
    worker_age: float | None
    dead_letters: Sequence[OutboxMessage]
    acts: int
    check: AuditCheck | None  # of the log, the last one asked for
    is_stuck: bool  # something has waited so long that nobody seems to take it
    uncertain: Sequence[Delivery]  # letters of which nobody knows whether they arrived
    tasks: Sequence[DailyTask]  # of every day and hour, with their last time


def standing(actor: Actor, *, at: datetime) -> Standing:
    """How things are now."""
    access.require_role(actor, Action.ACCOUNTS_MANAGE)
    now = outbox.standing(at)
    return Standing(
        waiting=now["waiting"],
        dead=now["dead"],
        late_seconds=now["late_seconds"],
        worker_age=heartbeat.age(at),
        dead_letters=outbox.dead_letters(),
        acts=audit.head()[0],
        check=checks.latest(),
        is_stuck=now["late_seconds"] > outbox.STUCK_SECONDS,
        uncertain=deliveries.uncertain(),
        tasks=list(daily_tasks.marks().values()),
    )


def retry(actor: Actor, message_id: int, *, at: datetime) -> None:
    """Have the worker try a failed message again from the start."""
    access.require_role(actor, Action.ACCOUNTS_MANAGE)
    with transaction():
        if not outbox.revive_within(message_id, at):
            raise NotFound("message_not_dead")
        audit.append(actor, "message_revived", at=at, subject=f"outbox:{message_id}")


def verify_audit(actor: Actor, *, at: datetime) -> None:
    """Have the worker read the whole log of acts and check every link; that it was asked is an act itself."""
    access.require_role(actor, Action.ACCOUNTS_MANAGE)
    checks.begin(actor, at=at)
