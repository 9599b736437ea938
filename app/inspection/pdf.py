"""PDF: its end says where it begins, no stream inflates beyond reason, and a real parser opens it."""

import re
import zlib
from collections.abc import Iterator

from app.domain.refusals import BadInput
from app.inspection import pdf_copy
from app.inspection.examined import Examined

TAIL_BYTES = 4096
LARGEST_INFLATED = 200 * 1024 * 1024
WORST_RATIO = 100
DEEPEST = 3  # filters one upon the other
PIECE = 1024 * 1024

_START = re.compile(rb"startxref\s+(\d{1,10})\s+%%EOF")
_AT_START = re.compile(rb"\s*(xref\b|\d+\s+\d+\s+obj\b)")
_STREAM = re.compile(rb"stream\r?\n")


def examine(content: bytes) -> Examined:
    """A header, an end, and a cross-reference where the end says; then the copy without anything that acts or tells."""
    ends = list(_START.finditer(content, max(0, len(content) - TAIL_BYTES)))
    if not ends or b"obj" not in content:
        raise BadInput("file_damaged")
    if not _AT_START.match(content, min(int(ends[-1][1]), len(content))):
        raise BadInput("file_damaged")
    _refuse_bomb(content)
    return Examined("application/pdf", pdf_copy.clean(content))


def _refuse_bomb(content: bytes) -> None:
    """Inflate every stream, counting and throwing away; stops counting where honest scans of that size may be."""
    total = 0
    for begin in (match.end() for match in _STREAM.finditer(content)):
        for piece in _inflated(content, begin, DEEPEST):
            total += piece
            if total > LARGEST_INFLATED:
                if total > WORST_RATIO * len(content):
                    raise BadInput("file_bomb")
                return


def _inflated(content: bytes, begin: int, depth: int) -> Iterator[int]:
    """Sizes of what a stream inflates to, and of what that inflates to in turn."""
    inflate = zlib.decompressobj()
    position, first = begin, True
    inner = None
    while position < len(content) and not inflate.eof and content[begin] & 0x0F == 8:
        taken = content[position : position + PIECE]
        position += len(taken)
        while taken and not inflate.eof:
            try:
                out = inflate.decompress(taken, PIECE)
            except zlib.error:
                return
            taken = inflate.unconsumed_tail
            yield len(out)
            if first and depth and out[:1] == b"\x78":
                inner = bytearray()
            first = False
            if inner is not None and len(inner) < 20 * PIECE:
                inner += out
    if inner:
        yield from _inflated(bytes(inner), 0, depth - 1)
