"""The current language, kept in a context variable so that it works in the worker as in a request.

Vietnamese is the source: its sentences are the keys of the catalogues, so it needs none and never lacks a word.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import LazyProxy, NullTranslations, Translations

SOURCE = "vi"
STAFF_LANGUAGES = ("vi", "en")  # pages for officers are not in Khmer
LANGUAGES = {"vi": "Tiếng Việt", "km": "ភាសាខ្មែរ", "en": "English"}  # each in its own words
CATALOGUES = Path(__file__).resolve().parent.parent / "translations"

_current: ContextVar[str] = ContextVar("language", default=SOURCE)


def current() -> str:
    """Code of the language of this request or job: vi, km or en."""
    return _current.get()


def choose(language: str) -> None:
    """Set the language for the rest of this request or job; an unknown one becomes Vietnamese."""
    _current.set(language if language in LANGUAGES else SOURCE)


@contextmanager
def use(language: str) -> Iterator[None]:
    """Speak another language inside the block: a letter is written in the language of its reader."""
    token = _current.set(language if language in LANGUAGES else SOURCE)
    try:
        yield
    finally:
        _current.reset(token)


def bare_gettext(message: str) -> str:
    """The message with its placeholders unfilled, as Jinja wants it."""
    said: str = _catalogue(_current.get()).ugettext(message)
    return said


def bare_ngettext(one: str, many: str, count: int) -> str:
    """As bare_gettext, choosing by number."""
    said: str = _catalogue(_current.get()).ungettext(one, many, count)
    return said


def gettext(message: str, /, **values: object) -> str:
    """The message in the current language, its %(name)s filled from `values`."""
    said = bare_gettext(message)
    return said % values if values else said


def ngettext(one: str, many: str, count: int, /, **values: object) -> str:
    """As gettext, choosing by number; %(count)s is always there."""
    return bare_ngettext(one, many, count) % {"count": count, **values}


def lazy_gettext(message: str, /, **values: object) -> Any:
    """A message whose language is chosen when it is shown; for words written at module level."""
    return LazyProxy(gettext, message, enable_cache=False, **values)


@cache
def _catalogue(language: str) -> NullTranslations:
    """Compile the text catalogue in memory at its first use: no binary file can be forgotten or stale."""
    source = CATALOGUES / language / "LC_MESSAGES" / "messages.po"
    if language == SOURCE or not source.exists():
        return NullTranslations()
    compiled = BytesIO()
    with source.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return Translations(compiled)
