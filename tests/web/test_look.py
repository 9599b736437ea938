"""The looks as numbers: contrast in both palettes, weight of sheet and scripts, no class or icon without a drawing."""

import gzip
import re
from importlib.util import find_spec
from itertools import product
from pathlib import Path

import pytest

from app.web.assets import stylesheet
from tests.architecture.source import APP, TEMPLATES, name

STATIC = APP / "static"
TOKENS = (STATIC / "css" / "tokens.css").read_text("utf-8")
KIBI = 1024

TEXT = [
    *product(("ink", "ink-2", "river", "river-deep", "bad", "lotus"), ("paper", "surface", "sunken")),
    *product(("ink",), ("river-soft", "lotus-soft", "ok-soft", "warn-soft", "bad-soft", "rice-soft")),
    *[(tone, f"{tone}-soft") for tone in ("river", "lotus", "ok", "warn", "bad")],
    *[("ink-2", "river-soft"), ("ink-2", "rice-soft"), ("river-deep", "river-soft"), ("river", "rice-soft")],
    *[("on-river", "river-fill"), ("on-bad", "bad-fill"), ("surface", "lotus")],
    *[("head-ink", "head-bg"), ("head-ink-2", "head-bg")],
]
EDGES = [
    *product(("line-strong", "river", "lotus", "ink"), ("paper", "surface", "sunken")),
    *[("river-fill", "paper"), ("river-fill", "surface"), ("rice", "head-bg")],
]


def palettes() -> dict[str, dict[str, str]]:
    """Colour tokens by palette: light; dark by the system's wish; dark by choice."""
    blocks = re.findall(r":root[^{]*\{([^{}]*)\}", TOKENS)
    light, by_system, by_choice = [dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{3,6})\b", block)) for block in blocks[:3]]
    return {"light": light, "dark": {**light, **by_system}, "dark by choice": {**light, **by_choice}}


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2."""
    digits = colour.lstrip("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black on white)."""
    lower, higher = sorted((luminance(one), luminance(other)))
    return (higher + 0.05) / (lower + 0.05)


def bootstrap() -> Path:
    """The sheet in the installed package."""
    package = find_spec("flask_bootstrap")
    assert package and package.origin
    return Path(package.origin).parent / "static/bootstrap5/css/bootstrap.min.css"


@pytest.fixture(scope="module")
def sheet() -> str:
    """What the browser gets."""
    return stylesheet.build(bootstrap(), STATIC / "css").decode()


def test_contrast_knows_black_from_white() -> None:
    assert contrast("#000", "#fff") == pytest.approx(21)
    assert contrast("#777777", "#fff") < 4.5


@pytest.mark.parametrize("palette", palettes())
def test_text_can_be_read(palette: str) -> None:
    colours = palettes()[palette]
    weak = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in TEXT}
    assert not {pair: ratio for pair, ratio in weak.items() if ratio < 4.5}


@pytest.mark.parametrize("palette", palettes())
def test_edges_of_controls_can_be_seen(palette: str) -> None:
    colours = palettes()[palette]
    weak = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in EDGES}
    assert not {pair: ratio for pair, ratio in weak.items() if ratio < 3}


def test_both_ways_to_the_dark_lead_to_one_palette() -> None:
    assert palettes()["dark"] == palettes()["dark by choice"]


def test_the_looks_weigh_little(sheet: str) -> None:
    own = sum((STATIC / "css" / part).stat().st_size for part in (*stylesheet.OWN_PARTS, stylesheet.PRINT_PART))
    assert own <= 40 * KIBI
    assert len(gzip.compress(sheet.encode(), 9)) <= 22 * KIBI
    assert (STATIC / "js" / "app.js").stat().st_size <= 8.5 * KIBI


def test_of_bootstrap_only_what_is_used_is_kept() -> None:
    css = ".a,.card:not(.b,.c){x:1}.row{y:2}@media print{.modal{z:3}}@media screen{.modal,.mt-3{w:4}}.text-danger{v:5}"
    assert stylesheet.used(css) == ".a{x:1}.row{y:2}@media screen{.mt-3{w:4}}"


def classes(text: str) -> set[str]:
    """Class names written out in a template; those that an expression makes are not seen."""
    bare = re.sub(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", "\0", text, flags=re.DOTALL)
    found = " ".join(re.findall(r'\sclass="([^"]*)"', bare)).split()
    return {word for word in found if "\0" not in word}


def ruled(css: str) -> set[str]:
    return set(re.findall(r"\.(-?[a-zA-Z_][\w-]*)", css))


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_every_class_has_a_rule(path: Path, sheet: str) -> None:
    sheets = sheet + "".join(part.read_text("utf-8") for part in (STATIC / "css").glob("*.css"))
    unruled = classes(path.read_text("utf-8")) - ruled(sheets) - {"td-words", "td-flashes", "td-why"}
    left_out = ruled(bootstrap().read_text("utf-8"))
    lost = {word for word in unruled if word.startswith("td-") or word in left_out}
    assert not lost, "of Bootstrap we keep grid, forms, buttons and spacing; our macros do the rest"


def test_every_icon_is_drawn() -> None:
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', (STATIC / "icons.svg").read_text("utf-8")))
    asked = {
        icon
        for path in TEMPLATES
        for icon in re.findall(
            r"\bicon\(\"([\w-]+)\"|\bsign=\"([\w-]+)\"|icons\.svg'\) \}\}#([\w-]+)", path.read_text("utf-8")
        )
        for icon in icon
        if icon
    }
    assert asked <= drawn, asked - drawn
