"""Forms of one syllable: NFC or NFD, capital or small, the tone mark on either vowel, i or y; and the folded form.

The exact form keeps the quality of the vowels and carries the tone at its end (`hòa` and `hoà` are both `hoa` + grave),
so that no rule of placement is needed. The folded form has no marks at all and `d` for `đ`.
"""

import re
import unicodedata
from functools import lru_cache

TONES = "\u0300\u0301\u0303\u0309\u0323"  # huyền, sắc, ngã, hỏi, nặng
BARE = "~"  # begins the exact term of a word that was written without accents
CACHED_FORMS = 1 << 16
ETH = {0xD0: "\u0110", 0xF0: "\u0111"}  # Ð and ð of Iceland, which look like Đ and come from OCR and old fonts
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_I_OR_Y = re.compile(r"(b|h|k|l|m|qu|s|t|v|đ|d|r|n|p)y")


def composed(text: str) -> str:
    """NFC without the characters that nobody sees; what offsets of tokens refer to."""
    return INVISIBLE.sub("", unicodedata.normalize("NFC", text)).translate(ETH)


@lru_cache(CACHED_FORMS)
def forms(word: str) -> tuple[str, str]:
    """The exact and the folded form of a word."""
    letters, tone = toneless(word.lower())
    if _I_OR_Y.fullmatch(letters):
        letters = letters[:-1] + "i"
    return letters + tone, folded(letters)


def toneless(word: str) -> tuple[str, str]:
    """The letters with their quality, and the tone."""
    tone, kept = "", []
    for character in unicodedata.normalize("NFD", word):
        if character in TONES:
            tone = character
        else:
            kept.append(character)
    return unicodedata.normalize("NFC", "".join(kept)), tone


def folded(text: str) -> str:
    """Without any mark; for comparing, never for showing."""
    bare = unicodedata.normalize("NFD", text.lower())
    return "".join(c for c in bare if not unicodedata.combining(c)).replace("đ", "d")


def has_marks(exact: str) -> bool:
    """Whether an exact form says more than its folded form."""
    return not exact.isascii()
