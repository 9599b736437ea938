"""One style sheet for every page: the chapters of Bootstrap that we use, then our own; one request on a slow line.

Bootstrap comes from the installed package, minified. Rules of components that our macros replace are left out by the
class their selectors name; what remains is the reset, the grid, the form controls, the buttons and the utilities.
"""

import re
from collections.abc import Iterator
from pathlib import Path

SHEET = "css/site.css"
OWN_PARTS = ("tokens.css", "base.css", "components.css", "khmer.css")
PRINT_PART = "print.css"
_COLOURS = "primary|secondary|success|info|warning|danger|light|dark|black|white|muted|body|transparent|opacity|emph"
REPLACED = re.compile(
    r"\.(accordion|alert|badge|breadcrumb|card|carousel|collaps|dropdown|dropup|dropend|dropstart|dropup-center|fade\b|figure"
    r"|form-floating|form-range|form-switch|form-control-(color|lg|sm|plaintext)|form-select-(lg|sm)|form-check-(inline|reverse)"
    r"|focus-ring|icon-link|img-thumbnail|input-group|invalid-|is-invalid|is-valid|valid-|was-validated|blockquote|display-\d"
    r"|list-group|modal|nav\b|nav-|navbar|offcanvas|page-|pagination|placeholder|popover|bs-popover|progress|ratio|spinner"
    r"|sticky-|fixed-|tab-|table|toast|tooltip|bs-tooltip|vr\b|link-|btn-(check|close|group|toolbar|outline|success|warning|info|light|dark)"
    rf"|(text|bg|border|text-bg)-({_COLOURS})\b|text-bg-|(border|link)-(subtle|opacity)|bg-gradient|shadow|z-|opacity-|object-fit"
    r"|user-select|pe-(none|auto)|rounded-(top|bottom|start|end)|translate|top-|bottom-|start-|end-|overflow-[xy]"
    r"|order-|offset-|row-cols|float-|column-gap|row-gap|[a-z-]+-xxl\b|initialism|vw-|vh-|min-v)"
    r"|\[data-bs-theme=dark\]|@keyframes (placeholder|spinner|progress)"
)


def build(bootstrap: Path | None, own: Path) -> bytes:
    """The whole sheet; `own` is the folder of our parts. Print rules come last and only for paper."""
    parts = [used(bootstrap.read_text("utf-8"))] if bootstrap else []
    parts += [(own / name).read_text("utf-8") for name in OWN_PARTS]
    parts.append(f"@media print {{\n{(own / PRINT_PART).read_text('utf-8')}}}\n")
    return "\n".join(parts).encode()


def changed(own: Path) -> int:
    """When one of our parts was last written, in nanoseconds; Bootstrap changes only with its package."""
    return max((own / name).stat().st_mtime_ns for name in (*OWN_PARTS, PRINT_PART))


def used(css: str) -> str:
    """The sheet without the rules of replaced components; a media block left empty goes too."""
    css = re.sub(r"/\*.*?\*/|@charset[^;]*;", "", css, flags=re.DOTALL)
    return "".join(_kept(css))


def _kept(css: str) -> Iterator[str]:
    for head, body in _blocks(css):
        if head.startswith("@media"):
            inner = "".join(_kept(body))
            if inner:
                yield f"{head}{{{inner}}}"
            continue
        selectors = [selector for selector in _selectors(head) if not REPLACED.search(selector)]
        if selectors:
            yield f"{','.join(selectors)}{{{body}}}"


def _blocks(css: str) -> Iterator[tuple[str, str]]:
    """Top-level `head { body }` pairs; a body may hold blocks of its own."""
    start = depth = opened = 0
    for brace in re.finditer(r"[{}]", css):
        if brace.group() == "{":
            depth += 1
            if depth == 1:
                opened = brace.start()
        else:
            depth -= 1
            if depth == 0:
                yield css[start:opened].strip(), css[opened + 1 : brace.start()]
                start = brace.end()


def _selectors(head: str) -> list[str]:
    """Split at commas outside brackets: `:not(a,b)` is one selector."""
    return re.split(r",(?![^(\[]*[)\]])", head)
