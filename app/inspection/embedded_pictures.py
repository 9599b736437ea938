"""Pictures inside other files: their notes are cut out, their points stay as they are."""

ICC = b"ICC_PROFILE\0"
_PLAIN = frozenset({0xE0, 0xEE})  # JFIF, and Adobe's word on colours
_NOTES = frozenset({b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"})
PNG = b"\x89PNG\r\n\x1a\n"


def bare(content: bytes) -> bytes:
    """Without notes, when it is a JPEG or a PNG; else as it came."""
    if content.startswith(b"\xff\xd8\xff"):
        return bare_jpeg(content)
    return bare_png(content) if content.startswith(PNG) else content


def bare_jpeg(content: bytes) -> bytes:
    """Without the segments of applications (but colours) and comments, and without what stands after the end."""
    kept, at = [content[:2]], 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        mark = content[at + 1]
        if mark == 0xDA:
            end = content.rfind(b"\xff\xd9", at)
            return b"".join(kept) + content[at : end + 2 if end > 0 else len(content)]
        after = at + 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        piece = content[at:after]
        is_note = mark == 0xFE or (0xE0 <= mark <= 0xEF and mark not in _PLAIN)
        if not is_note or (mark == 0xE2 and piece.startswith(ICC, 4)):
            kept.append(piece)
        at = after
    return content


def bare_png(content: bytes) -> bytes:
    """Without the chunks of words and times."""
    kept, at = [PNG], len(PNG)
    while at + 12 <= len(content):
        length, kind = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        if kind not in _NOTES:
            kept.append(content[at : at + 12 + length])
        at += 12 + length
        if kind == b"IEND":
            break
    return b"".join(kept)
