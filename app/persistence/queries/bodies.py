"""Public bodies by day: the directory that the rules of competence read, and lists for people to choose from."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import func, or_, select

from app.domain.competence import BodyDirectory
from app.domain.vocabulary import BodyLevel
from app.persistence.db import db
from app.persistence.models.body import Body
from app.persistence.queries.remembered import Remembered

RECEIVING_TYPES = frozenset({"ubnd", "so", "ban", "ban_ql", "thanh_tra", "ban_tiep_cong_dan", "van_phong"})
"""Bodies of the executive that settle or receive petitions here (LKN Đ17–25, LTCD Đ4); Party, courts, the Front and
bodies of the centre have their own ways."""


def _read() -> BodyDirectory:
    return BodyDirectory.of([body.facts() for body in db.session().scalars(select(Body))])


_directory = Remembered(select(func.count(Body.id), func.sum(Body.revision)), _read)


def directory() -> BodyDirectory:
    """Every body of every epoch."""
    return _directory.get()


def changed() -> None:
    """A body was changed in this transaction: the directory is to be asked for again."""
    _directory.changed()


def by_id(body_id: int) -> Body | None:
    return db.session().get(Body, body_id)


def short_names(body_ids: Iterable[int]) -> dict[int, str]:
    """What bodies are called in a list."""
    wanted = sorted(set(body_ids))
    rows = db.session().execute(select(Body.id, Body.short_name).where(Body.id.in_(wanted)))
    return dict(rows.all())


def by_code(code: str, day: date) -> Body | None:
    """The body of this code as it stood on a day."""
    facts = directory().get(code, day)
    return by_id(facts.id) if facts else None


def on(day: date, *, q: str = "", level: BodyLevel | None = None, limit: int | None = None) -> list[Body]:
    """Bodies that existed on a day, whose name holds every word of `q`; from the province down, then by name."""
    query = select(Body).where(Body.valid_from <= day, or_(Body.valid_to.is_(None), Body.valid_to >= day))
    if level:
        query = query.where(Body.level == level)
    words = q.casefold().split()
    found = [body for body in db.session().scalars(query) if all(word in body.name.casefold() for word in words)]
    found.sort(key=lambda body: (LEVELS.index(body.level), body.type != "ubnd", body.name))
    return found[:limit]


def receivers(day: date) -> list[Body]:
    """Bodies of this system that receive petitions on a day."""
    return [body for body in on(day) if body.type in RECEIVING_TYPES]


LEVELS = [BodyLevel.CENTRAL, BodyLevel.PROVINCE, BodyLevel.DISTRICT, BodyLevel.COMMUNE]
