"""Requests of people about their data, and what is held about one person."""

from dataclasses import dataclass

from sqlalchemy import case as when
from sqlalchemy import select

from app.domain.facts import Actor
from app.domain.keeping.rights import RequestState
from app.persistence import personal
from app.persistence.db import db
from app.persistence.models.case import Case
from app.persistence.models.petition import Party, Petition
from app.persistence.models.safekeeping.requests import DataRequest
from app.persistence.queries.conflicts.exclusions import keeps_from
from app.persistence.types import LARGEST_ID

OPEN = (RequestState.RECEIVED, RequestState.ACKNOWLEDGED)


@dataclass(frozen=True, slots=True)
class Held:
    """A person in a petition of his own."""

    case: Case
    petition: Petition
    party: Party


def add(request: DataRequest) -> DataRequest:
    db.session.add(request)
    db.session.flush()
    return request


def by_id(request_id: int, *, locked: bool = False) -> DataRequest | None:
    if request_id > LARGEST_ID:
        return None
    query = select(DataRequest).where(DataRequest.id == request_id)
    if locked:
        query = query.with_for_update(of=DataRequest).execution_options(populate_existing=True)
    return db.session.scalar(query)


def of_code(fingerprint: str) -> DataRequest | None:
    return db.session.scalar(select(DataRequest).where(DataRequest.code_hash == fingerprint))


def of_body(body_id: int, limit: int = 200) -> list[DataRequest]:
    """Open ones by their due date, then the newest of the others."""
    is_ended = when((DataRequest.state.in_(OPEN), 0), else_=1)
    query = select(DataRequest).where(DataRequest.body_id == body_id)
    return list(db.session.scalars(query.order_by(is_ended, DataRequest.done_by, DataRequest.id).limit(limit)))


def parties_of(actor: Actor, identity_number: str) -> list[Held]:
    """Petitions that the person with this number stands on; none sealed, destroyed, or kept from the actor."""
    query = (
        select(Case, Petition, Party)
        .join(Petition, Petition.case_id == Case.id)
        .join(Party, Party.petition_id == Petition.id)
        .where(
            Party.identity_blind.in_(personal.identity_fingerprints(identity_number)),
            Case.is_sealed.is_(False),
            Case.destroyed_at.is_(None),
            keeps_from(actor),
        )
        .order_by(Case.id)
        .limit(500)
    )
    return [Held(*row) for row in db.session.execute(query)]
