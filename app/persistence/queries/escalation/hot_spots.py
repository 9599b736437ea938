"""What gathers: counted from cases and visits of a window, and the spots that were found."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, SQLColumnExpression, Table, and_, exists, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from app.domain.calendars import LAW_ZONE, ONE_DAY
from app.domain.escalation.hot_spots import About
from app.domain.facts import Actor
from app.domain.vocabulary import Role
from app.persistence import newrows
from app.persistence.db import db
from app.persistence.models.body import Body
from app.persistence.models.case import Case
from app.persistence.models.escalation import HotSpot, HotSpotItem
from app.persistence.models.petition import Petition
from app.persistence.models.reception import Visit, VisitPerson
from app.persistence.queries.conflicts.exclusions import keeps_from
from app.persistence.queries.reception import scope as visit_scope
from app.persistence.queries.scope import sees
from app.persistence.types import LARGEST_ID

Subject = tuple[Any, ...]
PAGE = 50
LIMIT = 200  # subjects of one rule that are looked at

_item = cast(Table, HotSpotItem.__table__)


@dataclass(frozen=True, slots=True)
class Gathered:
    """One thing and how much there was of it."""

    subject: Subject
    many: int
    people: int


_FIELD = func.substr(Case.category_code, 1, 3)  # the class of a category: A1. of A1.01, B10 of B10.02

OF_CASES: Mapping[About, tuple[SQLColumnExpression[Any], ...]] = {
    About.BODY: (Case.respondent_body_id,),
    About.PLACE: (Case.unit_code, _FIELD),
    About.SITE: (Case.unit_code, func.lower(Petition.place_detail)),
    About.DECISION: (Petition.respondent_body_id, Petition.decision_number),
}
OF_VISITS: Mapping[About, tuple[SQLColumnExpression[Any], ...]] = {
    About.GROUPS: (Visit.body_id,),
    About.VISITOR: (VisitPerson.body_id, VisitPerson.identity_blind),
}
LARGE = 5


def gathered(about: About, since: date, until: date, at_least: int, people: int | None) -> list[Gathered]:
    """The things of which there was so much between two days (both count), the most first."""
    key, many, heads, query = _counting(about, since, until)
    enough = many >= at_least if people is None else or_(many >= at_least, heads >= people)
    rows = db.session().execute(query.group_by(*key).having(enough).order_by(many.desc(), *key).limit(LIMIT))
    return [Gathered(tuple(row[:-2]), row[-2], row[-1]) for row in rows]


def before(about: About, since: date, until: date, subjects: Collection[Subject]) -> Mapping[Subject, int]:
    """How often the same things came between two earlier days."""
    if not subjects:
        return {}
    key, _many, _heads, query = _counting(about, since, until)
    wanted = or_(*(and_(*_same(key, subject)) for subject in subjects))
    return {tuple(row[:-2]): row[-2] for row in db.session().execute(query.where(wanted).group_by(*key))}


def members(about: About, since: date, until: date, subject: Subject) -> list[int]:
    """The cases, or visits, of one thing."""
    key = OF_CASES.get(about) or OF_VISITS[about]
    query = _source(about, since, until, _id(about)).where(*_same(key, subject))
    return sorted(set(db.session().scalars(query)))


def _same(key: Sequence[SQLColumnExpression[Any]], subject: Subject) -> list[ColumnElement[bool]]:
    return [column == value for column, value in zip(key, subject, strict=True)]


def _counting(about: About, since: date, until: date) -> tuple[Any, Any, Any, Any]:
    key = OF_CASES.get(about) or OF_VISITS[about]
    many = func.count(_id(about).distinct())
    heads = func.coalesce(func.sum(Case.people_count if about in OF_CASES else Visit.people_count), 0)
    query = _source(about, since, until, *key, many, heads)
    return key, many, heads, query.where(*(column.is_not(None) for column in key), *_told(about))


def _id(about: About) -> Any:
    return Case.id if about in OF_CASES else Visit.id


def _told(about: About) -> list[Any]:
    """What was left empty gathers nothing."""
    if about is About.SITE:
        return [func.length(Petition.place_detail) > 5]
    return [Petition.decision_number != ""] if about is About.DECISION else []


def _source(about: About, since: date, until: date, *columns: Any) -> Any:
    if about in OF_CASES:
        every_body = select(Body.id)
        received = (Case.intake_body_id.in_(every_body), Case.received_on >= since, Case.received_on <= until)
        query = select(*columns).select_from(Case).where(*received, Case.is_sealed.is_(False))
        joined = about in (About.SITE, About.DECISION)
        return query.join(Petition, Petition.case_id == Case.id) if joined else query
    begin, end = _moments(since, until)
    held = (Visit.started_at >= begin, Visit.started_at < end, Visit.is_sealed.is_(False), Visit.corrects_id.is_(None))
    query = select(*columns).select_from(Visit).where(Visit.body_id.in_(select(Body.id)), *held)
    if about is About.GROUPS:
        return query.where(Visit.people_count >= LARGE)
    return query.join(VisitPerson, VisitPerson.visit_id == Visit.id)


def _moments(since: date, until: date) -> tuple[datetime, datetime]:
    begin = datetime.combine(since, datetime.min.time(), LAW_ZONE)
    return begin, datetime.combine(until, datetime.min.time(), LAW_ZONE) + ONE_DAY


# the spots that were found


def open_ones() -> list[HotSpot]:
    """Every spot that is not over."""
    return list(db.session.scalars(select(HotSpot).where(HotSpot.over_on.is_(None)).order_by(HotSpot.id)))


def add_items(hot_spot_id: int, about: About, ids: Sequence[int]) -> None:
    """Note what counts in a spot; what is there already stays."""
    if not ids:
        return
    name = "case_id" if about in OF_CASES else "visit_id"
    rows = [{"hot_spot_id": hot_spot_id, "case_id": None, "visit_id": None, name: each} for each in ids]
    db.session().connection().execute(newrows.upsert(_item).values(rows).on_conflict_do_nothing())


def page(
    actor: Actor, below: Collection[int], *, over: bool, body_id: int | None = None, before: int | None = None
) -> list[HotSpot]:
    """The spots that an actor is told of: the inspectorate all, a head those of his body and below; newest first."""
    state = HotSpot.over_on.is_not(None) if over else HotSpot.over_on.is_(None)
    query = select(HotSpot).where(_of(actor, below), state, _has_free(actor)).options(joinedload(HotSpot.body))
    if body_id is not None:
        query = query.where(HotSpot.body_id == body_id)
    if before is not None:
        query = query.where(HotSpot.id < before)
    return list(db.session.scalars(query.order_by(HotSpot.id.desc()).limit(PAGE)))


def open_by_body(actor: Actor, body_id: int | None = None) -> Mapping[int, int]:
    """How many spots each body has now, as the pages of them list it; for the inspectorate, which is told of all."""
    query = select(HotSpot.body_id, func.count()).where(HotSpot.over_on.is_(None), _has_free(actor))
    if body_id is not None:
        query = query.where(HotSpot.body_id == body_id)
    return dict(db.session.execute(query.group_by(HotSpot.body_id)).all())


def seen(actor: Actor, below: Collection[int], hot_spot_id: int) -> HotSpot | None:
    if hot_spot_id > LARGEST_ID:
        return None
    query = select(HotSpot).where(HotSpot.id == hot_spot_id, _of(actor, below), _has_free(actor))
    return db.session.scalar(query.options(joinedload(HotSpot.body)))


def _of(actor: Actor, below: Collection[int]) -> ColumnElement[bool]:
    if actor.role is Role.INSPECTORATE:
        return HotSpot.id > 0
    return HotSpot.body_id.in_(sorted({*below, actor.body_id or 0}))


def counts(actor: Actor, hot_spot_ids: Collection[int]) -> Mapping[int, int]:
    """How much counts in spots, without cases that the actor is kept away from: those he cannot count either."""
    query = select(HotSpotItem.hot_spot_id, func.count()).where(HotSpotItem.hot_spot_id.in_(list(hot_spot_ids)))
    return dict(db.session.execute(query.where(_is_free(actor)).group_by(HotSpotItem.hot_spot_id)).all())


def _is_free(actor: Actor) -> ColumnElement[bool]:
    return or_(HotSpotItem.case_id.is_(None), keeps_from(actor, HotSpotItem.case_id))


def _has_free(actor: Actor) -> ColumnElement[bool]:
    """A spot all of whose cases the actor is kept away from is none for him."""
    return exists().where(HotSpotItem.hot_spot_id == HotSpot.id, _is_free(actor))


def cases_of(actor: Actor, hot_spot_id: int, limit: int = 100) -> list[Case]:
    """Those of its cases that the actor may read, newest first."""
    query = select(Case).join(HotSpotItem, HotSpotItem.case_id == Case.id).options(selectinload(Case.petitions))
    here = (HotSpotItem.hot_spot_id == hot_spot_id, sees(actor))
    return list(db.session.scalars(query.where(*here).order_by(Case.received_on.desc(), Case.id.desc()).limit(limit)))


def visits_of(actor: Actor, hot_spot_id: int, limit: int = 100) -> list[Visit]:
    """The same of visits."""
    query = select(Visit).join(HotSpotItem, HotSpotItem.visit_id == Visit.id)
    here = (HotSpotItem.hot_spot_id == hot_spot_id, visit_scope.sees(actor))
    return list(db.session.scalars(query.where(*here).order_by(Visit.started_at.desc()).limit(limit)))
