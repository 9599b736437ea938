"""A question read: its words, pairs, numbers, phrases and places, as clauses for an engine."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.search.asking import keyboard
from app.search.asking.place_words import Place, places_in
from app.search.words import accents, meanings
from app.search.words.characters import BARE, folded, has_marks
from app.search.words.function_words import FUNCTION_WORDS
from app.search.words.phrases import Found, Phrases
from app.search.words.streams import pair, plot_terms, spoken_days
from app.search.words.tokens import Token

EXACT, FOLDED, PAIRS = "exact", "folded", "pairs"
CODE = "#"  # begins the normal form of a document number

WORD, PAIR, NAME, SAME, NEAR, SUBJECT, NUMBER = 1.0, 0.9, 2.0, 1.6, 0.7, 1.0, 3.0  # weights of clauses by what they are
FUNCTION, INSIDE_PHRASE = 0.2, 0.35
UNACCENTED, OTHER_ACCENTS, UNLIKELY, MISTYPED = 0.9, 0.3, 0.4, 0.6  # weights of alternatives
NEARLY, SUCCESSOR, PART_OF_NUMBER = 0.7, 0.8, 0.5


Slips = tuple[tuple[int, tuple[str, ...]], ...]
"""Words (by their place among those about the matter) with what was meant instead (slips.py)."""


@dataclass(frozen=True, slots=True)
class Alternative:
    stream: str
    term: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Clause:
    """Answered by the best of its alternatives. `is_required`: documents with all the words have it."""

    alternatives: tuple[Alternative, ...]
    weight: float
    is_required: bool = True
    sure: float = 1.0  # that the first alternative is what was meant, where accents were guessed

    @property
    def widest(self) -> tuple[Alternative, ...]:
        """Whoever has any has one of these: a word with whatever accents stands wherever it has certain ones."""
        bare = {one.term for one in self.alternatives if one.stream == FOLDED}
        return tuple(
            one for one in self.alternatives if one.stream != EXACT or folded(one.term.removeprefix(BARE)) not in bare
        )


@dataclass(frozen=True, slots=True)
class Plan:
    """Clauses about the matter, and for each place named the clauses that it is known by."""

    clauses: tuple[Clause, ...]
    places: tuple[tuple[Clause, ...], ...] = ()
    row: tuple[Token, ...] = ()  # the words about the matter
    is_of_matter: bool = False  # names a place or words of a subject, and no number

    @property
    def placed(self) -> tuple[Clause, ...]:
        """The clauses of all its places."""
        return tuple(clause for place in self.places for clause in place)

    def terms(self) -> set[tuple[str, str]]:
        return {(one.stream, one.term) for clause in (*self.clauses, *self.placed) for one in clause.alternatives}


@lru_cache(512)
def plan(text: str, *, loose: bool = False, spelled: bool = False, slips: Slips = ()) -> Plan:
    """`loose`: a word with accents is also found under others, and a mistyped one as it was meant. So, or `spelled`:
    the words of a document number are also found without it."""
    understood, row = keyboard.read(text)
    places, rest = places_in(row, understood)
    typed_marks = any(has_marks(token.exact) for token in row)
    reader = _Reader(rest, typed_marks, loose, spelled or loose, dict(slips))
    clauses = (*reader.clauses(), *_bridges(places))
    placed = tuple(_place(place, typed_marks) for place in places)
    is_of_matter = bool(placed or reader.subjects) and not any(clause.weight == NUMBER for clause in clauses)
    return Plan(clauses, placed, tuple(rest), is_of_matter)


class _Reader:
    """Reads what is left of a question without its places."""

    def __init__(
        self, row: Sequence[Token], typed_marks: bool, loose: bool, spelled: bool, slips: dict[int, tuple[str, ...]]
    ) -> None:
        self.row, self.typed_marks, self.loose, self.spelled, self.slips = row, typed_marks, loose, spelled, slips
        self.plots = list(plot_terms(row))
        self.codes = dict(_codes(row))
        self.days = list(spoken_days(row))
        self.guesses = [] if typed_marks else accents.guessed([token.folded for token in row])
        self.same = self._found(meanings.same())
        self.subjects = dict.fromkeys(one.name for one in self._found(meanings.subjects()))
        self.near = [one for one in self._found(meanings.near()) if one.end - one.first > 1]

    def _found(self, phrases: Phrases) -> list[Found]:
        """Of a question without accents first what its likely accents say, then what any may say."""
        if not self.guesses:
            return phrases.apart(self.row)
        meant = [token._replace(exact=guess) for token, (guess, _sure) in zip(self.row, self.guesses, strict=True)]
        likely = phrases.apart([t._replace(is_bare=not has_marks(t.exact)) for t in meant])
        taken = {index for one in likely for index in range(one.first, one.end)}
        return likely + [one for one in phrases.apart(self.row) if taken.isdisjoint(range(one.first, one.end))]

    def clauses(self) -> Iterator[Clause]:
        yield from self._numbers()
        yield from (self._phrase(one, SAME, 1.0) for one in self.same if not self._is_said(one.first))
        yield from (self._phrase(one, NEAR, NEARLY) for one in self.near if not self._is_inside(one))
        yield from (Clause((Alternative(PAIRS, name),), SUBJECT, is_required=False) for name in self.subjects)
        for index, token in enumerate(self.row):
            if self._is_said(index):
                continue
            yield self._word(index, token)
            if index and not token.starts:
                yield self._pair(index)

    def _numbers(self) -> Iterator[Clause]:
        for first in self.codes:
            named = [Alternative(FOLDED, t, 1 - n * PART_OF_NUMBER) for n, t in enumerate(self.row[first].extra)]
            yield Clause(tuple(named), NUMBER)
        yield from (Clause((Alternative(FOLDED, term),), NUMBER, is_required=False) for term in _keys(self.row))
        yield from (Clause((Alternative(FOLDED, term),), NUMBER) for term, _index in self.days)
        for term in sorted(self.plots, key=len)[-1:]:
            parts = [Alternative(FOLDED, part, PART_OF_NUMBER) for part in self.plots if part != term]
            yield Clause((Alternative(FOLDED, term), *parts), NUMBER)

    def _phrase(self, found: Found, weight: float, of_name: float) -> Clause:
        """A phrase weighs as much as its words would; those count little beside it."""
        size = found.end - found.first
        row = self.row[found.first : found.end]
        spoken = [Alternative(PAIRS, pair(row[0], row[1]))] if size > 1 and of_name < 1 else []
        return Clause((Alternative(PAIRS, found.name, of_name), *spoken), weight * (1 + 0.3 * (min(size, 6) - 1)))

    def _word(self, index: int, token: Token) -> Clause:
        required = not self._covered(index) and not _is_function(token) and not self._is_of_plot(token)
        weight = WORD if required else (FUNCTION if _is_function(token) else INSIDE_PHRASE)
        found = word_alternatives(token, self.typed_marks, self.loose)
        guess, sure = self.guesses[index] if self.guesses else (token.folded, 1.0)
        if guess != token.folded:
            likely = (Alternative(EXACT, guess), Alternative(EXACT, BARE + token.folded))
            found = (*likely, Alternative(FOLDED, token.folded, 1 - (1 - UNLIKELY) * sure))
        meant = tuple(Alternative(FOLDED, word, MISTYPED) for word in self.slips.get(index, ()))
        return Clause((*found, *meant), weight, required, sure)

    def _pair(self, index: int) -> Clause:
        first, second = self.row[index - 1], self.row[index]
        is_covered = self._covered(index) and self._covered(index - 1)
        weak = is_covered or _is_function(first) or _is_function(second)
        meant = [Alternative(PAIRS, f"{word}_{second.folded}", MISTYPED) for word in self.slips.get(index - 1, ())]
        meant += [Alternative(PAIRS, f"{first.folded}_{word}", MISTYPED) for word in self.slips.get(index, ())]
        typed = Alternative(PAIRS, pair(first, second))
        return Clause((typed, *meant), PAIR * (FUNCTION if weak else 1), is_required=False)

    def _covered(self, index: int) -> bool:
        in_day = any(first <= index < first + 5 for _term, first in self.days)
        return (
            in_day or self._is_of_code(index) or any(one.first <= index < one.end for one in (*self.same, *self.near))
        )

    def _is_said(self, index: int) -> bool:
        """By the document number that it is part of, which whoever asks for one wants whole."""
        return not self.spelled and self._is_of_code(index)

    def _is_of_code(self, index: int) -> bool:
        return any(first <= index < end for first, end in self.codes.items())

    def _is_inside(self, near: Found) -> bool:
        return any(one.first <= near.first and near.end <= one.end for one in self.same)

    def _is_of_plot(self, token: Token) -> bool:
        return bool(self.plots) and token.folded in {"thua", "to", "ban", "do", "so", "dat"}


def word_alternatives(token: Token, typed_marks: bool, loose: bool) -> tuple[Alternative, ...]:
    """With accents: that word, or where its document has none at all. Without: any word that folds to it."""
    if not typed_marks or token.is_khmer or token.folded[:1].isdigit():
        return (Alternative(FOLDED, token.folded),)
    found = [Alternative(EXACT, token.exact), Alternative(EXACT, BARE + token.folded, UNACCENTED)]
    return (*found, Alternative(FOLDED, token.folded, OTHER_ACCENTS)) if loose else tuple(found)


def _keys(row: Sequence[Token]) -> Iterator[str]:
    """Days in normal form."""
    for token in row:
        if not token.is_khmer:
            yield from (term for term in token.extra if not term.startswith(CODE))


def _codes(row: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Where a document number begins and ends."""
    for index, token in enumerate(row):
        if token.extra and token.extra[0].startswith(CODE):
            end, read = index + 1, token.folded
            while end < len(row) and len(read) < len(token.extra[0]) - len(CODE):
                read, end = read + row[end].folded, end + 1
            yield index, end


def _is_function(token: Token) -> bool:
    return token.term in FUNCTION_WORDS


def _bridges(places: Sequence[Place]) -> Iterator[Clause]:
    """A name that may be a person's: documents that have its words in a row come first."""
    for place in places:
        if place.bridge and not _is_function(place.bridge[0]):
            terms = [pair(*place.bridge), *(pair(a, b) for a, b in zip(place.row, place.row[1:], strict=False))]
            yield from (Clause((Alternative(PAIRS, term),), NAME, is_required=False) for term in terms)


def _place(place: Place, typed_marks: bool) -> tuple[Clause, ...]:
    named = tuple(Alternative(PAIRS, name, 1.0 if name.startswith("@p:") else SUCCESSOR) for name in place.names)
    if place.bridge:
        named = (*named, Alternative(PAIRS, pair(*place.bridge)))
    pairs = [pair(a, b) for a, b in zip(place.row, place.row[1:], strict=False)]
    if named:
        return (Clause(named, WORD),)
    words = tuple(Clause(word_alternatives(t, typed_marks, False), 0.3) for t in place.row)
    return (*words, *(Clause((Alternative(PAIRS, term),), WORD, is_required=False) for term in pairs))
