"""Phrases found in a row of tokens: as they are written where accents were typed, folded where none were."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.search.words.characters import has_marks
from app.search.words.syllables import is_folded_syllable
from app.search.words.tokens import Token, tokens

Entry = tuple[tuple[str, ...], tuple[str, ...], str]
"""Exact forms, folded forms, name."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, from token `first` up to and without token `end`."""

    name: str
    first: int
    end: int


class Phrases:
    """A set of phrases, each with the name it stands for; one phrase may stand for several."""

    def __init__(self, phrases: Iterable[tuple[str, str]]) -> None:
        self._alone: dict[str, list[Entry]] = defaultdict(list)
        self._by_two: dict[tuple[str, str], list[Entry]] = defaultdict(list)
        for words, name in phrases:
            cut = tokens(words)
            if not cut:
                continue
            entry = (tuple(t.exact for t in cut), tuple(t.folded for t in cut), name)
            if len(cut) == 1:
                self._alone[cut[0].folded].append(entry)
            else:
                self._by_two[cut[0].folded, cut[1].folded].append(entry)
        for entries in self._by_two.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def at(self, row: Sequence[Token], index: int) -> Iterator[Found]:
        """All that begin here, the longest first."""
        if index + 1 < len(row):
            yield from _fitting(self._by_two.get((row[index].folded, row[index + 1].folded), ()), row, index)
        yield from _fitting(self._alone.get(row[index].folded, ()), row, index)

    def everywhere(self, row: Sequence[Token]) -> Iterator[Found]:
        """All of them, also those inside others: what a document is found by."""
        folded = [token.folded for token in row]
        for index, two in enumerate(pairwise([*folded, ""])):
            if two in self._by_two:
                yield from _fitting(self._by_two[two], row, index)
            if two[0] in self._alone:
                yield from _fitting(self._alone[two[0]], row, index)

    def apart(self, row: Sequence[Token]) -> list[Found]:
        """The longest ones, none over another: how a question is read."""
        found: list[Found] = []
        index = 0
        while index < len(row):
            here = list(self.at(row, index))
            longest = [one for one in here if one.end == here[0].end] if here else []
            found += longest
            index = longest[0].end if longest else index + 1
        return found


def _fitting(entries: Iterable[Entry], row: Sequence[Token], index: int) -> Iterator[Found]:
    for exact, bare, name in entries:
        end = index + len(exact)
        if end <= len(row) and all(_same(*three) for three in zip(row[index:end], exact, bare, strict=True)):
            yield Found(name, index, end)


def _same(token: Token, exact: str, bare: str) -> bool:
    if token.exact == exact:
        return True
    if token.folded != bare or has_marks(token.exact):
        return False
    return token.is_bare or not is_folded_syllable(bare)  # QSDD is QSDĐ with any keyboard
