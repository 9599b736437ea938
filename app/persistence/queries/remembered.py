"""Reference data read often and changed seldom: kept in the process until the database says they changed, which it is
asked once a transaction."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, Select

from app.persistence.db import db

T = TypeVar("T")


class Remembered(Generic[T]):
    """`version` is a cheap question whose answer changes with the data; `load` reads them all."""

    def __init__(self, version: Select[*tuple[Any, ...]], load: Callable[[], T]) -> None:
        self._version = version
        self._load = load
        self._kept: WeakKeyDictionary[Engine, tuple[tuple[Any, ...], T]] = WeakKeyDictionary()

    def get(self) -> T:
        session = db.session()
        asked = session.info.get(self)
        if asked is not None and asked[0] is session.get_transaction():
            found: T = asked[1]
            return found
        found = self._current()
        session.info[self] = (session.get_transaction(), found)
        return found

    def changed(self) -> None:
        """Something of it was changed in this transaction: ask again."""
        session = db.session()
        session.flush()
        session.info.pop(self, None)

    def _current(self) -> T:
        connection = db.session().connection()
        version = tuple(connection.execute(self._version).one())
        kept = self._kept.get(connection.engine)
        if kept is None or kept[0] != version:
            kept = (version, self._load())
            self._kept[connection.engine] = kept
        return kept[1]
