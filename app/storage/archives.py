"""Word, Excel and OpenDocument files are zip archives: counted, measured and read before they are believed."""

import stat
import zipfile
import zlib
from io import BytesIO
from typing import BinaryIO

from app.domain.refusals import BadInput

MAX_ENTRIES = 500
MAX_INFLATED = 200 * 1024 * 1024
MAX_RATIO = 100
MAX_INNER = 20 * 1024 * 1024
SMALL = 1024 * 1024  # below this a high ratio harms nobody
PIECE = 64 * 1024

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TEXT = "application/vnd.oasis.opendocument.text"


def office(stream: BinaryIO, size: int) -> str:
    """The type that the archive itself declares; anything else in a zip is refused."""
    try:
        with zipfile.ZipFile(stream) as archive:
            _measure(archive, size, depth=0)
            return _declared(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, KeyError, NotImplementedError):
        raise BadInput("file_damaged") from None


def _declared(archive: zipfile.ZipFile) -> str:
    held = set(archive.namelist())
    if any(name.endswith("vbaProject.bin") for name in held):
        raise BadInput("file_type_refused")
    if "[Content_Types].xml" in held:
        types = archive.read("[Content_Types].xml")
        for media_type, part in ((WORD, "word/document.xml"), (EXCEL, "xl/workbook.xml")):
            if part in held and f"{media_type}.main+xml".encode() in types and b"<!DOCTYPE" not in types:
                return media_type
    first = archive.infolist()[0]
    if first.filename == "mimetype" and "content.xml" in held and archive.read(first) == TEXT.encode():
        return TEXT
    raise BadInput("file_type_refused")


def _measure(archive: zipfile.ZipFile, size: int, depth: int) -> None:
    """Refuse what escapes its folder, overlaps, inflates beyond reason or holds archives within archives."""
    entries = archive.infolist()
    if not entries or len(entries) > MAX_ENTRIES:
        raise BadInput("file_bomb" if entries else "file_damaged")
    for entry in entries:
        _refuse_escape(entry)
    packed = sum(entry.compress_size for entry in entries)
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MAX_INFLATED or packed > size or unpacked > max(SMALL, MAX_RATIO * packed):
        raise BadInput("file_bomb")
    for entry in entries:
        if not entry.is_dir():
            _read_through(archive, entry, depth)


def _refuse_escape(entry: zipfile.ZipInfo) -> None:
    name = entry.filename.replace("\\", "/")
    leaves = name.startswith("/") or ".." in name.split("/") or ":" in name.split("/")[0]
    if leaves or stat.S_ISLNK(entry.external_attr >> 16) or entry.flag_bits & 0x1:
        raise BadInput("file_type_refused")


def _read_through(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, depth: int) -> None:
    """Read an entry to its end, where its checksum is compared; an archive inside is measured once, no deeper."""
    with archive.open(entry) as content:
        head = content.read(4)
        while content.read(PIECE):
            pass
        if head == b"PK\x03\x04":
            if depth:
                raise BadInput("file_bomb")
            _measure_inner(archive, entry)


def _measure_inner(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    if entry.file_size > MAX_INNER:
        raise BadInput("file_bomb")
    with zipfile.ZipFile(BytesIO(archive.read(entry))) as inner:
        _measure(inner, entry.file_size, depth=1)
