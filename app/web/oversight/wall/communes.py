"""The map of communes, coloured by the share that is overdue. Beside it stands the list that says the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.persistence.queries import units
from app.web.figures.shapes import HEIGHT, PATHS, WIDTH
from app.web.oversight.wall.asked import Asked

SHADES = (0, 10, 25)  # per cent overdue: none, up to a tenth, up to a quarter, more


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune with cases; `path` empty where there is no shape of it (elsewhere in the province)."""

    code: str
    name: str
    every: int
    late: int
    shade: str
    path: str
    href: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """The drawing and the list, the latest commune first."""

    width: int
    height: int
    shapes: list[Commune]
    listed: list[Commune]


def drawn(found: Mapping[str, tuple[int, int]], asked: Asked, day: date) -> Drawn:
    """Codes of a commune that has ended count with what it became part of."""
    sums: dict[str, tuple[int, int]] = {}
    today = units.successors(filter(None, found), day)
    for code, (every, late) in found.items():
        name = today[code].code if code in today else ""
        before = sums.get(name, (0, 0))
        sums[name] = (before[0] + every, before[1] + late)
    codes = {*sums, *PATHS} - {""}
    named = {code: unit.full_name for (code, _day), unit in units.several((code, day) for code in codes).items()}
    communes = {code: _commune(code, named.get(code, code), sums.get(code, (0, 0)), asked) for code in codes}
    listed = sorted((one for one in communes.values() if one.every), key=lambda one: (-one.late, -one.every, one.name))
    shapes = [communes[code] for code in PATHS]
    return Drawn(WIDTH, HEIGHT, shapes, listed)


def _commune(code: str, name: str, numbers: tuple[int, int], asked: Asked) -> Commune:
    href = asked.link("oversight.behind", what="open", commune=code)
    return Commune(code, name, *numbers, _shade(*numbers), PATHS.get(code, ""), href)


def _shade(every: int, late: int) -> str:
    if not every:
        return "none"
    share = 100 * late / every
    return f"s{sum(share > bound for bound in SHADES)}"
