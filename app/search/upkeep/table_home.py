"""Generations in the database: of the engine PostgreSQL."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict

from sqlalchemy import delete, func, select, text, update

from app.persistence.db import db
from app.persistence.models.search.index import SearchEntry, SearchGeneration
from app.persistence.transaction import transaction
from app.search.engines.postgres_index import PostgresIndex
from app.search.interface import SearchUnavailableError
from app.search.upkeep.home import Generation, Progress
from app.search.words.streams import ANALYSER

WRITING, BUILDING = 7_414_001, 7_414_002  # numbers of advisory locks; nothing else in the house takes any


class TableHome:
    """The rows of search_generation."""

    def current(self) -> Generation:
        found = self._read(SearchGeneration.is_current.is_(True))
        if found is None:
            raise SearchUnavailableError("no index of this analyser")
        return found

    def building(self) -> Generation | None:
        return self._read(SearchGeneration.is_current.is_(False))

    def begin(self, progress: Progress) -> Generation:
        with transaction() as session:
            last = session.scalar(select(func.max(SearchGeneration.id))) or 0
            session.add(SearchGeneration(id=last + 1, progress=asdict(progress)))
        return Generation(str(last + 1), PostgresIndex(last + 1), progress)

    def remember(self, generation: Generation, progress: Progress) -> Generation:
        row = SearchGeneration.id == int(generation.name)
        with transaction() as session:
            session.execute(update(SearchGeneration).where(row).values(progress=asdict(progress)))
        return Generation(generation.name, generation.engine, progress)

    def switch(self, generation: Generation) -> None:
        number = int(generation.name)
        with transaction() as session:
            session.execute(update(SearchGeneration).values(is_current=SearchGeneration.id == number))
            session.execute(delete(SearchEntry).where(SearchEntry.generation_id != number))
            session.execute(delete(SearchGeneration).where(SearchGeneration.id != number))

    def forget(self, generation: Generation) -> None:
        """One that was only tried."""
        number = int(generation.name)
        with transaction() as session:
            session.execute(delete(SearchEntry).where(SearchEntry.generation_id == number))
            session.execute(delete(SearchGeneration).where(SearchGeneration.id == number))

    def writing(self, *, wait: bool = False) -> AbstractContextManager[bool]:
        return _locked(WRITING, wait=wait)

    def building_alone(self) -> AbstractContextManager[bool]:
        return _locked(BUILDING)

    def _read(self, condition: object) -> Generation | None:
        query = select(SearchGeneration).where(condition).order_by(SearchGeneration.id.desc())  # type: ignore[arg-type]
        for row in db.session().scalars(query.execution_options(populate_existing=True)):
            progress = Progress(**row.progress)
            if progress.analyser == ANALYSER and progress.is_whole == row.is_current:
                return Generation(str(row.id), PostgresIndex(row.id), progress)
        return None


@contextmanager
def _locked(number: int, *, wait: bool = False) -> Iterator[bool]:
    """An advisory lock on a connection of its own: it goes with the connection, whatever kills us."""
    how = "pg_advisory_lock" if wait else "pg_try_advisory_lock"
    with db.engine.connect() as connection:
        got = connection.execute(text(f"SELECT {how}(:number)"), {"number": number}).scalar()  # noqa: S608
        connection.commit()
        try:
            yield wait or bool(got)
        finally:
            connection.execute(text("SELECT pg_advisory_unlock_all()"))
            connection.commit()
