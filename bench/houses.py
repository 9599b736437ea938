"""Databases for measuring: a SQLite file and a PostgreSQL with its disk as in life, each with the reference data."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask

from app import create_app
from app.services.keeping.demo import staff
from app.web.limits import floods
from config import Config
from tests import postgres

SECRET = "only-for-measuring-0123456789abcdef-0123456789"  # noqa: S105 - signs nothing but these
ENGINES = ("sqlite", "postgresql")


@dataclass(frozen=True, slots=True)
class House:
    """One engine: where its databases are."""

    engine: str
    folder: Path
    url: str  # of the application
    bare_url: str  # of the form it is compared with

    def app(self) -> Flask:
        """The application on it, as behind one proxy: every POST comes from an address of its own, for the limits."""
        floods.WINDOW = 0  # a flood is what is measured here
        return create_app(settings(self.url, self.folder))


def settings(url: str, folder: Path) -> Config:
    """What the application is told."""
    return Config(instance_dir=folder, database_url=url, secret_key=SECRET, trusted_proxies=1, fewest_form_seconds=0)


@contextmanager
def house(engine: str) -> Iterator[House]:
    """An engine with two empty databases, the first one moved in."""
    with tempfile.TemporaryDirectory(prefix="tiepdan-bench-") as name:
        folder = Path(name)
        if engine == "sqlite":
            yield _moved_in(House(engine, folder, f"sqlite:///{folder / 'app.db'}", f"sqlite:///{folder / 'bare.db'}"))
            return
        with postgres.server(durable=True) as admin:
            urls = [
                postgres.create(admin, name).render_as_string(hide_password=False)
                for name in ("bench_app", "bench_bare")
            ]
            yield _moved_in(House(engine, folder, *urls))


def _moved_in(made: House) -> House:
    app = made.app()
    runner = app.test_cli_runner()
    for words in (["db", "upgrade"], ["reference", "load"]):
        result = runner.invoke(args=words, catch_exceptions=False)
        assert result.exit_code == 0, result.output
    with app.app_context():
        staff.open_accounts()
    return made
