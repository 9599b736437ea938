"""What a file really is: its first bytes and then its structure, never its name. What is not known is refused."""

from importlib import import_module

import puremagic

from app.domain.refusals import BadInput
from app.inspection import names
from app.inspection.examined import Examined

HEAD_BYTES = 4096
ARCHIVE_END = b"PK\x05\x06"
ARCHIVE_LIST = b"PK\x01\x02"
FARTHEST_END = 22 + 65_535  # the longest comment an archive may have
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DANGEROUS = frozenset(
    {".html", ".htm", ".xhtml", ".svg", ".exe", ".dll", ".msi", ".jar", ".elf", ".js", ".vbs", ".hta", ".swf", ".lnk"}
)

SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"%PDF-", "pdf"),
    (0, b"\xff\xd8\xff", "pictures"),
    (0, b"\x89PNG\r\n\x1a\n", "pictures"),
    (0, b"RIFF", "pictures"),
    (0, b"PK\x03\x04", "office"),
    (4, b"ftyp", "media"),
    (0, b"ID3", "media"),
    (0, b"\xff\xfb", "media"),
    (0, b"\xff\xf3", "media"),
    (0, b"\xff\xf2", "media"),
    (0, b"\xff\xfa", "media"),
)
"""Where a mark stands, and the module of this room that looks further."""


def chapter(content: bytes, name: str) -> str:
    """The module of this room that knows such files. Raises BadInput for what no module knows."""
    head = content[:HEAD_BYTES]
    for offset, mark, found in SIGNATURES:
        if head.startswith(mark, offset):
            return found
    if head.startswith(OLD_OFFICE):
        raise BadInput("file_old_office")
    if _looks_dangerous(head) or names.ending(name) not in ("", ".txt"):
        raise BadInput("file_type_refused")
    return "text"


def examine(content: bytes, found: str) -> Examined:
    """Look through a file by the module `found`; BadInput with the reason when it is not what it says."""
    if found != "office":
        refuse_two_kinds(content)
    examined: Examined = import_module(f"app.inspection.{found}").examine(content)
    return examined


def refuse_two_kinds(content: bytes) -> None:
    """A picture or a paper that is an archive too, read from its end, is made to deceive."""
    end = content.rfind(ARCHIVE_END, max(0, len(content) - FARTHEST_END))
    if end < 0 or len(content) < end + 22:
        return
    start = end - int.from_bytes(content[end + 12 : end + 16], "little")
    if start >= 0 and content.startswith(ARCHIVE_LIST, start):
        raise BadInput("file_two_kinds")


def _looks_dangerous(head: bytes) -> bool:
    """A second witness for what has no mark of ours."""
    try:
        found = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        return False
    return any(match.extension in DANGEROUS for match in found)
