"""File names as people may see and download them. The disk never uses them."""

import unicodedata

MAX_NAME = 120
UNNAMED = "tep-dinh-kem"

EXTENSIONS: dict[str, tuple[str, ...]] = {
    "application/pdf": (".pdf",),
    "image/jpeg": (".jpg", ".jpeg"),
    "image/png": (".png",),
    "image/webp": (".webp",),
    "image/heic": (".heic", ".heif"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": (".docx",),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": (".xlsx",),
    "application/vnd.oasis.opendocument.text": (".odt",),
    "text/plain": (".txt",),
    "audio/mpeg": (".mp3",),
    "audio/mp4": (".m4a", ".mp4"),
    "video/mp4": (".mp4", ".m4v", ".mov", ".3gp"),
}
"""What may come in, and how its name may end; the first is added when the name ends otherwise."""


def shown(name: str, media_type: str) -> str:
    """The last part of the name, NFC, without control and direction marks, with an ending that tells the truth."""
    last = name.replace("\\", "/").rpartition("/")[2]
    visible = "".join(" " if c.isspace() else c for c in unicodedata.normalize("NFC", last) if _is_shown(c))
    clean = " ".join(visible.split()).lstrip(". ").rstrip(". ") or UNNAMED
    endings = EXTENSIONS[media_type]
    ending = next((e for e in endings if clean.casefold().endswith(e)), "")
    stem = clean[: -len(ending)] if ending else clean
    ending = clean[len(stem) :] or endings[0]
    return stem[: MAX_NAME - len(ending)].rstrip(". ") + ending


def ending(name: str) -> str:
    """`.txt` of `thư.TXT`; empty when there is none."""
    stem, dot, last = name.rpartition(".")
    return f".{last.casefold()}" if dot and stem else ""


def _is_shown(character: str) -> bool:
    return character.isspace() or (unicodedata.category(character)[0] != "C" and character not in '<>:"|?*')
