"""Somebody who may have been here before: by number, telephone, or the beginning of an unaccented name."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import contains_eager

from app.domain.facts import Actor
from app.persistence.db import db
from app.persistence.models.case import Case
from app.persistence.models.petition import Party, Petition
from app.persistence.models.reception import Visit, VisitPerson
from app.persistence.queries.reception.scope import exactly
from app.persistence.queries.reception.scope import sees as sees_visit
from app.persistence.queries.scope import sees as sees_case

MOST = 12
LAST_CHARACTER = "\U0010ffff"


def by_id(actor: Actor, person_id: int) -> VisitPerson | None:
    return db.session.scalar(_query(actor).where(VisitPerson.id == person_id))


def by_identity(actor: Actor, blinds: Sequence[str]) -> list[VisitPerson]:
    return _found(actor, VisitPerson.identity_blind.in_(blinds))


def by_phone(actor: Actor, blinds: Sequence[str]) -> list[VisitPerson]:
    return _found(actor, VisitPerson.phone_blind.in_(blinds))


def by_name(actor: Actor, folded: str) -> list[VisitPerson]:
    """Names that begin so, in the books of the own body."""
    if actor.body_id is None or len(folded) < 2:
        return []
    begins = (VisitPerson.folded_name >= folded, VisitPerson.folded_name < folded + LAST_CHARACTER)
    query = _query(actor).where(VisitPerson.body_id == exactly(actor.body_id), *begins)
    return list(db.session.scalars(query.order_by(VisitPerson.folded_name, VisitPerson.id).limit(MOST)))


def _found(actor: Actor, condition: ColumnElement[bool]) -> list[VisitPerson]:
    return list(db.session.scalars(_query(actor).where(condition).order_by(VisitPerson.id.desc()).limit(MOST)))


def _query(actor: Actor) -> Select[VisitPerson]:
    return (
        select(VisitPerson)
        .join(VisitPerson.visit)
        .where(sees_visit(actor), Visit.is_sealed.is_(False))
        .options(contains_eager(VisitPerson.visit))
    )


def cases_of(actor: Actor, identities: Sequence[str], phones: Sequence[str]) -> list[tuple[Case, Petition, str]]:
    """Cases of a person with what was filed in them and by which key they were found; sealed ones never."""
    found: dict[int, tuple[Case, Petition, str]] = {}
    for key, column, blinds in (("identity", Party.identity_blind, identities), ("phone", Party.phone_blind, phones)):
        if not blinds:
            continue
        query = (
            select(Case, Petition)
            .join(Petition, Petition.case_id == Case.id)
            .join(Party, Party.petition_id == Petition.id)
            .where(sees_case(actor), Case.is_sealed.is_(False), column.in_(blinds))
            .order_by(Case.id.desc())
            .limit(MOST)
        )
        for case, petition in db.session.execute(query):
            found.setdefault(case.id, (case, petition, key))
    return list(found.values())
