"""Hostile forms: what a person, a broken browser or an attacker may send to any door. Seeded, so a find is a find."""

import io
import random
from collections.abc import Iterator
from typing import Any

from flask import Flask

from tests.storage import corpus

TEXTS = (
    "",
    " ",
    "\x00",
    "a\x00b",
    "\ud800".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
    "\u202e\u0000\ufeff\u200b",
    "\r\nSet-Cookie: a=b",
    "'; DROP TABLE petition; --",
    "<script>alert(1)</script>",
    "{{7*7}} %(name)s %s {0}",
    "=1+1",
    "nguye\u0302\u0303n",
    "\U0001f600" * 40,
    "x" * 5_000,
    "//[",
    "/\\evil.example",
    "//evil.example/",
    "http://[::1",
    "/\t/evil.example",
    "..%2f..%2fetc",
    "~".join(["9999-12-31"] * 3),
    "2026-11-23~1",
    "1.1",
)
NUMBERS = (
    "0",
    "-1",
    "1",
    "2",
    "٣",
    "１２",
    "²",
    "1e9",
    "9" * 9,
    "2147483648",
    "9" * 19,
    "9" * 40,
    "9" * 5_000,
    "0x10",
    "NaN",
)
DAYS = (
    "31/02/2026",
    "29/02/2025",
    "0001-01-01",
    "9999-12-31",
    "31/12/9999",
    "01/01/1900",
    "31/12/2026",
    "10/10/2026",
    "١٠/١٠/٢٠٢٦",
    "00/00/0000",
    "1/1/1",
    "99999-01-01",
)
NAMES = ("a\x00.pdf", "../../../etc/passwd", "a" * 5_000 + ".pdf", "", ".", "a.pdf\r\nX: y", "\u202efdp.exe", "đ" * 400)
EXTRA = ("is_sealed", "body_id", "case_id", "state", "actor_id", "role", "_method", "id", "petitions", "__class__")


def values(dice: random.Random, known: tuple[str, ...]) -> str:
    """One value: often what the door would take, else something nobody should send."""
    return dice.choice(dice.choice((TEXTS, NUMBERS, DAYS, known or TEXTS)))


def forms(dice: random.Random, names: list[str], known: tuple[str, ...], count: int) -> Iterator[dict[str, Any]]:
    """So many field sets: some fields left out, some doubled, some that were never declared."""
    for _each in range(count):
        chosen = [name for name in names if dice.random() < 0.8]
        sent: dict[str, Any] = {name: values(dice, known) for name in chosen}
        for name in chosen:
            if dice.random() < 0.1:
                sent[name] = [values(dice, known) for _n in range(dice.randint(2, 4))]
        for name in dice.sample(EXTRA, 2):
            sent.setdefault(name, values(dice, known))
        yield sent


def files(dice: random.Random, names: list[str]) -> dict[str, Any]:
    """A hostile file or two in every field that takes files, each under a hostile name."""
    found: dict[str, Any] = {}
    for name in names:
        chosen = dice.sample(sorted(corpus.BAD), 2)
        made = [(corpus.BAD[case][1](), dice.choice((corpus.BAD[case][0], *NAMES))) for case in chosen]
        found[name] = [(io.BytesIO(content), called) for content, called in made]
    return found


def file_fields(markup: str) -> list[str]:
    """The names of all fields on a page that take files."""
    tags = [tag.split(">", 1)[0] for tag in markup.split("<input ")[1:]]
    return [tag.split('name="')[1].split('"')[0] for tag in tags if 'type="file"' in tag]


def field_names(markup: str) -> list[str]:
    """The names of all fields on a page."""
    names = [part.split('"', 1)[0] for part in markup.split(' name="')[1:]]
    skipped = ("csrf_token", "viewport", "color-scheme", "description", "theme-color")
    return sorted({name for name in names if name not in skipped})


def known_values(markup: str) -> tuple[str, ...]:
    """What the page itself would send: choices and hidden values."""
    found = {part.split('"', 1)[0] for part in markup.split(' value="')[1:]}
    return tuple(sorted(value for value in found if len(value) < 60))[:60]


def post_doors(app: Flask) -> list[str]:
    """Every rule that takes a POST."""
    return sorted({rule.rule for rule in app.url_map.iter_rules() if "POST" in (rule.methods or set())})
