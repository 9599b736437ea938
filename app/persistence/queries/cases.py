"""Finding one case."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import delete, func, select, update

from app.domain.facts import Actor
from app.persistence.db import db
from app.persistence.models.body import Body
from app.persistence.models.case import Case, Decision, Message, Rating
from app.persistence.models.petition import Attachment, Draft, Petition
from app.persistence.queries.scope import visible_to
from app.persistence.types import LARGEST_ID

NOT_KNOWN_HERE = {"synchronize_session": False}  # nobody goes on using the row in this session


def locked(case_id: int) -> Case | None:
    """The case with its row locked for this transaction (PostgreSQL; SQLite has one writer anyway)."""
    if case_id > LARGEST_ID:
        return None
    return db.session.scalar(
        select(Case).where(Case.id == case_id).with_for_update(of=Case).execution_options(populate_existing=True)
    )


def known(case_id: int) -> Case | None:
    """A case by its number, whoever asks: for what the asker has proven otherwise."""
    return db.session.get(Case, case_id)


def seen(actor: Actor, case_id: int) -> Case | None:
    """The case if the actor may see it; None also when there is none."""
    if case_id > LARGEST_ID:
        return None
    return db.session.scalar(visible_to(actor).where(Case.id == case_id))


def number(case_id: int) -> str | None:
    """What a case is called; it says nothing of the matter."""
    found = db.session.get(Case, case_id) if case_id <= LARGEST_ID else None
    return found.number if found else None


def petition(petition_id: int) -> Petition | None:
    return db.session.get(Petition, petition_id) if petition_id <= LARGEST_ID else None


def petition_of_code(fingerprint: str) -> Petition | None:
    """The petition a tracking code was given out for; a joined one points at the case it was joined to."""
    return db.session.scalar(select(Petition).where(Petition.tracking_hash == fingerprint))


def filed_under(fingerprint: str) -> tuple[int, int] | None:
    """Case and petition a submission token has already become."""
    query = select(Petition.case_id, Petition.id).where(Petition.submission_hash == fingerprint)
    found = db.session().connection().execute(query).first()
    return (found.case_id, found.id) if found else None


def entitle(case_id: int, title: str) -> None:
    """Give a new case its title."""
    db.session.execute(update(Case).where(Case.id == case_id).values(title=title), execution_options=NOT_KNOWN_HERE)


def draft(fingerprint: str) -> Draft | None:
    """The draft, to be changed."""
    return db.session.get(Draft, fingerprint)


def sealed_draft(fingerprint: str) -> tuple[bytes, datetime] | None:
    """What is sealed in a draft, and when it was last written: for reading only."""
    query = select(Draft.sealed, Draft.updated_at).where(Draft.token_hash == fingerprint)
    found = db.session().connection().execute(query).first()
    return (found.sealed, found.updated_at) if found else None


def drop_draft(fingerprint: str) -> None:
    """Throw a draft away unread, if there is one."""
    session = db.session()
    if not session.info.get("writing"):
        raise RuntimeError("a draft is thrown away inside `with transaction():`")
    session.connection().execute(delete(Draft).where(Draft.token_hash == fingerprint))


def first_of(case_id: int) -> int | None:
    """The case that this one is about at a higher instance."""
    return db.session.scalar(select(Case.first_case_id).where(Case.id == case_id)) if case_id <= LARGEST_ID else None


def several(case_ids: Iterable[int]) -> list[Case]:
    """Cases by number, for who may know of them otherwise."""
    return list(db.session.scalars(select(Case).where(Case.id.in_(list(case_ids))).order_by(Case.id)))


def second_instance_of(case_id: int) -> list[Case]:
    """Cases opened against the decision of this one."""
    return list(db.session.scalars(select(Case).where(Case.first_case_id == case_id).order_by(Case.id)))


def split_from(case_id: int) -> list[Case]:
    """The parts of a letter that say so: those that are open, or sealed, as the letter is."""
    return list(db.session.scalars(select(Case).where(Case.split_from_id == case_id).order_by(Case.id)))


def merged_into(case_id: int) -> list[Case]:
    """Cases whose petitions were joined to this one, also by way of another."""
    found: list[Case] = []
    waiting = [case_id]
    while waiting:
        rows = list(db.session.scalars(select(Case).where(Case.merged_into_id.in_(waiting)).order_by(Case.id)))
        found += rows
        waiting = [row.id for row in rows]
    return found


def decisions(case_id: int) -> list[Decision]:
    return list(db.session.scalars(select(Decision).where(Decision.case_id == case_id).order_by(Decision.id)))


def messages(case_id: int) -> list[Message]:
    return list(db.session.scalars(select(Message).where(Message.case_id == case_id).order_by(Message.id)))


def rating(case_id: int) -> Rating | None:
    return db.session.get(Rating, case_id)


def attachment(case_id: int, attachment_id: int) -> Attachment | None:
    """An attachment of this very case; another case's number finds nothing."""
    if attachment_id > LARGEST_ID:
        return None
    return db.session.scalar(select(Attachment).where(Attachment.id == attachment_id, Attachment.case_id == case_id))


def attachments(case_id: int) -> list[Attachment]:
    return list(db.session.scalars(select(Attachment).where(Attachment.case_id == case_id).order_by(Attachment.id)))


def exist() -> bool:
    """Whether there is any case at all."""
    return db.session.scalar(select(Case.id).limit(1)) is not None


def open_at_ended_bodies(day: date, *, after_id: int, limit: int) -> list[int]:
    """Open cases whose body ended before a day, by number from after one on."""
    query = (
        select(Case.id)
        .join(Body, Body.id == Case.body_id)
        .where(Case.closed_at.is_(None), Body.valid_to < day, Case.id > after_id)
        .order_by(Case.id)
        .limit(limit)
    )
    return list(db.session.scalars(query))


def count_at_ended_bodies(day: date) -> int:
    """How many open cases are still at bodies that ended before a day."""
    ended = select(Body.id).where(Body.valid_to < day)
    return db.session.scalar(select(func.count()).where(Case.closed_at.is_(None), Case.body_id.in_(ended))) or 0


def attachments_for_citizen(case_id: int) -> list[Attachment]:
    """The unsealed files of a case that a citizen may have; whose petition they came with is still to be asked."""
    return [row for row in attachments(case_id) if row.for_citizen and not row.is_sealed]
