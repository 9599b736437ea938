"""Public bodies begin and end by an administrator, with a reason. Another may have its code later."""

from dataclasses import dataclass
from datetime import date, datetime

from app.domain import access
from app.domain.access import Action
from app.domain.facts import Actor
from app.domain.refusals import BadInput, NotFound
from app.domain.vocabulary import BodyLevel
from app.persistence import audit
from app.persistence.models.body import BEGINNING, Body
from app.persistence.queries import bodies, units
from app.persistence.transaction import transaction


@dataclass(frozen=True, slots=True)
class NewBody:
    """What an administrator fills in, from the instrument that sets the body up."""

    code: str
    name: str
    short_name: str
    level: BodyLevel
    type: str
    head_title: str
    valid_from: date
    parent_code: str = ""
    unit_code: str = ""
    doc_symbol: str = ""
    reason: str = ""


def create(actor: Actor, new: NewBody, *, at: datetime) -> Body:
    """Enter a body that begins on a day; a code may be used again once the body that had it has ended."""
    access.require_role(actor, Action.ACCOUNTS_MANAGE)
    with transaction() as session:
        _check(new)
        body = Body(
            code=new.code,
            name=new.name,
            short_name=new.short_name,
            level=new.level,
            type=new.type,
            head_title=new.head_title,
            parent_code=new.parent_code or None,
            unit_code=new.unit_code or None,
            doc_symbol=new.doc_symbol,
            fields=[],
            valid_from=new.valid_from,
            note=new.reason,
            is_edited=True,
        )
        session.add(body)
        bodies.changed()
        details = {"code": new.code, "from": new.valid_from.isoformat()}
        audit.append(actor, "body_created", at=at, subject=f"body:{body.id}", details=details)
    return body


def close(actor: Actor, body_id: int, last_day: date, *, successor_code: str, reason: str, at: datetime) -> Body:
    """End a body with a last day. Its offices end with it; its open cases go to the successor, or to the reception
    board where none is named (reorganisation.hand_over)."""
    access.require_role(actor, Action.ACCOUNTS_MANAGE)
    with transaction() as session:
        body = session.get(Body, body_id, with_for_update=True, populate_existing=True)
        if body is None:
            raise NotFound("body_not_found")
        if last_day < body.valid_from:
            raise BadInput("ends_before_it_begins", field="last_day")
        if successor_code and (successor_code == body.code or bodies.directory().last_known(successor_code) is None):
            raise BadInput("successor_body_unknown", field="successor_code")
        body.valid_to, body.successor_code, body.is_edited = last_day, successor_code or None, True
        body.note = f"{body.note}\n{reason}".strip()
        bodies.changed()
        details = {"to": last_day.isoformat(), "successor": successor_code}
        audit.append(actor, "body_closed", at=at, subject=f"body:{body.id}", details=details)
    return body


def _check(new: NewBody) -> None:
    known = bodies.directory()
    if any(_overlaps(body.valid_to, new.valid_from) for body in known.by_code.get(new.code, ())):
        raise BadInput("body_code_taken", field="code")
    if new.parent_code and known.get(new.parent_code, new.valid_from) is None:
        raise BadInput("body_not_there_then", field="parent_code")
    if new.unit_code and units.by_code(new.unit_code, new.valid_from) is None:
        raise BadInput("unit_unknown", field="unit_code")
    if new.valid_from <= BEGINNING:
        raise BadInput("body_needs_a_beginning", field="valid_from")


def _overlaps(earlier_ends: date | None, begins: date) -> bool:
    return earlier_ends is None or earlier_ends >= begins
