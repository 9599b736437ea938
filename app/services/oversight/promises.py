"""What the law promises people today: time limits as rows of the lawbook, for pages that explain them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.deadlines import TimeLimit
from app.domain.rules import LawBook
from app.i18n import locale


@dataclass(frozen=True, slots=True)
class Promise:
    """One clock and its rows in force: the ordinary case first, then complex, remote and the like."""

    clock: str
    names: Mapping[str, str]
    rows: tuple[TimeLimit, ...]

    @property
    def name(self) -> str:
        """What the clock is called, in the current language."""
        return self.names.get(locale.current()) or self.names.get(locale.SOURCE) or self.clock


def promises(law: LawBook, clocks: Iterable[str], on: date) -> dict[str, Promise]:
    """The rows in force on a day, by clock."""
    return {clock: Promise(clock, law.clock_names.get(clock, {}), _rows(law, clock, on)) for clock in clocks}


def _rows(law: LawBook, clock: str, on: date) -> tuple[TimeLimit, ...]:
    found = [row for row in law.time_limits if row.clock == clock and row.in_force.covers(on)]
    return tuple(sorted(found, key=lambda row: (sum(wanted for _name, wanted in row.when), row.days, row.rule_id)))
