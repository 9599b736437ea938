"""What every test may ask for: app, db, client, and a real PostgreSQL where a test says so."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.engine import URL

from app.i18n import locale
from app.persistence import db as database
from app.services.keeping import passwords
from tests import memory, postgres
from tests.houses import PostgresHouse, SqliteHouse

memory.use()

CHROMIUMS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
)  # the first takes half the time


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[URL]:
    """A running server; it starts when the first test asks."""
    with postgres.server() as url:
        yield url


@pytest.fixture(scope="session", autouse=True)
def cheap_passwords() -> Iterator[None]:
    """Passwords of the cast are no secret: hashing one takes a thousandth of what it takes in life."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
        passwords._nobodys.cache_clear()
        yield


@pytest.fixture(scope="session")
def houses() -> Iterator[dict[str, Any]]:
    """The applications made so far, by engine."""
    made: dict[str, Any] = {}
    yield made
    for house in made.values():
        house.let_go()


@pytest.fixture
def app(
    request: pytest.FixtureRequest, houses: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Flask]:
    """The application on a database with the reference data and the cast; nothing of another test is left.

    SQLite, unless the test is marked `both_engines` (tests/houses.py).
    """
    engine = getattr(request, "param", "sqlite")
    if engine not in houses:
        folder = tmp_path_factory.mktemp("houses") / engine
        if engine == "sqlite":
            houses[engine] = SqliteHouse(folder)
        else:
            houses[engine] = PostgresHouse(folder, request.getfixturevalue("postgres_server"))
    house = houses[engine].renew()
    settings = dict(house.config)
    yield house
    house.config.clear()
    house.config.update(settings)


@pytest.fixture
def db(app: Flask) -> Iterator[SQLAlchemy]:
    """The database, with an application context around the test: services and queries can be called."""
    with app.app_context():
        yield database.db
        database.db.session.remove()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser that has never been here."""
    return app.test_client()


@pytest.fixture(autouse=True)
def vietnamese() -> Iterator[None]:
    """Every test starts in the source language."""
    with locale.use(locale.SOURCE):
        yield


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The browser. Without one the journeys fail; ALLOW_NO_BROWSER=1 says that one knows and goes without."""
    found = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if found is None and os.environ.get("ALLOW_NO_BROWSER") == "1":
        pytest.skip("no Chromium on this machine, and ALLOW_NO_BROWSER=1")
    assert found, "no Chromium found: apt-get install chromium, or say ALLOW_NO_BROWSER=1"
    return Path(found)
