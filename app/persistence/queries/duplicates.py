"""Petitions that may be the same: the legal keys of procedure.md 3.4, never across what the actor may not see."""

from sqlalchemy import ColumnElement, Select, or_, select

from app.domain.facts import Actor
from app.persistence import personal
from app.persistence.db import db
from app.persistence.models.case import Case
from app.persistence.models.petition import Party, Petition
from app.persistence.queries.scope import sees


def candidates(actor: Actor, case: Case) -> list[Case]:
    """Cases that share a person (identity or phone) or a contested decision; sealed cases never take part."""
    people = [party for petition in case.petitions for party in petition.parties]
    identities = {blind for p in people for blind in personal.identity_fingerprints(p.identity_number)}
    phones = {blind for p in people for blind in personal.phone_fingerprints(p.phone)}
    numbers = {p.decision_number for p in case.petitions if p.decision_number}
    keys: list[ColumnElement[bool]] = []
    if identities:
        keys.append(Case.id.in_(_cases_of(Party.identity_blind.in_(identities))))
    if phones:
        keys.append(Case.id.in_(_cases_of(Party.phone_blind.in_(phones))))
    if numbers:
        keys.append(Case.id.in_(select(Petition.case_id).where(Petition.decision_number.in_(numbers))))
    if case.is_sealed or not keys:
        return []
    query = (
        select(Case)
        .where(sees(actor), Case.is_sealed.is_(False), Case.id != case.id, or_(*keys))
        .order_by(Case.id.desc())
        .limit(20)
    )
    return list(db.session.scalars(query))


def of_person(actor: Actor, identities: frozenset[str], phones: frozenset[str]) -> list[Case]:
    """Cases of one person, by the fingerprints of his numbers; the newest first, never a sealed one."""
    people = or_(Party.identity_blind.in_(identities), Party.phone_blind.in_(phones))
    query = (
        select(Case)
        .where(sees(actor), Case.is_sealed.is_(False), Case.id.in_(_cases_of(people)))
        .order_by(Case.id.desc())
        .limit(50)
    )
    return list(db.session.scalars(query))


def _cases_of(condition: ColumnElement[bool]) -> Select[int]:
    return select(Petition.case_id).join(Party, Party.petition_id == Petition.id).where(condition)
