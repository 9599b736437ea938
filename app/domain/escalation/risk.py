"""Cases that may become late: what is left of the time against how long the same step took here before. Plain counting
of the house's own history; the numbers stand beside the statement."""

from collections.abc import Mapping
from dataclasses import dataclass

FEWEST = 8  # earlier cases without which nothing is said
LIKELY = 50  # per cent from which a case is named


@dataclass(frozen=True, slots=True)
class Risk:
    """Of `many` earlier cases that had been in this step at least as long, `late` took longer than there is time."""

    many: int
    late: int
    spent_days: int
    left_days: int
    is_of_here: bool  # of this body alone; else of all bodies

    @property
    def percent(self) -> int:
        return round(100 * self.late / self.many)


def risk(history: Mapping[int, int], *, spent_days: int, left_days: int, is_of_here: bool) -> Risk | None:
    """`history`: days from the entry into the step to the end of the clock → how many cases. None: too few to say."""
    many = sum(count for days, count in history.items() if days > spent_days)
    if many < FEWEST:
        return None
    late = sum(count for days, count in history.items() if days > spent_days + left_days)
    return Risk(many, late, spent_days, left_days, is_of_here)
