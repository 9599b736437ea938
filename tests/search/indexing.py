"""The index of a test house: fed as the worker feeds it, without a worker."""

import shutil

from app.persistence.db import store
from app.search import opening
from app.search.upkeep.feeding import Building, Feeder
from app.search.upkeep.home import Home
from tests.times import at

LATER = at("2026-12-01 12:00")


def built(engine: str = "") -> Home:
    """An index built from what the house has."""
    home = opening.home(engine)
    with home.building_alone() as is_ours:
        assert is_ours
        building = Building(home, anew=True)
        while not building.help():
            continue
    return home


def fed(home: Home) -> None:
    """What has changed since, written."""
    feeder = Feeder(home)
    while feeder.feed(LATER):
        continue


def let_go() -> None:
    """Nothing is left for the next test."""
    opening.forget()
    shutil.rmtree(store().folder / opening.FOLDER, ignore_errors=True)
