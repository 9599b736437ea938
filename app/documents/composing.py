"""A template and what is to stand in it become a letter."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from app.documents import markup
from app.documents.letter import Head, Letter
from app.i18n import formats

TEMPLATES = Path(__file__).resolve().parent.parent / "templates" / "letters"
DOTS, FEW_DOTS = "…………………………", "………"
SHORT = frozenset({"hour", "minute", "copies", "people", "number", "end_hour", "end_minute"})
"""What needs little room when it is written by hand."""


class Dots(Undefined):
    """What a blank form has in the place of everything: room to write by hand."""

    def __str__(self) -> str:
        return FEW_DOTS if self._undefined_name in SHORT else DOTS

    def __getattr__(self, name: str) -> "Dots":
        if name.startswith("__"):
            raise AttributeError(name)
        return Dots(name=name)

    def __bool__(self) -> bool:
        return False


def _shown(value: object) -> str:
    """A value as it is filled in: days as people write them, nothing as room to write."""
    if isinstance(value, date):
        value = formats.long_day(value, "vi")
    text = "" if value is None else str(value)
    return markup.disguise(text) if text.strip() else DOTS


def _capitalize_first(value: object) -> str:
    """A day or a name at the beginning of a sentence; the rest stays as it is."""
    text = formats.long_day(value, "vi") if isinstance(value, date) else str(value)
    return text[:1].upper() + text[1:]


def _environment(undefined: type[Undefined]) -> ImmutableSandboxedEnvironment:
    made = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=undefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # noqa: S701  # text, not HTML; markup.disguise() keeps values from becoming marks
    )
    made.filters["capitalize_first"] = _capitalize_first
    return made


_filled = _environment(StrictUndefined)
_blank = _environment(Dots)


def compose(
    template: str, head: Head, context: Mapping[str, Any], *, name: str = "", landscape: bool = False
) -> Letter:
    """The letter of a template, filled; a name that the template uses and the context lacks is an error."""
    text = _filled.get_template(f"{template}.txt").render(context)
    return Letter(head, markup.blocks(text), name, landscape)


def compose_blank(template: str, head: Head, *, name: str = "", landscape: bool = False) -> Letter:
    """The same with room to write in the place of everything: for the day when the line or the power is gone."""
    text = _blank.get_template(f"{template}.txt").render()
    return Letter(head, markup.blocks(text), name, landscape)
