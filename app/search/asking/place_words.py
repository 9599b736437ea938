"""The places that a question names: those of the gazetteer, and capitals behind a word for a kind of place."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.search.words import places
from app.search.words.tokens import Token

LONGEST_NAME = 4


@dataclass(frozen=True, slots=True)
class Place:
    """`names`: terms that documents about it have; empty for a place that the gazetteer does not know."""

    names: tuple[str, ...]
    row: tuple[Token, ...]
    bridge: tuple[Token, Token] | None = None
    """The word before a name that no word for a kind announces: `Trần Phú Tân` may be a person."""


def places_in(row: Sequence[Token], text: str) -> tuple[list[Place], list[Token]]:
    """The places, and the tokens that are left; a token after a gap starts anew."""
    taken: dict[tuple[int, int], list[str]] = {}
    for one in places.gazetteer().apart(row):
        taken.setdefault((one.first, one.end), []).append(one.name)
    for first, end in _capitalised(row, text):
        if not any(first < b and a < end for a, b in taken):
            taken[first, end] = []
    found = [
        Place(tuple(dict.fromkeys(names)), tuple(row[a:b]), _bridge(row, a)) for (a, b), names in sorted(taken.items())
    ]
    covered = {index for a, b in taken for index in range(a, b)}
    covered |= {a - 1 for a, _b in taken if a and places.is_kind(row[a - 1])}
    return found, _without(row, covered)


def _bridge(row: Sequence[Token], first: int) -> tuple[Token, Token] | None:
    if not first or row[first].starts:
        return None
    if places.is_kind(row[first]) or places.is_kind(*row[first : first + 2]) or places.is_kind(row[first - 1]):
        return None
    return row[first - 1], row[first]


def _capitalised(row: Sequence[Token], text: str) -> list[tuple[int, int]]:
    """`ấp Phước Hòa`: a word for a kind, then capitals."""
    found = []
    for index, token in enumerate(row):
        if not places.is_kind(token) and not (index and places.is_kind(row[index - 1], token)):
            continue
        end = index + 1
        while end < len(row) and end - index <= LONGEST_NAME and not row[end].starts and _is_capital(row[end], text):
            end += 1
        if end > index + 1:
            found.append((index + 1, end))
    return found


def _is_capital(token: Token, text: str) -> bool:
    return text[token.start].isupper() and not text[token.start : token.end].isupper()


def _without(row: Sequence[Token], covered: set[int]) -> list[Token]:
    left, gap = [], False
    for index, token in enumerate(row):
        if index in covered:
            gap = True
        else:
            left.append(token.starting() if gap else token)
            gap = False
    return left
