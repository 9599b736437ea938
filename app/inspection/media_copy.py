"""Copies of sound, film and HEIC pictures without what the device wrote beside them: place, owner, title.

Nothing moves: what is taken out is overwritten with zeros, so that every offset in the file stays true.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.refusals import BadInput

HOLDERS = frozenset({b"moov", b"trak", b"mdia", b"minf", b"stbl", b"moof", b"traf", b"edts", b"mvex"})
NOTES = frozenset({b"udta", b"meta", b"uuid", b"cprt", b"loci", b"XMP_"})
DATED = frozenset({b"mvhd", b"tkhd", b"mdhd"})
EXIF_ITEMS = frozenset({b"Exif", b"mime"})
ID3_FOOTER = 0x10


@dataclass(frozen=True, slots=True)
class Box:
    """A box of ISO media: where its head begins, where its content begins, where it ends."""

    kind: bytes
    start: int
    inner: int
    end: int


def bare_film(content: bytes) -> bytes:
    """Boxes of notes become free space, times of making become zero."""
    changed = bytearray(content)
    _bare_boxes(changed, 0, len(changed))
    return bytes(changed)


def bare_heic(content: bytes) -> bytes:
    """The items that are EXIF or XMP are overwritten."""
    changed = bytearray(content)
    for box in _boxes(changed, 0, len(changed)):
        if box.kind == b"uuid":
            _free(changed, box)
        if box.kind == b"meta":
            inside = {b.kind: b for b in _boxes(changed, box.inner + 4, box.end)}
            if b"iinf" in inside and b"iloc" in inside:
                noted = _note_items(changed, inside[b"iinf"])
                stored = inside[b"idat"].inner if b"idat" in inside else 0
                for start, length in _extents(changed, inside[b"iloc"], noted, stored):
                    changed[start : start + length] = bytes(length)
    if len(changed) != len(content):
        raise BadInput("file_damaged")
    return bytes(changed)


def bare_mp3(content: bytes) -> bytes:
    """Without the tags before and after the sound."""
    start, end = 0, len(content)
    if content.startswith(b"ID3"):
        a, b, c, d = (byte & 0x7F for byte in content[6:10])
        start = 10 + (a << 21 | b << 14 | c << 7 | d) + (10 if content[5] & ID3_FOOTER else 0)
    if content[end - 128 : end - 125] == b"TAG":
        end -= 128
    if content[end - 32 : end - 24] == b"APETAGEX":
        size = int.from_bytes(content[end - 20 : end - 16], "little") + 32
        end -= min(size, end - start)
    return content[start:end]


def _bare_boxes(changed: bytearray, start: int, end: int) -> None:
    for box in _boxes(changed, start, end):
        if box.kind in NOTES:
            _free(changed, box)
        elif box.kind in HOLDERS:
            _bare_boxes(changed, box.inner, box.end)
        elif box.kind in DATED:
            wide = 16 if changed[box.inner] else 8
            stop = min(box.inner + 4 + wide, box.end)
            changed[box.inner + 4 : stop] = bytes(max(0, stop - box.inner - 4))


def _free(changed: bytearray, box: Box) -> None:
    changed[box.start + 4 : box.start + 8] = b"free"
    changed[box.inner : box.end] = bytes(box.end - box.inner)


def _boxes(content: bytearray, start: int, end: int) -> Iterator[Box]:
    """Those that follow each other here; what is no box ends the walk."""
    while start + 8 <= end:
        length, inner = int.from_bytes(content[start : start + 4], "big"), start + 8
        if length == 1:
            length, inner = int.from_bytes(content[start + 8 : start + 16], "big"), start + 16
        stop = end if length == 0 else start + length
        if stop > end or inner > stop:
            return
        yield Box(bytes(content[start + 4 : start + 8]), start, inner, stop)
        start = stop


def _note_items(content: bytearray, iinf: Box) -> set[int]:
    """Numbers of the items that hold EXIF or XMP."""
    found = set()
    first = iinf.inner + (6 if content[iinf.inner] == 0 else 8)
    for entry in _boxes(content, first, iinf.end):
        wide = 4 if content[entry.inner] == 3 else 2
        at = entry.inner + 4
        kind = bytes(content[at + wide + 2 : at + wide + 6])
        if entry.kind == b"infe" and kind in EXIF_ITEMS:
            found.add(int.from_bytes(content[at : at + wide], "big"))
    return found


def _extents(content: bytearray, iloc: Box, wanted: set[int], stored: int) -> Iterator[tuple[int, int]]:
    """Where the wanted items lie. Raises BadInput when the table does not add up."""
    reader = _Reader(content, iloc.inner, iloc.end)
    version = reader.number(1)
    reader.number(3)
    sizes = reader.number(2)
    offset, length, base, index = (sizes >> shift & 15 for shift in (12, 8, 4, 0))
    for _item in range(reader.number(4 if version == 2 else 2)):
        number = reader.number(4 if version == 2 else 2)
        method = reader.number(2) & 15 if version else 0
        reader.number(2)
        begin = reader.number(base) + (stored if method == 1 else 0)
        for _extent in range(reader.number(2)):
            if version:
                reader.number(index)
            start, size = begin + reader.number(offset), reader.number(length)
            if number in wanted and start + size <= len(content):
                yield start, size


class _Reader:
    """Numbers one after the other."""

    def __init__(self, content: bytearray, at: int, end: int) -> None:
        self.content, self.at, self.end = content, at, end

    def number(self, width: int) -> int:
        start, self.at = self.at, self.at + width
        if self.at > self.end:
            raise BadInput("file_damaged")
        return int.from_bytes(self.content[start : self.at], "big")
