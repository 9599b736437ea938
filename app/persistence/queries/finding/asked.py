"""Questions that accounts have put to the search."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, select

from app.persistence.db import db
from app.persistence.models.search.asked import AskedSearch


def of_user(user_id: int, search_id: str) -> AskedSearch | None:
    """One of the account's own; another's number finds nothing."""
    return db.session.scalar(select(AskedSearch).where(AskedSearch.id == search_id, AskedSearch.user_id == user_id))


def saved(user_id: int) -> Sequence[AskedSearch]:
    """The saved ones, in the order of saving."""
    kept = (AskedSearch.user_id == user_id, AskedSearch.saved_on.is_not(None))
    return db.session.scalars(select(AskedSearch).where(*kept).order_by(AskedSearch.asked_at)).all()


def count_saved(user_id: int) -> int:
    kept = (AskedSearch.user_id == user_id, AskedSearch.saved_on.is_not(None))
    return db.session.scalar(select(func.count()).where(*kept)) or 0


def forget(*, before: datetime) -> None:
    """Those that nobody saved."""
    db.session.execute(delete(AskedSearch).where(AskedSearch.saved_on.is_(None), AskedSearch.asked_at < before))
