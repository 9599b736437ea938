"""Plain text: nothing in it acts, nothing in it tells who wrote it but the words."""

import re

from app.domain.refusals import BadInput
from app.inspection.examined import Examined

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
_MARKUP = re.compile(rb"<\s*(!doctype|html|head|body|svg|script|iframe|object|embed|\?xml|\?php|%)", re.IGNORECASE)


def examine(content: bytes) -> Examined:
    """UTF-8 (or UTF-16 with its mark) without control characters, and without the marks of a page or a script."""
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        words = content.decode(encoding)
    except UnicodeDecodeError:
        raise BadInput("file_type_refused") from None
    plain = words.encode()
    if plain.startswith(b"#!") or _MARKUP.search(plain):
        raise BadInput("file_type_refused")
    if _CONTROL.search(words):
        raise BadInput("file_type_refused")
    return Examined("text/plain", content)
