"""What a tracking code opens, and what belongs to the one who holds it."""

from sqlalchemy import select

from app.persistence.db import db
from app.persistence.models.petition import Attachment, Petition


def petition_of_code(fingerprint: str) -> Petition | None:
    """The petition a tracking code was given out for; joined petitions point at the case they were joined to."""
    return db.session.scalar(select(Petition).where(Petition.tracking_hash == fingerprint))


def for_citizen(case_id: int) -> list[Attachment]:
    """The unsealed files of a case that a citizen may have; whose petition they came with is still to be asked."""
    return list(
        db.session.scalars(
            select(Attachment)
            .where(Attachment.case_id == case_id, Attachment.for_citizen.is_(True), Attachment.is_sealed.is_(False))
            .order_by(Attachment.id)
        )
    )
