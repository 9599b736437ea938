"""Visits: one, those of a day, and those whose answer is still owed."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, delete, exists, or_, select, update
from sqlalchemy.orm import selectinload

from app.domain.facts import Actor
from app.domain.reception.access import VisitFacts
from app.persistence.db import db
from app.persistence.models.case import Case
from app.persistence.models.deadline import Deadline
from app.persistence.models.exclusion import Exclusion
from app.persistence.models.petition import Petition
from app.persistence.models.reception import Visit, VisitLetter, VisitPerson
from app.persistence.queries.reception.scope import exactly, sees
from app.persistence.types import LARGEST_ID

VISITOR_CLOCK = "DL-TCD-02"
MOST = 200


def filed_under(submission_hash: str) -> int | None:
    """The visit of a submission already saved."""
    return db.session.scalar(select(Visit.id).where(Visit.submission_hash == submission_hash))


def find(visit_id: int) -> Visit | None:
    """With everything its page shows."""
    if visit_id > LARGEST_ID:
        return None
    query = select(Visit).where(Visit.id == visit_id)
    return db.session.scalar(query.options(selectinload(Visit.people), selectinload(Visit.letters)))


def facts(visit: Visit | None) -> VisitFacts | None:
    """What the rule reads of a visit; None of none."""
    if visit is None:
        return None
    brought = select(Petition.case_id).where(Petition.visit_id == visit.id)
    about = or_(Exclusion.case_id.in_(brought), Exclusion.case_id == visit.concerns_case_id)
    rows = db.session.scalars(select(Exclusion).where(about))
    return VisitFacts(visit.body_id, visit.is_sealed, frozenset(row.facts() for row in rows))


def locked(visit_id: int) -> Visit | None:
    if visit_id > LARGEST_ID:
        return None
    return db.session.scalar(select(Visit).where(Visit.id == visit_id).with_for_update())


def between(actor: Actor, since: datetime, until: datetime) -> Sequence[Visit]:
    """Of the own body, in a span of time, the latest first."""
    if actor.body_id is None:
        return ()
    query = (
        select(Visit)
        .where(
            sees(actor), Visit.body_id == exactly(actor.body_id), Visit.started_at >= since, Visit.started_at < until
        )
        .order_by(Visit.started_at.desc(), Visit.id.desc())
        .limit(MOST)
        .options(selectinload(Visit.people))
    )
    return db.session.scalars(query).all()


def unanswered(actor: Actor, limit: int = 50) -> Sequence[Visit]:
    """Whose visitor has not yet been told the result, the most urgent first; where a petition was filed, as long as the
    same clock runs in its case."""
    if actor.body_id is None:
        return ()
    query = (
        select(Visit)
        .where(sees(actor), Visit.body_id == exactly(actor.body_id), *_open())
        .order_by(Visit.result_due_on, Visit.id)
        .limit(limit)
        .options(selectinload(Visit.people))
    )
    return db.session.scalars(query).all()


def _open() -> tuple[ColumnElement[bool], ...]:
    filed = exists().where(Petition.visit_id == Visit.id)
    runs = exists().where(
        Petition.visit_id == Visit.id,
        Deadline.case_id == Petition.case_id,
        Deadline.clock == VISITOR_CLOCK,
        Deadline.ended_on.is_(None),
    )
    return Visit.result_told_on.is_(None), Visit.result_due_on.is_not(None), or_(~filed, runs)


def notices_owed(actor: Actor) -> Sequence[Visit]:
    """Refusals whose written notice is not yet sent."""
    if actor.body_id is None:
        return ()
    owed = (Visit.notice_due_on.is_not(None), Visit.notice_sent_on.is_(None))
    query = select(Visit).where(sees(actor), Visit.body_id == exactly(actor.body_id), *owed)
    return db.session.scalars(query.order_by(Visit.notice_due_on).limit(MOST)).all()


def large_groups(body_id: int, since: datetime, least: int) -> Sequence[Visit]:
    """Groups that came since, for the head's desk."""
    query = select(Visit).where(Visit.body_id == body_id, Visit.started_at >= since, Visit.people_count >= least)
    return db.session.scalars(query.order_by(Visit.started_at.desc()).limit(20)).all()


def corrections_of(visit_id: int) -> Sequence[Visit]:
    return db.session.scalars(select(Visit).where(Visit.corrects_id == visit_id).order_by(Visit.id)).all()


def letter(visit_id: int, name: str) -> VisitLetter | None:
    return db.session.scalar(select(VisitLetter).where(VisitLetter.visit_id == visit_id, VisitLetter.letter == name))


def body_of_case(case_id: int) -> int | None:
    """Where a petition of a visit went."""
    return db.session.scalar(select(Case.body_id).where(Case.id == case_id))


def attach(petition_id: int, visit_id: int) -> None:
    """A petition came with this visit; inside the caller's transaction."""
    db.session.execute(update(Petition).where(Petition.id == petition_id).values(visit_id=visit_id))


def that_brought(case_ids: Iterable[int]) -> Sequence[Visit]:
    """The visits whose petitions are in these cases, and those that were about one of them."""
    wanted = list(case_ids)
    brought = select(Petition.visit_id).where(Petition.case_id.in_(wanted), Petition.visit_id.is_not(None))
    about = or_(Visit.id.in_(brought), Visit.concerns_case_id.in_(wanted))
    return db.session.scalars(select(Visit).where(about).with_for_update()).all()


def chain_of(visit: Visit) -> list[Visit]:
    """The line, those it corrects, and those that correct any of them."""
    found = {visit.id: visit}
    wanted = [visit]
    while wanted:
        line = wanted.pop()
        near = [*corrections_of(line.id), *([line.corrects] if line.corrects else [])]
        wanted += [one for one in near if one.id not in found]
        found |= {one.id: one for one in near}
    return list(found.values())


def forget_people(visit: Visit) -> None:
    """Nobody is named in the line any more; inside the caller's transaction."""
    db.session.execute(delete(VisitPerson).where(VisitPerson.visit_id == visit.id))
    db.session.expire(visit, ["people"])


def of_case(actor: Actor, case_id: int) -> Sequence[Visit]:
    """The visits that brought a case or were about it, as far as the actor may see them."""
    brought = select(Petition.visit_id).where(Petition.case_id == case_id, Petition.visit_id.is_not(None))
    about = or_(Visit.id.in_(brought), Visit.concerns_case_id == case_id)
    return db.session.scalars(select(Visit).where(sees(actor), about).order_by(Visit.id)).all()
