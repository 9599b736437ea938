"""What is sealed about a case: its public key, the copies of its private key, the words, the release."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import exists, select, update
from sqlalchemy.orm import joinedload

from app.persistence.db import db
from app.persistence.models.case import Case
from app.persistence.models.seal import CaseSeal, Redaction, SealedCopy, SealedWords, SealKey


def seal_of(case_id: int) -> CaseSeal | None:
    return db.session.get(CaseSeal, case_id)


def copy_for(case_id: int, public_key: bytes) -> SealedCopy | None:
    """The copy of the case's key that was sealed to a public key, unless it was taken away."""
    query = (
        select(SealedCopy)
        .join(SealKey, SealKey.id == SealedCopy.key_id)
        .where(SealedCopy.case_id == case_id, SealKey.public_key == public_key, SealedCopy.revoked_at.is_(None))
    )
    return db.session.scalar(query.order_by(SealedCopy.id.desc()).limit(1))


def held(case_id: int) -> Sequence[SealedCopy]:
    """The copies in force, with their keys and holders."""
    query = (
        select(SealedCopy)
        .where(SealedCopy.case_id == case_id, SealedCopy.revoked_at.is_(None))
        .options(joinedload(SealedCopy.key).joinedload(SealKey.user))
    )
    return db.session.scalars(query.order_by(SealedCopy.id)).all()


def every(case_id: int) -> Sequence[SealedCopy]:
    """All copies ever made, in their order; of those taken away only that they were."""
    query = (
        select(SealedCopy)
        .where(SealedCopy.case_id == case_id)
        .options(joinedload(SealedCopy.key).joinedload(SealKey.user))
    )
    return db.session.scalars(query.order_by(SealedCopy.id)).all()


def take_away(copy_id: int, by_id: int | None, at: datetime) -> None:
    """Remove one copy; the row stays and says so."""
    gone = {"wrapped": None, "revoked_at": at, "revoked_by_id": by_id}
    db.session.execute(update(SealedCopy).where(SealedCopy.id == copy_id).values(**gone))


def words(case_id: int) -> Sequence[SealedWords]:
    """Everything said about the case, in its order."""
    return db.session.scalars(select(SealedWords).where(SealedWords.case_id == case_id).order_by(SealedWords.id)).all()


def redaction(case_id: int) -> Redaction | None:
    """The newest release."""
    query = select(Redaction).where(Redaction.case_id == case_id).order_by(Redaction.id.desc()).limit(1)
    return db.session.scalar(query)


def without_seal(*, after_id: int, limit: int) -> list[int]:
    """Sealed cases that still lie under the server's key, by number from after one on."""
    query = select(Case.id).where(Case.is_sealed, Case.id > after_id, ~exists().where(CaseSeal.case_id == Case.id))
    return list(db.session.scalars(query.order_by(Case.id).limit(limit)))


def lacking(key_id: int, body_id: int) -> list[int]:
    """Sealed cases at a body of which a key has never had a copy."""
    has_one = exists().where(SealedCopy.case_id == Case.id, SealedCopy.key_id == key_id)
    query = (
        select(Case.id)
        .join(CaseSeal, CaseSeal.case_id == Case.id)
        .where(Case.is_sealed, Case.body_id == body_id, ~has_one)
    )
    return list(db.session.scalars(query.order_by(Case.id)))


def held_by(key_id: int) -> list[int]:
    """Cases that a key opens."""
    query = select(SealedCopy.case_id).where(SealedCopy.key_id == key_id, SealedCopy.revoked_at.is_(None))
    return list(db.session.scalars(query.order_by(SealedCopy.case_id).distinct()))


def name_reader(case_id: int, public: bytes) -> None:
    """To whom letters about a case are sealed, where nobody knew yet."""
    query = update(CaseSeal).where(CaseSeal.case_id == case_id, CaseSeal.reader_key.is_(None))
    db.session.execute(query.values(reader_key=public))


def ask_protection(case_id: int, at: datetime) -> None:
    """The denouncer asks for protection; the first time counts."""
    query = update(CaseSeal).where(CaseSeal.case_id == case_id, CaseSeal.protection_asked_at.is_(None))
    db.session.execute(query.values(protection_asked_at=at))


def held_elsewhere(key_id: int, body_id: int) -> list[int]:
    """Cases that a key opens and that lie at another body."""
    query = (
        select(SealedCopy.case_id)
        .join(Case, Case.id == SealedCopy.case_id)
        .where(SealedCopy.key_id == key_id, SealedCopy.revoked_at.is_(None), Case.body_id != body_id)
    )
    return list(db.session.scalars(query.order_by(SealedCopy.case_id).distinct()))
