"""Notices of the staff: written once for each account, read newest first."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Table, func, select, update

from app.domain.facts import Actor
from app.persistence import newrows
from app.persistence.db import db
from app.persistence.models.notices import StaffNotice
from app.persistence.queries.conflicts.exclusions import keeps_from

PAGE = 50
_table = cast(Table, StaffNotice.__table__)


def add(rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """Write notices that their accounts do not have yet; the numbers of the urgent ones among the new."""
    if not rows:
        return []
    new = newrows.upsert(_table).on_conflict_do_nothing(index_elements=[_table.c.user_id, _table.c.key])
    written = db.session().connection().execute(new.returning(_table.c.id, _table.c.is_urgent), list(rows))
    return [row.id for row in written if row.is_urgent]


def of_actor(actor: Actor, *, before: int | None = None, limit: int = PAGE) -> list[StaffNotice]:
    """What the actor's account was told, newest first, without cases that he has been kept away from since."""
    query = select(StaffNotice).where(StaffNotice.user_id == actor.user_id, _known(actor))
    if before is not None:
        query = query.where(StaffNotice.id < before)
    return list(db.session.scalars(query.order_by(StaffNotice.id.desc()).limit(limit)))


def unread(actor: Actor, limit: int = 100) -> int:
    """How many the account has not seen, counted no further than the limit."""
    mine = select(StaffNotice.id).where(
        StaffNotice.user_id == actor.user_id, StaffNotice.read_at.is_(None), _known(actor)
    )
    return db.session.scalar(select(func.count()).select_from(mine.limit(limit).subquery())) or 0


def read(actor: Actor, until_id: int, at: datetime) -> None:
    """The account has seen everything up to one."""
    mine = (_table.c.user_id == actor.user_id) & (_table.c.id <= until_id) & _table.c.read_at.is_(None)
    db.session().connection().execute(update(_table).where(mine).values(read_at=at))


def unmailed(user_id: int, limit: int = 200) -> list[StaffNotice]:
    """What has not been in a mail yet, the oldest first."""
    query = select(StaffNotice).where(StaffNotice.user_id == user_id, StaffNotice.mailed_at.is_(None))
    return list(db.session.scalars(query.order_by(StaffNotice.id).limit(limit)))


def several(notice_ids: Sequence[int]) -> list[StaffNotice]:
    """Notices by number."""
    return list(db.session.scalars(select(StaffNotice).where(StaffNotice.id.in_(notice_ids)).order_by(StaffNotice.id)))


def known(actor: Actor, notice_ids: Sequence[int]) -> list[StaffNotice]:
    """The same as far as they are the actor's own, and not of a case that he has been kept away from since."""
    mine = (StaffNotice.id.in_(notice_ids), StaffNotice.user_id == actor.user_id, _known(actor))
    return list(db.session.scalars(select(StaffNotice).where(*mine).order_by(StaffNotice.id)))


def mailed(notice_ids: Sequence[int], at: datetime) -> None:
    """They have been in a mail."""
    db.session().connection().execute(update(_table).where(_table.c.id.in_(notice_ids)).values(mailed_at=at))


def forget(before: datetime) -> int:
    """Drop what was read long ago."""
    old = _table.delete().where(_table.c.at < before, _table.c.read_at.is_not(None))
    return db.session().connection().execute(old).rowcount


def _known(actor: Actor) -> Any:
    return StaffNotice.case_id.is_(None) | keeps_from(actor, StaffNotice.case_id)
