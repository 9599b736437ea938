"""What speaks for one person and for one matter, and how much: a table to be read and argued about.

Points of the signs that hold are added up. From `SURE` on the key is held to be met, from `LIKELY` on somebody looks.
"""

from dataclasses import dataclass

SURE, LIKELY = 80, 40
REWRITTEN, ALIKE = 80, 62
"""How much two texts have in common, of 100 (app/search/likeness.py). Letters about different matters of one field, by
the same pattern of words, stay below 60; the same letter written anew, or with a part added, above 80."""


@dataclass(frozen=True, slots=True)
class Sign:
    """`code` names a field of comparing.Shared, and a sentence in app/i18n/likeness.py."""

    code: str
    points: int
    because: str


OF_PERSON = (
    Sign("same_identity", 100, "an identity number belongs to one person"),
    Sign("same_birth", 60, "two people of one name and one year of birth in a commune are few"),
    Sign("same_phone", 60, "a telephone is the family's, or lent by a neighbour"),
    Sign("same_name", 30, "names repeat within a commune; only counted there"),
)

OF_MATTER = (
    Sign("same_decision", 90, "one body gives a number once a year: number with the body or the day is one decision"),
    Sign("same_number", 30, "every commune has its decision 15/QĐ-UBND"),
    Sign("same_plot", 60, "a plot with its sheet in one commune; but a plot may be in several disputes"),
    Sign("rewritten", 80, "nearly the same letter"),
    Sign("alike", 40, "much of the same letter, or the same form of words"),
    Sign("same_request", 30, "they ask for the same"),
    Sign("same_respondent", 10, "many complain of one body"),
    Sign("same_hamlet", 10, "one place, many matters"),
    Sign("same_day", 10, "of the act complained of"),
)
