"""How people write: without accents, decomposed, with the tone on the other vowel, in keystrokes, with a slip."""

import unicodedata

MARKS = {"\u0302": {"a": "aa", "e": "ee", "o": "oo"}, "\u031b": {"o": "ow", "u": "uw"}, "\u0306": {"a": "aw"}}
VNI_MARKS = {"\u0302": "6", "\u031b": "7", "\u0306": "8"}
TELEX_TONES = {"\u0300": "f", "\u0301": "s", "\u0303": "x", "\u0309": "r", "\u0323": "j"}
VNI_TONES = {"\u0300": "2", "\u0301": "1", "\u0303": "4", "\u0309": "3", "\u0323": "5"}
MOVED = dict(zip("hòa hóa thỏa tòa ủy khỏe thủy xóa".split(), "hoà hoá thoả toà uỷ khoẻ thuỷ xoá".split(), strict=True))


def unaccented(text: str) -> str:
    bare = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in bare if not unicodedata.combining(c))


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def moved_tones(text: str) -> str:
    for old, new in MOVED.items():
        text = text.replace(old, new).replace(old.capitalize(), new.capitalize())
    return text


def telex(text: str) -> str:
    return " ".join(_telex(word) for word in text.lower().split())


def vni(text: str) -> str:
    return " ".join(_vni(word) for word in text.lower().split())


def _telex(word: str) -> str:
    typed, tone = "", ""
    for character in unicodedata.normalize("NFD", word.replace("đ", "dd")):
        if character in TELEX_TONES:
            tone = TELEX_TONES[character]
        elif character in MARKS:
            typed = typed[:-1] + MARKS[character][typed[-1]]
        else:
            typed += character
    return typed + tone


def _vni(word: str) -> str:
    typed, tone = "", ""
    for character in unicodedata.normalize("NFD", word.replace("đ", "d9")):
        if character in VNI_TONES:
            tone = VNI_TONES[character]
        else:
            typed += VNI_MARKS.get(character, character)
    return typed + tone
