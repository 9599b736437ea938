"""The map of communes for everybody, coloured by the share of time limits kept; the list of bodies says the same."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.oversight.measures import Count
from app.domain.vocabulary import BodyLevel
from app.services.oversight.wall.told import Told
from app.web.figures.shapes import HEIGHT, PATHS, WIDTH

BOUNDS = (100, 90, 75)  # per cent kept: all, nine of ten, three of four, fewer


@dataclass(frozen=True, slots=True)
class Shape:
    """One commune; `name` empty where its committee has nothing to tell."""

    path: str
    shade: str
    name: str
    in_time: Count


@dataclass(frozen=True, slots=True)
class Drawing:
    """What the page draws."""

    width: int
    height: int
    shapes: list[Shape]


def drawing(lines: Iterable[Told]) -> Drawing:
    """Each commune by its People's Committee."""
    committees = {
        line.body.unit_code: line
        for line in lines
        if line.body and line.body.level is BodyLevel.COMMUNE and line.body.valid_to is None
    }
    return Drawing(WIDTH, HEIGHT, [_shape(path, committees.get(code)) for code, path in PATHS.items()])


def _shape(path: str, line: Told | None) -> Shape:
    if line is None or line.body is None or not line.in_time.bottom:
        return Shape(path, "none", line.body.name if line and line.body else "", Count())
    kept = 100 * line.in_time.top / line.in_time.bottom
    return Shape(path, f"s{sum(kept < bound for bound in BOUNDS)}", line.body.name, line.in_time)
