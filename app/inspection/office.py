"""Word, Excel and OpenDocument files are zip archives: counted, measured and read before they are believed."""

import stat
import zipfile
import zlib
from io import BytesIO

from app.domain.refusals import BadInput
from app.inspection import office_copy
from app.inspection.examined import Examined

MAX_ENTRIES = 500
MAX_INFLATED = 200 * 1024 * 1024
MAX_RATIO = 100
MAX_INNER = 20 * 1024 * 1024
SMALL = 1024 * 1024  # below this a high ratio harms nobody
PIECE = 64 * 1024

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TEXT = "application/vnd.oasis.opendocument.text"

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # an object of another program, or the macros of old Office
OTHER_ARCHIVES = (b"7z\xbc\xaf", b"Rar!", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
RUNS = ("vbaproject.bin", "vbadata.xml", ".exe", ".js", ".vbs", ".jar", ".class", ".bat", ".ps1", ".lnk", ".hta")
ACTS = ("word/activex/", "xl/activex/", "xl/macrosheets/", "basic/", "scripts/", "object ")

FAULTS = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, KeyError, NotImplementedError, RecursionError
)  # fmt: skip


def examine(content: bytes) -> Examined:
    """The type that the archive itself declares; anything else in a zip is refused, and so is whatever runs."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            _measure(archive, len(content), depth=0)
            media_type = _declared(archive)
        return Examined(media_type, office_copy.clean(content))
    except (*FAULTS, office_copy.NotXmlError):
        raise BadInput("file_damaged") from None


def _declared(archive: zipfile.ZipFile) -> str:
    held = archive.namelist()
    if len(set(held)) < len(held):
        raise BadInput("file_damaged")  # two entries of one name: each program would read another
    media_type = _main_type(archive)
    if any(name.casefold().endswith(RUNS) or name.casefold().startswith(ACTS) for name in held):
        raise BadInput("file_macros")
    return media_type


def _main_type(archive: zipfile.ZipFile) -> str:
    held = set(archive.namelist())
    if "[Content_Types].xml" in held:
        types = archive.read("[Content_Types].xml")
        if b"macroEnabled" in types:
            raise BadInput("file_macros")
        for media_type, part in ((WORD, "word/document.xml"), (EXCEL, "xl/workbook.xml")):
            if part in held and f"{media_type}.main+xml".encode() in types:
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
        head = content.read(8)
        while content.read(PIECE):
            pass
    if head.startswith(OTHER_ARCHIVES):
        raise BadInput("file_bomb")
    if head == OLE or head.startswith(b"MZ"):
        raise BadInput("file_macros")
    if head.startswith(b"PK\x03\x04"):
        if depth:
            raise BadInput("file_bomb")
        _measure_inner(archive, entry)


def _measure_inner(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    if entry.file_size > MAX_INNER:
        raise BadInput("file_bomb")
    with zipfile.ZipFile(BytesIO(archive.read(entry))) as inner:
        _measure(inner, entry.file_size, depth=1)
        _declared(inner)
