"""How the search stands: for the administrator, the command line and the health page."""

from typing import Any

from app.persistence.db import store
from app.search import opening
from app.search.interface import SearchUnavailableError
from app.search.upkeep import changes


def standing(engine: str = "") -> dict[str, Any]:
    """`lag`: messages of the outbox that are not yet surely in the index; `percent`: of a building."""
    home = opening.home(engine)
    found: dict[str, Any] = {"engine": engine or store().search_engine, "generation": None, "documents": 0, "lag": None}
    building = home.building()
    found["percent"] = building.progress.percent if building else None
    try:
        generation = home.current()
        found |= generation.engine.status()
        found |= {"generation": generation.name, "lag": changes.lag(generation.progress.cursor), "state": "ready"}
    except SearchUnavailableError as error:
        found |= {"state": "building" if building else "missing", "reason": str(error)}
    return found
