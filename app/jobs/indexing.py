"""The worker's part in the search: it alone writes the index, and builds a new one in the background when there is none
that can answer."""

import logging
import threading
from datetime import UTC, datetime, timedelta

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from app.persistence.db import db
from app.persistence.queries.finding import file_texts
from app.search import opening
from app.search.interface import SearchUnavailableError
from app.search.upkeep.feeding import Building, Feeder
from app.services.finding import files

PAUSE = timedelta(seconds=15)  # between two attempts: another process may be building, or the disk be full

log = logging.getLogger(__name__)


class Indexer:
    """Feeds the index on every look of the worker; a building runs beside it in a thread of its own."""

    def __init__(self, app: Flask, stop: threading.Event) -> None:
        self._app, self._stop = app, stop
        self._feeder: Feeder | None = None
        self._building: threading.Thread | None = None
        self._asked_for: set[int] = set()  # once in the life of a worker; the daily look asks again
        self._again_at = datetime.min.replace(tzinfo=UTC)

    def feed(self, now: datetime) -> bool:
        """Write what has changed; tell whether there may be more."""
        if self._building is not None and (self._building.is_alive() or now < self._again_at):
            return False
        if self._feeder is None:
            self._feeder = Feeder(opening.home())
        try:
            has_more = self._feeder.feed(now)
            self._ask_for_files(self._feeder.fed, now)
            return has_more
        except SearchUnavailableError as error:
            log.warning("the search index is built anew: %s", error)
            self._again_at = now + PAUSE
            self._building = threading.Thread(target=self._build, name="index", daemon=True)
            self._building.start()
            return False

    def _ask_for_files(self, case_ids: frozenset[int], now: datetime) -> None:
        """Files are looked into by messages of their own: that may take long, and nothing waits for it."""
        unread = {row.case_id for row in file_texts.unread(case_ids)} - self._asked_for if case_ids else set()
        if unread:
            files.ask_for(sorted(unread), at=now)
            self._asked_for |= unread

    def end(self) -> None:
        """A building stops after the helping in hand, and goes on with the next worker."""
        if self._building is not None:
            self._building.join()

    def _build(self) -> None:
        with self._app.app_context(), opening.home().building_alone() as is_ours:
            try:
                building = Building(opening.home()) if is_ours else None
                while building and not self._stop.is_set() and not building.help():
                    continue
            except (SQLAlchemyError, OSError, SearchUnavailableError) as error:
                log.error("building the search index failed: %s", type(error).__name__)
            finally:
                db.session.remove()
