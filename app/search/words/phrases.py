"""Phrases found in a row of tokens: as they are written where accents were typed, folded where none were."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.search.words.characters import has_marks
from app.search.words.syllables import is_folded_syllable
from app.search.words.tokens import Token, tokens


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, from token `first` up to and without token `end`."""

    name: str
    first: int
    end: int


class Phrases:
    """A set of phrases, each with the name it stands for; one phrase may stand for several."""

    def __init__(self, phrases: Iterable[tuple[str, str]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], tuple[str, ...], str]]] = defaultdict(list)
        for words, name in phrases:
            cut = tokens(words)
            if cut:
                entry = (tuple(t.exact for t in cut), tuple(t.folded for t in cut), name)
                self._by_first[cut[0].folded].append(entry)
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def at(self, row: Sequence[Token], index: int) -> Iterator[Found]:
        """All that begin here, the longest first."""
        for exact, bare, name in self._by_first.get(row[index].folded, ()):
            end = index + len(exact)
            if end <= len(row) and all(_same(*three) for three in zip(row[index:end], exact, bare, strict=True)):
                yield Found(name, index, end)

    def everywhere(self, row: Sequence[Token]) -> Iterator[Found]:
        """All of them, also those inside others: what a document is found by."""
        for index in range(len(row)):
            yield from self.at(row, index)

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


def _same(token: Token, exact: str, bare: str) -> bool:
    if token.exact == exact:
        return True
    if token.folded != bare or has_marks(token.exact):
        return False
    return token.is_bare or not is_folded_syllable(bare)  # QSDD is QSDĐ with any keyboard
