"""Words that must never be found outside the seal, every way they could be written, and the search for them."""

import base64
import json
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import MetaData, select

from app.persistence.db import db

NAME = "Quách Tỷ Hoàng Ngưu"
IDENTITY = "094199887766"
PHONE = "0987650123"
EMAIL = "hoang.nguu.1977@thudientu.example"
ADDRESS = "hẻm 77/9 Bờ Kè Mắm Nêm"
ACCUSED = "Tạ Đình Khuyết Danh"
POSITION = "trưởng ban đò ngang"
CONTENT = "Ông ấy nhận ba mươi bảy phong bì lót tay ở bến đò Rạch Gòi."
FILE_NAME = "sổ-ghi-phong-bì.txt"
FILE_CONTENT = "Ngày rằm đưa hai chỉ vàng cho ông Khuyết tại quán Bảy Lúa."
ALL = (NAME, IDENTITY, PHONE, EMAIL, ADDRESS, ACCUSED, POSITION, CONTENT, FILE_NAME, FILE_CONTENT)


def folded(word: str) -> str:
    """Without accents, as a search index would keep it."""
    bare = unicodedata.normalize("NFD", word.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in bare if not unicodedata.combining(c))


def _texts(word: str) -> set[str]:
    forms = {unicodedata.normalize(form, word) for form in ("NFC", "NFD", "NFKC")} | {folded(word)}
    return {cased for form in forms for cased in (form, form.lower(), form.upper(), form.casefold())}


def spellings(word: str) -> set[bytes]:
    """The bytes that would give a word away."""
    found: set[bytes] = set()
    for each in _texts(word):
        plain = each.encode()
        found |= {plain, each.encode("utf-16-le"), each.encode("utf-16-be"), plain.hex().encode()}
        found |= {plain.hex().upper().encode(), quote(each).encode(), json.dumps(each)[1:-1].encode()}
        for shift in range(3):
            whole = base64.b64encode(b"\0" * shift + plain)
            inner = whole[4 if shift else 0 : -4]
            found |= {inner, inner.translate(bytes.maketrans(b"+/", b"-_"))}
    return {each for each in found if len(each) >= 8}


NEEDLES = {word: spellings(word) for word in ALL}


def hits_in(haystack: bytes) -> set[str]:
    """The words that stand in these bytes, in whatever spelling."""
    return {word for word, needles in NEEDLES.items() if any(needle in haystack for needle in needles)}


def hits_below(folder: Path) -> list[tuple[str, str]]:
    """Every file below a folder (database, log, keys, attachments) with what was found in it or in its name."""
    found = []
    for path in sorted(folder.rglob("*")):
        haystack = str(path).encode() + (path.read_bytes() if path.is_file() else b"")
        found += [(path.name, word) for word in sorted(hits_in(haystack))]
    return found


def hits_in_tables() -> list[tuple[str, str]]:
    """Every row of every table, as the database itself tells it: for an engine whose files are not ours."""
    found: set[tuple[str, str]] = set()
    stored = MetaData()
    stored.reflect(db.engine)
    for table in stored.sorted_tables:
        for row in db.session.execute(select(table)):
            found |= {(table.name, word) for word in hits_in(_bytes(row))}
    db.session.rollback()
    return sorted(found)


def _bytes(values: Iterable[object]) -> bytes:
    return b"\0".join(_pieces(values))


def _pieces(values: Iterable[object]) -> Iterator[bytes]:
    for value in values:
        yield bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
