"""Reference data read often and changed seldom: kept in the process until the database says they changed."""

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
        connection = db.session().connection()
        version = tuple(connection.execute(self._version).one())
        kept = self._kept.get(connection.engine)
        if kept is None or kept[0] != version:
            kept = (version, self._load())
            self._kept[connection.engine] = kept
        return kept[1]
