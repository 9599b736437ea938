"""What was typed in Telex or VNI while the keyboard did not turn it into Vietnamese: `ddaats`, `d9a61t`.

A word is taken for keystrokes only when it cannot be a syllable as it stands and can be one when decoded.
"""

import re
import unicodedata
from functools import lru_cache

from app.search.words.syllables import is_folded_syllable, is_syllable

TELEX_TONES = {"f": "\u0300", "s": "\u0301", "x": "\u0303", "r": "\u0309", "j": "\u0323"}
VNI_TONES = {"2": "\u0300", "1": "\u0301", "4": "\u0303", "3": "\u0309", "5": "\u0323"}
VOWELS = "aăâeêioôơuưy"
_TELEX = re.compile(r"[a-z]{2,10}")
_VNI = re.compile(r"[a-z]+[0-9][a-z0-9]*")
LONGEST = 12


@lru_cache(1 << 12)
def decoded(word: str, *, surely: bool = False) -> str | None:
    """The syllable that was meant, or None when the word is none of these. `surely`: its neighbours are keystrokes, so
    `soong` is one as well."""
    word = word.lower()
    if len(word) > LONGEST or (not surely and is_folded_syllable(word)):
        return None
    if _TELEX.fullmatch(word):
        return _checked(_telex(word))
    if _VNI.fullmatch(word):
        return _checked(_vni(word))
    return None


def _checked(letters: str) -> str | None:
    return letters if letters and not letters.isascii() and is_syllable(letters) else None


def _telex(word: str) -> str:
    """Tone keys count anywhere after the first vowel, doubled vowels and w wherever they come."""
    kept, tone = "", ""
    for key in word:
        if key in TELEX_TONES and any(c in VOWELS for c in kept):
            tone = TELEX_TONES[key]
        elif key == "d" and kept[:1] == "d" and "đ" not in kept:
            kept = "đ" + kept[1:]
        elif key in "aeo" and key in kept:
            kept = _marked(kept, key, {"a": "â", "e": "ê", "o": "ô"}[key])
        elif key == "w":
            kept = _horned(kept)
        else:
            kept += key
    return _toned(kept, tone)


def _vni(word: str) -> str:
    kept, tone = "", ""
    for key in word:
        if key in VNI_TONES:
            tone = VNI_TONES[key]
        elif key == "9":
            kept = kept.replace("d", "đ", 1)
        elif key == "6":
            kept = next((_marked(kept, v, m) for v, m in (("a", "â"), ("e", "ê"), ("o", "ô")) if v in kept), kept)
        elif key == "7":
            kept = _horned(kept, breve=False)
        elif key == "8":
            kept = kept.replace("a", "ă", 1)
        elif not key.isdigit():
            kept += key
    return _toned(kept, tone)


def _marked(letters: str, plain: str, marked: str) -> str:
    """The last such vowel gets its mark."""
    at = letters.rfind(plain)
    return letters[:at] + marked + letters[at + 1 :]


def _horned(letters: str, *, breve: bool = True) -> str:
    """`w` of Telex, `7` of VNI: uo becomes ươ, else o, u or a changes."""
    start = 2 if letters.startswith("qu") else 0  # the u of qu is no vowel
    head, rest = letters[:start], letters[start:]
    if "uo" in rest or "ưo" in rest or "uơ" in rest:
        for pair in ("uo", "ưo", "uơ"):
            rest = rest.replace(pair, "ươ", 1)
        return head + rest
    pairs = (("o", "ơ"), ("u", "ư"), ("a", "ă")) if breve else (("o", "ơ"), ("u", "ư"))
    for plain, marked in pairs:
        if plain in rest and (plain != "u" or "a" not in rest or rest.endswith("ua")):
            return head + _marked(rest, plain, marked)
    return head + rest.replace("a", "ă", 1) if breve and "a" in rest else letters + ("ư" if breve else "")


def _toned(letters: str, tone: str) -> str:
    """With the tone on some vowel; where it stands does not matter to the forms of a word."""
    if not tone:
        return letters
    start = 2 if letters.startswith(("qu", "gi")) and len(letters) > 2 else 0  # noqa: PLR2004
    for index in range(len(letters) - 1, start - 1, -1):
        if letters[index] in VOWELS:
            return unicodedata.normalize("NFC", letters[: index + 1] + tone + letters[index + 1 :])
    return letters
