"""What an index holds of a document: three streams of terms with their weights, made by the one tokeniser.

exact   words with their accents; of a stretch written without any, `~word`
folded  words without accents, and numbers of documents, plots and days in normal form
pairs   two folded words in a row (instead of positions), phrases with one meaning, and places
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from app.search.words import meanings, numbers, places
from app.search.words.phrases import Phrases
from app.search.words.tokens import Token, tokens

ANALYSER = 5  # goes up with every change of what is written into an index; an older index is built anew
TITLE_WEIGHT = 1.5
PLOT_REACH = 3  # words between `thửa` and its number
SHEET_REACH = 8  # between the plot and its sheet


@dataclass(slots=True)
class Streams:
    """Terms and how often they stand, heavier in a title. `length` counts the words."""

    exact: Counter[str] = field(default_factory=Counter)
    folded: Counter[str] = field(default_factory=Counter)
    pairs: Counter[str] = field(default_factory=Counter)
    length: int = 0


def streams(text: str, title: str = "") -> Streams:
    found = Streams()
    for part, weight in ((title, TITLE_WEIGHT), (text, 1)):
        row = tokens(part)
        found.length += len(row)
        _add(found.exact, exact_terms(row), weight)
        _add(found.folded, folded_terms(row), weight)
        _add(found.pairs, pair_terms(row), weight)
        _add(found.pairs, phrase_terms(row), weight)
    return found


def exact_terms(row: Sequence[Token]) -> Iterator[str]:
    return (token.term for token in row)


def folded_terms(row: Sequence[Token]) -> Iterator[str]:
    for token in row:
        yield token.folded
        if not token.is_khmer:
            yield from token.extra
    yield from plot_terms(row)
    yield from day_terms(row)


def pair_terms(row: Sequence[Token]) -> Iterator[str]:
    for index, token in enumerate(row):
        if not token.starts and index:
            yield pair(row[index - 1], token)
        if token.is_khmer:
            yield from token.extra


def pair(first: Token, second: Token) -> str:
    return f"{first.folded}_{second.folded}"


def phrase_terms(row: Sequence[Token]) -> Iterator[str]:
    """Each phrase once for each place where it stands, however many of its writings fit."""
    yield from (name for name, _first in {(one.name, one.first): None for one in every_phrase().everywhere(row)})


@cache
def every_phrase() -> Phrases:
    """Meanings and places in one, so that a text is gone through once."""
    return Phrases([*meanings.entries(), *places.entries()])


def plot_terms(row: Sequence[Token]) -> Iterator[str]:
    """`thửa đất số 123, tờ bản đồ số 45` in every way it is written: thua:123, to:45 and both together."""
    for index, token in enumerate(row):
        if token.folded != "thua":
            continue
        plot = _number_after(row, index, {"dat", "so"})
        if plot is None:
            continue
        number, at = plot
        yield f"thua:{number}"
        sheet = next((s for s in _sheets(row, at, index) if s), None)
        if sheet:
            yield f"to:{sheet}"
            yield f"thua:{number}:{sheet}"


def _sheets(row: Sequence[Token], at: int, before: int) -> Iterator[str]:
    """The number of the sheet behind the plot, or just before it."""
    near = [*range(at + 1, min(at + SHEET_REACH, len(row))), *range(before - 1, max(before - SHEET_REACH, -1), -1)]
    for index in near:
        if row[index].folded == "to" and row[index].exact in ("to", "tơ\u0300"):
            found = _number_after(row, index, {"ban", "do", "so", "dia", "chinh"})
            if found:
                yield found[0]


def _number_after(row: Sequence[Token], index: int, between: set[str]) -> tuple[str, int] | None:
    for at in range(index + 1, min(index + 2 + PLOT_REACH + 1, len(row))):
        if row[at].folded[:1].isdigit():
            return row[at].folded, at
        if row[at].folded not in between:
            return None
    return None


def day_terms(row: Sequence[Token]) -> Iterator[str]:
    """`ngày 13 tháng 7 năm 2026` like 13/07/2026."""
    yield from (term for term, _index in spoken_days(row))


def spoken_days(row: Sequence[Token]) -> Iterator[tuple[str, int]]:
    """Each with the place of its first number; five words in all."""
    for index in range(len(row) - 4):
        if row[index + 1].folded != "thang":
            continue
        five = [token.folded for token in row[index : index + 5]]
        if five[1] == "thang" and five[3] == "nam" and all(five[i].isdecimal() for i in (0, 2, 4)):
            yield numbers.day_key(five[0], five[2], five[4]), index


def _add(counter: Counter[str], terms: Iterator[str], weight: float) -> None:
    if weight == 1:
        counter.update(terms)
        return
    for term in terms:
        counter[term] += weight  # type: ignore[assignment]
