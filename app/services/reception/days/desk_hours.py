"""When the desk of a body receives, weekday by weekday (LTCD Đ24.1; N154 Đ29)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from app.domain import access
from app.domain.access import Action
from app.domain.calendars import local_date
from app.domain.facts import Actor
from app.domain.refusals import BadInput, NotAllowed
from app.persistence import audit
from app.persistence.db import db
from app.persistence.models.reception import DeskHours
from app.persistence.queries.reception import sessions
from app.persistence.transaction import transaction
from app.services.intake.petition_input import Problem


@dataclass(frozen=True, slots=True)
class Hours:
    """One weekday, 0 for Monday."""

    weekday: int
    opens: time
    closes: time


def settle(actor: Actor, wanted: Iterable[Hours], place: str, *, at: datetime) -> None:
    """From today on the desk is open at these hours; what was before stays on record until yesterday."""
    access.require_role(actor, Action.SESSION_PLAN)
    if actor.body_id is None:
        raise NotAllowed("action_not_yours")
    hours, today = list(wanted), local_date(at)
    if any(one.closes <= one.opens or not 0 <= one.weekday <= 6 for one in hours):
        raise BadInput("session_incomplete", problems=[Problem("closes", "session_ends_early")])
    with transaction():
        for old in sessions.hours(actor.body_id, today):
            if old.valid_from == today:
                db.session.delete(old)
            else:
                old.valid_to = today - timedelta(days=1)
        for one in hours:
            row = DeskHours(body_id=actor.body_id, weekday=one.weekday, opens=one.opens, closes=one.closes)
            row.place, row.valid_from = place.strip(), today
            db.session.add(row)
        audit.append(actor, "desk.hours", at=at, subject=f"body:{actor.body_id}", details={"days": len(hours)})
