"""Cases that may be the same by what they share, never across what the actor may see; sealed ones never take part."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import joinedload, selectinload

from app.domain.facts import Actor
from app.domain.vocabulary import State
from app.persistence.db import db
from app.persistence.models.case import Case
from app.persistence.models.petition import Party, Petition
from app.persistence.models.reception import VisitPerson
from app.persistence.queries.scope import sees, visible_to

MOST = 12  # of each key, the newest


@dataclass(frozen=True, slots=True)
class Keys:
    """What is looked for: fingerprints of numbers, and the number of the decision with its body, place or day."""

    identities: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    decision_number: str = ""


def sharing(actor: Actor, keys: Keys, own_id: int | None) -> list[int]:
    """Numbers of cases that share a person or a decision, the newest of each key."""
    people = [
        *([Party.identity_blind.in_(keys.identities)] if keys.identities else ()),
        *([Party.phone_blind.in_(keys.phones)] if keys.phones else ()),
    ]
    wanted = [Case.id.in_(_cases_of(one)) for one in people]
    if keys.decision_number:
        wanted.append(Case.id.in_(select(Petition.case_id).where(Petition.decision_number == keys.decision_number)))
    found: dict[int, None] = {}
    for condition in wanted:
        query = select(Case.id).where(sees(actor), *_comparable(own_id), condition)
        found |= dict.fromkeys(db.session.scalars(query.order_by(Case.id.desc()).limit(MOST)))
    return list(found)


def read(actor: Actor, case_ids: Collection[int], own_id: int | None) -> list[Case]:
    """Those of them that the actor may see and that can be compared, with their petitions and people."""
    if not case_ids:
        return []
    query = visible_to(actor).where(Case.id.in_(case_ids), *_comparable(own_id))
    whole = selectinload(Case.petitions).selectinload(Petition.parties)
    return list(db.session.scalars(query.options(whole, joinedload(Case.body)).order_by(Case.id.desc())))


def births(visit_ids: Iterable[int]) -> dict[int, dict[str, int]]:
    """Of the people of visits: year of birth by folded name."""
    wanted = sorted(set(visit_ids))
    found: dict[int, dict[str, int]] = defaultdict(dict)
    if wanted:
        columns = (VisitPerson.visit_id, VisitPerson.folded_name, VisitPerson.birth_on)
        for visit_id, name, birth_on in db.session.execute(select(*columns).where(VisitPerson.visit_id.in_(wanted))):
            if birth_on is not None:
                found[visit_id][name] = birth_on.year
    return found


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


def _comparable(own_id: int | None) -> tuple[ColumnElement[bool], ...]:
    open_ones = (Case.is_sealed.is_(False), Case.destroyed_at.is_(None), Case.state.not_in((State.MERGED, State.SPLIT)))
    return open_ones if own_id is None else (*open_ones, Case.id != own_id)


def _cases_of(condition: ColumnElement[bool]) -> Select[int]:
    return select(Petition.case_id).join(Party, Party.petition_id == Petition.id).where(condition)
