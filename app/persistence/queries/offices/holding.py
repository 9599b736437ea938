"""Offices by account and by body, always of a day."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

from sqlalchemy import BindParameter, ColumnElement, Date, Select, and_, bindparam, func, or_, select
from sqlalchemy.orm import aliased, contains_eager, joinedload

from app.domain.access import BODY_STAFF
from app.domain.facts import Actor
from app.domain.offices.held import Delegated, Standing
from app.domain.vocabulary import Role
from app.persistence.db import db
from app.persistence.models.body import Body
from app.persistence.models.office import Delegation, HeldOffice
from app.persistence.models.signing_in import LoginSession
from app.persistence.models.user import User
from app.persistence.queries.conflicts import ties
from app.persistence.types import LARGEST_ID

ORDER = (HeldOffice.held_from, HeldOffice.id)


@dataclass(slots=True)
class InOffice:
    """An office of today with what has been delegated to it."""

    office: HeldOffice
    delegations: dict[int, Delegated] = field(default_factory=dict)

    def actor(self) -> Actor:
        return acting(self.office, tuple(self.delegations.values()))


def acting(office: HeldOffice, delegations: tuple[Delegated, ...] = ()) -> Actor:
    """Who holds an office, acting in it, with all that ties him to bodies and people (conflict of interest). Without
    his ties he would be kept away from every case that excludes anybody."""
    return replace(office.actor(delegations), ties=ties.of(office.user))


def is_held(day: date | BindParameter[date], office: type[HeldOffice] = HeldOffice) -> ColumnElement[bool]:
    """Held on a day, at a body that has not ended."""
    return and_(
        office.held_from <= day,
        or_(office.held_to.is_(None), office.held_to >= day),
        office.body.has(or_(Body.valid_to.is_(None), Body.valid_to >= day)),
    )


def signed_in(token_hash: str, day: date) -> tuple[LoginSession, list[InOffice]] | None:
    """A session, ended or not, with the offices its account holds on a day: all in one statement."""
    rows = db.session.execute(_session_with_offices(), {"token_hash": token_hash, "day": day}).all()
    if not rows:
        return None
    found: dict[int, InOffice] = {}
    for _session, office, delegation in rows:
        if office is not None:
            here = found.setdefault(office.id, InOffice(office))
            if delegation is not None:
                here.delegations[delegation.id] = delegation.facts(office.body_id)
    session: LoginSession = rows[0][0]
    return session, list(found.values())


@cache
def _session_with_offices() -> Select[LoginSession, HeldOffice, Delegation]:
    """Asked at every request, so it is put together once."""
    giver, day = aliased(HeldOffice), bindparam("day", type_=Date)
    return (
        select(LoginSession, HeldOffice, Delegation)
        .join(LoginSession.user)
        .outerjoin(HeldOffice, and_(HeldOffice.user_id == User.id, is_held(day)))
        .outerjoin(HeldOffice.body)
        .outerjoin(Delegation, and_(Delegation.taker_id == HeldOffice.id, in_force(day, giver)))
        .where(LoginSession.token_hash == bindparam("token_hash"))
        .options(contains_eager(LoginSession.user), contains_eager(HeldOffice.body))
        .order_by(*ORDER, Delegation.id)
    )


def in_force(day: date | BindParameter[date], giver: type[HeldOffice]) -> ColumnElement[bool]:
    """A delegation that counts on a day: its time runs, nobody has withdrawn it, and who gave it is still in office."""
    given = select(giver.id).where(giver.id == Delegation.giver_id, is_held(day, giver)).exists()
    return and_(
        Delegation.withdrawn_at.is_(None),
        Delegation.valid_from <= day,
        or_(Delegation.valid_to.is_(None), Delegation.valid_to >= day),
        given,
    )


def held_by(user_id: int, day: date) -> list[HeldOffice]:
    """The offices of an account on a day, the oldest first."""
    query = select(HeldOffice).where(HeldOffice.user_id == user_id, is_held(day)).order_by(*ORDER)
    return list(db.session.scalars(query.options(joinedload(HeldOffice.user))))


def of_account(user_id: int) -> list[HeldOffice]:
    """Every office an account ever held or will hold, the newest first."""
    query = select(HeldOffice).where(HeldOffice.user_id == user_id).options(joinedload(HeldOffice.body))
    return list(db.session.scalars(query.order_by(HeldOffice.held_from.desc(), HeldOffice.id.desc())))


def of_accounts(user_ids: Iterable[int], day: date) -> dict[int, list[HeldOffice]]:
    """The offices of several accounts on a day, for a list."""
    query = select(HeldOffice).where(HeldOffice.user_id.in_(sorted(set(user_ids))), is_held(day)).order_by(*ORDER)
    found: dict[int, list[HeldOffice]] = {}
    for office in db.session.scalars(query.options(joinedload(HeldOffice.body))):
        found.setdefault(office.user_id, []).append(office)
    return found


def overlapping(body_ids: Iterable[int], since: date, until: date | None) -> list[HeldOffice]:
    """Offices of some bodies that are held on some day of a period."""
    query = select(HeldOffice).where(
        HeldOffice.body_id.in_(body_ids),
        HeldOffice.held_from <= (until or date.max),
        or_(HeldOffice.held_to.is_(None), HeldOffice.held_to >= since),
    )
    return list(db.session.scalars(query.options(joinedload(HeldOffice.user)).order_by(*ORDER)))


def headless(day: date) -> list[Body]:
    """Bodies where somebody is in office on a day, and nobody as head."""
    there, head = aliased(HeldOffice), aliased(HeldOffice)
    query = select(Body).where(
        select(there.id)
        .where(there.body_id == Body.id, there.role.in_(sorted(BODY_STAFF)), is_held(day, there))
        .exists(),
        ~select(head.id).where(head.body_id == Body.id, head.role == Role.HEAD, is_held(day, head)).exists(),
    )
    return list(db.session.scalars(query.order_by(Body.name)))


def administrators(day: date) -> int:
    """How many open accounts are in an administrator's office on a day."""
    here = (HeldOffice.role == Role.ADMINISTRATOR, is_held(day), User.is_active)
    return db.session.scalar(select(func.count(HeldOffice.id)).join(HeldOffice.user).where(*here)) or 0


