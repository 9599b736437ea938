"""Whether the database answers."""

from sqlalchemy import select

from app.persistence.db import db
from app.persistence.models.housekeeping import OutboxMessage


def schema_is_there() -> bool:
    """True when a table of ours can be read; raises SQLAlchemyError when not."""
    db.session.execute(select(OutboxMessage.id).limit(1))
    return True
