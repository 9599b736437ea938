"""Moving SQLite's write-ahead log into the database: by us, under the writer lock, and not at every commit."""

import logging
import sqlite3
from pathlib import Path

from sqlalchemy import Engine

log = logging.getLogger(__name__)

COMMITS = 250
BYTES = 8 * 1024 * 1024


class Checkpoints:
    """Counts commits and the growth of the log since the last time."""

    def __init__(self, file: Path) -> None:
        self._log_file = file.with_name(f"{file.name}-wal")
        self._commits = 0
        self._bytes = 0

    def after_commit(self, engine: Engine) -> None:
        """Run when due. What is committed is safe: a failure here is told to the log and nobody else."""
        self._commits += 1
        if self._commits < COMMITS and self._size() - self._bytes < BYTES:
            return
        try:
            self.run(engine)
        except sqlite3.Error as error:
            log.warning("checkpoint put off: %s", type(error).__name__)

    def run(self, engine: Engine) -> None:
        """Without patience for readers: as much as goes, and the log is cut when nobody reads it."""
        connection = engine.raw_connection()
        try:
            cursor = connection.cursor()
            cursor.execute("PRAGMA busy_timeout=0")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.fetchall()
            cursor.execute("PRAGMA busy_timeout=10000")
            cursor.close()
        finally:
            connection.close()
            self._commits, self._bytes = 0, self._size()

    def _size(self) -> int:
        try:
            return self._log_file.stat().st_size
        except FileNotFoundError:
            return 0
