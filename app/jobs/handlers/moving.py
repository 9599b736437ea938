"""Due dates that a person has ordered to follow a changed calendar, too many for one page."""

from datetime import date, datetime

from app.domain.vocabulary import Role
from app.persistence import outbox
from app.persistence.outbox import Message
from app.persistence.queries.offices import holding
from app.persistence.transaction import transaction
from app.services.keeping import calendar_effects


def move(message: Message, at: datetime) -> None:
    """One helping; what is left becomes the next message. Done twice it moves nothing twice."""
    order = message.payload
    office = next((one for one in holding.of_account(order["user_id"]) if one.role is Role.ADMINISTRATOR), None)
    if office is None:
        return
    after = (date.fromisoformat(order["due_on"]), order["deadline_id"]) if "due_on" in order else None
    _moved, after = calendar_effects.move_some(office.actor(), order["exception_id"], after=after, at=at)
    if after is not None:
        with transaction():
            outbox.post(
                "calendar.move",
                at=at,
                exception_id=order["exception_id"],
                user_id=order["user_id"],
                due_on=after[0].isoformat(),
                deadline_id=after[1],
            )
