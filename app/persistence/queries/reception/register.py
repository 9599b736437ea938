"""The reception register: lines in the order of the book, a stretch at a time, and what became of their petitions."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, String, cast, func, select
from sqlalchemy.orm import joinedload, selectinload

from app.domain.calendars import LAW_ZONE
from app.domain.facts import Actor
from app.domain.reception.registers import Chosen
from app.persistence.db import db
from app.persistence.models.case import Case
from app.persistence.models.event import CaseEvent
from app.persistence.models.petition import Petition
from app.persistence.models.reception import Visit
from app.persistence.models.user import User
from app.persistence.queries.reception import numbers
from app.persistence.queries.reception.scope import exactly, sees
from app.persistence.queries.scope import sees as sees_case


def years(body_id: int, since: date) -> list[int]:
    """The years of the book in which lines of a period may stand: none was written before it happened."""
    return numbers.years(body_id, numbers.REGISTER, since)


def stretch(
    actor: Actor, chosen: Chosen, year: int, *, after: int = 0, before: int | None = None, limit: int
) -> Sequence[Visit]:
    """Lines of one year's book from a number on, or up to one, in its order; with all that is printed of them."""
    query = select(Visit).where(*_conditions(actor, chosen), Visit.register_year == year)
    if before is None:
        query = query.where(Visit.register_number > after).order_by(Visit.register_number)
    else:
        query = query.where(Visit.register_number < before).order_by(Visit.register_number.desc())
    together = (selectinload(Visit.people), selectinload(Visit.letters), joinedload(Visit.received_by))
    rows = db.session.scalars(query.options(*together, joinedload(Visit.corrects)).limit(limit)).all()
    return rows if before is None else rows[::-1]


def count(actor: Actor, chosen: Chosen) -> int:
    """How many lines there are."""
    return db.session.scalar(select(func.count()).select_from(Visit).where(*_conditions(actor, chosen))) or 0


def receivers(body_id: int, since: date, until: date) -> list[tuple[int, str]]:
    """Who received people there in the period; to choose from."""
    who = select(Visit.received_by_id).where(Visit.body_id == exactly(body_id), *_days(since, until)).distinct()
    query = select(User.id, User.name).where(User.id.in_(who)).order_by(User.name)
    return [(user_id, name) for user_id, name in db.session.execute(query)]


def corrections(visit_ids: Collection[int]) -> dict[int, list[tuple[int, int]]]:
    """Number and year of the lines that correct these."""
    query = select(Visit).where(Visit.corrects_id.in_(visit_ids)).order_by(Visit.id)
    found: dict[int, list[tuple[int, int]]] = {}
    for visit in db.session.scalars(query):
        found.setdefault(visit.corrects_id or 0, []).append((visit.register_number, visit.register_year))
    return found


def cases_of(actor: Actor, visit_ids: Collection[int]) -> dict[int, list[tuple[Case, bool]]]:
    """The cases that visits brought, each with whether the actor may see it."""
    query = (
        select(Petition.visit_id, Case, sees_case(actor).label("is_seen"))
        .join(Case, Petition.case_id == Case.id)
        .where(Petition.visit_id.in_(visit_ids))
        .order_by(Petition.id)
        .options(joinedload(Case.body))
    )
    found: dict[int, list[tuple[Case, bool]]] = {}
    for visit_id, case, is_seen in db.session.execute(query):
        found.setdefault(visit_id or 0, []).append((case, bool(is_seen)))
    return found


def events_of(case_ids: Collection[int]) -> dict[int, list[CaseEvent]]:
    """The steps of cases, in their order."""
    query = select(CaseEvent).where(CaseEvent.case_id.in_(case_ids)).order_by(CaseEvent.case_id, CaseEvent.id)
    found: dict[int, list[CaseEvent]] = {}
    for event in db.session.scalars(query):
        found.setdefault(event.case_id, []).append(event)
    return found


def _conditions(actor: Actor, chosen: Chosen) -> list[ColumnElement[bool]]:
    found = [sees(actor), Visit.body_id == exactly(chosen.body_id), *_days(chosen.since, chosen.until)]
    for column, wanted in (
        (Visit.mode, chosen.mode),
        (Visit.kind, chosen.kind),
        (Visit.received_by_id, chosen.received_by_id),
    ):
        if wanted is not None:
            found.append(column == wanted)
    if chosen.outcome is not None:
        found.append(cast(Visit.outcomes, String).like(f'%"{chosen.outcome.value}"%'))
    return found


def _days(since: date, until: date) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    begin, end = (datetime.combine(day, time(), LAW_ZONE) for day in (since, until + timedelta(days=1)))
    return Visit.started_at >= begin, Visit.started_at < end
