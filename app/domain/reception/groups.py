"""Groups at the reception desk (LTCD Đ29, Đ30): who speaks for them, and what is asked of whom at once."""

from datetime import date

from app.domain.citations import Citation

LARGE = 5
"""A group is đoàn đông người from five people on one matter: the practice of the Inspectorate's reports."""

REPRESENTATIVES = Citation("LTCD", "29")
DUTIES = Citation("LTCD", "30")


def is_large(people: int) -> bool:
    return people >= LARGE


def most_representatives(people: int) -> int:
    """How many may speak for a group (LTCD Đ29): one or two of up to ten, at most five of more."""
    return min(2, people) if people <= 10 else 5


def duties(is_commune: bool, on: date) -> tuple[str, ...]:
    """What the law asks at once, as codes with sentences: of the head first. In a commune since 01/07/2026 also of the
    commune's police and Front (N155 Đ6–8)."""
    found = ("group_head_receives", "group_several_bodies", "group_disorder")
    return (*found, "group_commune") if is_commune and on >= date(2026, 7, 1) else found
