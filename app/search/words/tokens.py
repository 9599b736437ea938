"""A text cut into tokens, each with its place in the text: the one tokeniser of the house."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from app.search.words import khmer, numbers
from app.search.words.characters import BARE, composed, forms, has_marks

BREAKS = re.compile(r"[.;:!?()\[\]“”\"…•|]|\n\s*\n")
_TOKEN = re.compile(
    rf"(?P<khmer>{khmer.RUN})|(?P<word>[^\W\d_][^\W_]*(?:[\u0300-\u036f]+[^\W_]*)*)"
    rf"|(?P<date>{numbers.DATE})|(?P<code>{numbers.CODE})|(?P<grouped>{numbers.GROUPED})|(?P<number>[^\W_]+)"
)
_PART = re.compile(r"[^\W_]+")
_CODE_LIKE = re.compile(r"\d")
FEWEST_BARE = 4  # so many words in a row without any mark: the writer uses none


class Token(NamedTuple):
    """`exact` and `folded` are its terms; `starts` says that no pair reaches back over a full stop."""

    exact: str
    folded: str
    start: int
    end: int
    starts: bool
    is_bare: bool = False  # in a stretch of text that was written without accents
    extra: tuple[str, ...] = ()  # more terms of the folded stream: a date or document number in normal form
    is_khmer: bool = False

    @property
    def term(self) -> str:
        """Of the exact stream."""
        return BARE + self.folded if self.is_bare else self.exact

    def starting(self) -> "Token":
        """The same, with nothing to pair it with before."""
        return self._replace(starts=True)


def tokens(text: str) -> list[Token]:
    """Tokens of a text. Offsets are those of characters.composed(text)."""
    text = composed(text)
    return _with_bare_stretches(list(_cut(text)))


def question_tokens(text: str) -> list[Token]:
    """Of a question: however short, without one accent it was typed without accents."""
    row = list(_cut(composed(text)))
    return row if any(has_marks(t.exact) for t in row) else [t._replace(is_bare=not t.is_khmer) for t in row]


def _cut(text: str) -> Iterator[Token]:
    last = 0
    for match in _TOKEN.finditer(text):
        kind, written, at = match.lastgroup, match.group(), match.start()
        is_near = at == last + 1 and text[last] == " " and last > 0
        starts = not is_near and (last == 0 or BREAKS.search(text, last, at) is not None)
        last = match.end()
        if kind in ("word", "number"):
            yield _word(written, at, starts)
        elif kind == "khmer":
            yield from _khmer(written, at, starts)
        elif kind == "grouped":
            key = numbers.number_key(written)
            yield Token(key, key, at, last, starts)
        else:
            named = (numbers.code_key, numbers.without_year) if kind == "code" else (numbers.date_key,)
            yield from _parts(written, at, starts, tuple(filter(None, (how(written) for how in named))))


def _word(written: str, at: int, starts: bool, extra: tuple[str, ...] = ()) -> Token:
    if written[0].isdigit() and written.isdecimal():
        key = numbers.number_key(written)
        return Token(key, key, at, at + len(written), starts, extra=extra)
    exact, bare = forms(written)
    return Token(exact, bare, at, at + len(written), starts, extra=extra)


def _parts(written: str, at: int, starts: bool, extra: tuple[str, ...]) -> Iterator[Token]:
    """A document number or date: its parts in a row, the first of which carries the whole."""
    for part in _PART.finditer(written):
        yield _word(part.group(), at + part.start(), starts, extra)
        starts, extra = False, ()


def _khmer(run: str, at: int, starts: bool) -> Iterator[Token]:
    long_terms = (*khmer.long_terms(run), "")
    place = at
    found = khmer.clusters(run)
    for index, term in enumerate(khmer.terms(run)):
        more = long_terms[index] if index < len(long_terms) else ""
        yield Token(term, term, place, place + len(term), starts, extra=(more,) if more else (), is_khmer=True)
        place += len(found[index])
        starts = True  # pairs of overlapping terms would say nothing new


def _with_bare_stretches(found: list[Token]) -> list[Token]:
    """Mark the stretches between full stops that have words and no accents at all."""
    marked: list[Token] = []
    stretch: list[Token] = []
    for token in [*found, None]:
        if token is None or (token.starts and stretch):
            marked += _bare(stretch)
            stretch = []
        if token is not None:
            stretch.append(token)
    return marked


def _bare(stretch: list[Token]) -> list[Token]:
    words = sum(not _CODE_LIKE.search(token.exact) for token in stretch)
    if words < FEWEST_BARE or any(has_marks(token.exact) or token.is_khmer for token in stretch):
        return stretch
    return [token._replace(is_bare=True) for token in stretch]
