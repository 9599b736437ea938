"""What heads have delegated in writing: by paper, by body, by office."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased, joinedload

from app.persistence.db import db
from app.persistence.models.office import Delegation, HeldOffice
from app.persistence.queries.offices.holding import in_force, is_held
from app.persistence.types import LARGEST_ID


def by_id(delegation_id: int) -> Delegation | None:
    return db.session.get(Delegation, delegation_id) if delegation_id <= LARGEST_ID else None


def papers(delegation_ids: Iterable[int]) -> Mapping[int, tuple[str, date]]:
    """Number and date of the papers that steps rest on, for a page that shows many."""
    wanted = sorted(set(delegation_ids))
    if not wanted:
        return {}
    rows = db.session.execute(
        select(Delegation.id, Delegation.number, Delegation.signed_on).where(Delegation.id.in_(wanted))
    )
    return {row.id: (row.number, row.signed_on) for row in rows}


def of_body(body_id: int) -> list[Delegation]:
    """Everything a body's heads ever delegated, what began last first."""
    giver = aliased(HeldOffice)
    query = select(Delegation).join(giver, giver.id == Delegation.giver_id).where(giver.body_id == body_id)
    return list(
        db.session.scalars(query.options(*_people()).order_by(Delegation.valid_from.desc(), Delegation.id.desc()))
    )


def counting(body_id: int, day: date) -> frozenset[int]:
    """Those of a body that count on a day: in time, not withdrawn, both offices held."""
    giver, taker = aliased(HeldOffice), aliased(HeldOffice)
    query = (
        select(Delegation.id)
        .join(giver, giver.id == Delegation.giver_id)
        .join(taker, taker.id == Delegation.taker_id)
        .where(giver.body_id == body_id, in_force(day, aliased(HeldOffice)), is_held(day, taker))
    )
    return frozenset(db.session.scalars(query))


def open_of_office(office_id: int, day: date) -> list[Delegation]:
    """What an office still gives or takes from a day on."""
    query = select(Delegation).where(
        or_(Delegation.giver_id == office_id, Delegation.taker_id == office_id),
        Delegation.withdrawn_at.is_(None),
        or_(Delegation.valid_to.is_(None), Delegation.valid_to >= day),
    )
    return list(db.session.scalars(query.options(*_people()).order_by(Delegation.id)))


def _people() -> tuple[Any, ...]:
    return (
        joinedload(Delegation.giver).joinedload(HeldOffice.user),
        joinedload(Delegation.taker).joinedload(HeldOffice.user),
    )