def locked(office_id: int) -> HeldOffice | None:
    """One office, held until the transaction ends."""
    if office_id > LARGEST_ID:
        return None
    query = select(HeldOffice).where(HeldOffice.id == office_id).with_for_update()
    return db.session.scalar(query.execution_options(populate_existing=True))


def titles(office_ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """The title of offices and of the head of their body, for a page that shows many."""
    wanted = sorted(set(office_ids))
    if not wanted:
        return {}
    query = select(HeldOffice.id, HeldOffice.title, Body.head_title).join(HeldOffice.body)
    return {row.id: (row.title, row.head_title) for row in db.session.execute(query.where(HeldOffice.id.in_(wanted)))}


def every_of(user_ids: Iterable[int]) -> list[HeldOffice]:
    """Every office of several accounts, whenever held, by the name of the account."""
    query = select(HeldOffice).join(HeldOffice.user).where(HeldOffice.user_id.in_(sorted(set(user_ids))))
    together = (contains_eager(HeldOffice.user), joinedload(HeldOffice.body))
    return list(db.session.scalars(query.options(*together).order_by(User.username, *ORDER)))


def at_body(body_id: int, day: date, *, roles: Iterable[Role] = BODY_STAFF) -> list[HeldOffice]:
    """Who of a body holds an office of these roles on a day and can sign in, by name."""
    query = (
        select(HeldOffice)
        .join(HeldOffice.user)
        .where(HeldOffice.body_id == body_id, HeldOffice.role.in_(sorted(roles)), is_held(day), User.is_active)
        .options(contains_eager(HeldOffice.user))
        .order_by(User.name, *ORDER)
    )
    return list(db.session.scalars(query))


def ever_at(body_id: int) -> list[HeldOffice]:
    """Every office that was ever held at a body, with its account: somebody may be meant who has left."""
    query = (
        select(HeldOffice).where(HeldOffice.body_id == body_id).options(joinedload(HeldOffice.user)).order_by(*ORDER)
    )
    return list(db.session.scalars(query))


def head_of(body_id: int, day: date) -> HeldOffice | None:
    """The head of a body, or who acts as one; the holder first."""
    heads = at_body(body_id, day, roles=(Role.HEAD,))
    return next(iter(sorted(heads, key=lambda office: (office.standing is not Standing.HOLDER, office.id))), None)


def heads(body_ids: Iterable[int], since: date, until: date) -> list[HeldOffice]:
    """Who headed some bodies on some day of a period, the holder before who acts as one."""
    query = select(HeldOffice).where(
        HeldOffice.body_id.in_(sorted(set(body_ids))),
        HeldOffice.role == Role.HEAD,
        HeldOffice.held_from <= until,
        or_(HeldOffice.held_to.is_(None), HeldOffice.held_to >= since),
    )
    found = db.session.scalars(query.options(joinedload(HeldOffice.user), joinedload(HeldOffice.body)).order_by(*ORDER))
    return sorted(found, key=lambda office: office.standing is not Standing.HOLDER)


def works_at(user_id: int, body_id: int, day: date) -> bool:
    """Whether an account can be given cases of a body: it is open and in an office there."""
    return any(office.user_id == user_id for office in at_body(body_id, day))


def by_id(office_id: int) -> HeldOffice | None:
    return db.session.get(HeldOffice, office_id) if office_id <= LARGEST_ID else None
