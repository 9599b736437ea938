"""Hot spots (điểm nóng): much about one thing within weeks, against what is usual there (procedure.md 9.2). What counts
as much is data (lawbook/hot_spots.toml); every spot says by which numbers it was found."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.domain.citations import Citation, InForce
from app.domain.vocabulary import Confidence


class About(StrEnum):
    """What the petitions or visits have in common."""

    BODY = "body"  # the body complained about
    PLACE = "place"  # commune and field
    SITE = "site"  # the same spot, work or project in a commune
    DECISION = "decision"  # the decision complained about
    GROUPS = "groups"  # large groups at one desk
    VISITOR = "visitor"  # the same person again and again


class Condition(StrEnum):
    """How a spot stands."""

    OPEN = "open"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class HotSpotRow:
    """At least so many within so many days, and so many times what is usual; or so many people."""

    rule_id: str
    about: About
    days: int
    at_least: int
    times_usual: float
    people: int | None
    words: Mapping[str, str]
    citation: Citation
    confidence: Confidence
    in_force: InForce


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted of one thing: in the window, and usually in so many days."""

    many: int
    people: int
    usual: float


def is_hot(row: HotSpotRow, counted: Counted) -> bool:
    """Whether it is much, and more than usual; or a crowd, whatever is usual."""
    if row.people is not None and counted.people >= row.people and counted.many >= 2:
        return True
    return counted.many >= row.at_least and counted.many >= row.times_usual * counted.usual
