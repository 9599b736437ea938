"""What a file really is: its first bytes and then its structure, never its name. What is not known is refused."""

from collections.abc import Callable
from typing import BinaryIO

import puremagic

from app.domain.refusals import BadInput
from app.storage import archives, images, media, names, papers

HEAD_BYTES = 4096
DANGEROUS = frozenset(
    {".html", ".htm", ".xhtml", ".svg", ".exe", ".dll", ".msi", ".jar", ".elf", ".js", ".vbs", ".hta", ".swf", ".lnk"}
)

Check = Callable[[BinaryIO, int], str]

SIGNATURES: tuple[tuple[int, bytes, Check], ...] = (
    (0, b"%PDF-", papers.pdf),
    (0, b"\xff\xd8\xff", images.jpeg),
    (0, b"\x89PNG\r\n\x1a\n", images.png),
    (0, b"RIFF", images.webp),
    (0, b"PK\x03\x04", archives.office),
    (4, b"ftyp", media.boxes),
    (0, b"ID3", media.mp3),
    (0, b"\xff\xfb", media.mp3),
    (0, b"\xff\xf3", media.mp3),
    (0, b"\xff\xf2", media.mp3),
    (0, b"\xff\xfa", media.mp3),
)


def media_type(stream: BinaryIO, size: int, name: str) -> str:
    """The type of a whole, sound file of a kind we take; BadInput with the reason otherwise."""
    stream.seek(0)
    head = stream.read(HEAD_BYTES)
    stream.seek(0)
    for offset, mark, check in SIGNATURES:
        if head.startswith(mark, offset):
            return check(stream, size)
    if _looks_dangerous(head) or names.ending(name) not in ("", ".txt"):
        raise BadInput("file_type_refused")
    return papers.text(stream, size)


def _looks_dangerous(head: bytes) -> bool:
    """A second witness for what has no mark of ours."""
    try:
        found = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        return False
    return any(match.extension in DANGEROUS for match in found)
