"""Masking a denunciation before it is given to whoever verifies it (LTC Đ56.2): a first proposal, edited by hand.

What the machine masks for certain is what the petition itself names as the denouncer's; beyond that, everything that
looks like a number by which somebody can be found. It cannot know what a neighbour would recognise: a person reads it.
"""

import re
import unicodedata
from collections.abc import Iterable

MASK = "[…]"
NUMBER = 9  # digits of a telephone or identity number
SHORTEST = 3  # letters of a name part that is masked alone

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_LINK = re.compile(r"(?:https?://|www\.|(?:facebook|zalo|fb)\.[a-z]+/)\S+", re.IGNORECASE)
_NUMBER = re.compile(r"(?:\+84|\b0)(?:[ .\-]?\d){8,}|\b\d{9,}")  # telephone; identity card, account
_PLATE = re.compile(r"\b\d{2}[A-Z]\d?[ \-]?\d{3}[.]?\d{2}\b")
_HOUSE = re.compile(r"\b(?:số nhà|nhà số|hẻm|ngõ|kiệt|kios|căn hộ)\s+[\w/.-]*\d[\w/.-]*", re.IGNORECASE)


_CAPITAL = "[A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠ-Ỹ]"
_DOUBTS = (
    re.compile(rf"(?<![\w.])(?:{_CAPITAL}\w+ ){{1,4}}{_CAPITAL}\w+"),
    re.compile(
        r"\b(?:em|anh|chị|vợ|chồng|con|cha|mẹ|ba|má|bố|cháu|ông|bà|cô|chú|bác)"
        r"(?: (?:gái|trai|ruột|họ|nội|ngoại|rể|dâu))?(?: của)? (?:tôi|em|chúng tôi)\b",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?:ngày )?\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?\b", re.IGNORECASE),
    re.compile(r"\b\d{1,2}(?: giờ| ?h)(?: ?\d{2})?(?!\w)"),
    re.compile(r"\b(?:thửa|tờ bản đồ|tờ|lô)(?: đất)?(?: số)? \d+", re.IGNORECASE),
    re.compile(r"\b(?:chỉ có (?:một mình )?tôi|chỉ mình tôi|duy nhất|một mình tôi)\b", re.IGNORECASE),
)


def masked(text: str, names: Iterable[str], other: Iterable[str] = ()) -> str:
    """The text with the names (whole, and the last part of each with a title before it), the other words (addresses,
    telephone numbers) and every number by which somebody is found replaced."""
    text = unicodedata.normalize("NFC", text)
    for word in sorted({*_whole(names), *_whole(other)}, key=len, reverse=True):
        text = _pattern(word).sub(MASK, text)
    for name in _whole(names):
        text = _called(name).sub(rf"\g<title> {MASK}", text)
    for pattern in (_EMAIL, _LINK, _NUMBER, _PLATE, _HOUSE):
        text = pattern.sub(MASK, text)
    return text


def doubtful(text: str, known: Iterable[str] = ()) -> list[str]:
    """What a reader should look at before this is released, in the order of the text: what may be a person's name
    (but for those `known`, such as the denounced), kinship, days and hours, plots, what one person alone can know."""
    text = unicodedata.normalize("NFC", text)
    left = [_folded(word) for word in _whole(known)]
    found: dict[str, int] = {}
    for pattern in _DOUBTS:
        for match in pattern.finditer(text):
            words = " ".join(match[0].split())
            if not any(_folded(words) in name or name in _folded(words) for name in left):
                found.setdefault(words, match.start())
    return sorted(found, key=found.__getitem__)


def tells(text: str, names: Iterable[str], other: Iterable[str]) -> bool:
    """Whether a text still gives somebody away, also without accents or with spaces between the digits."""
    plain, digits, found = _folded(text), _digits(text), list(other)
    if any(_folded(word) in plain for word in [*_whole(names), *_whole(found)]):
        return True
    return any(len(number) >= NUMBER and number in digits for number in map(_digits, found))


def _folded(text: str) -> str:
    """Without accents, letter case and double spaces."""
    bare = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return " ".join("".join(letter for letter in bare if not unicodedata.combining(letter)).split())


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdecimal())


def _whole(words: Iterable[str]) -> list[str]:
    found = [" ".join(unicodedata.normalize("NFC", word).split()) for word in words]
    return [word for word in found if len(word) >= SHORTEST]


def _pattern(word: str) -> re.Pattern[str]:
    """The words with any white space between them, in any letter case, not inside a longer word."""
    inner = r"\s+".join(re.escape(part) for part in word.split())
    return re.compile(rf"(?<!\w){inner}(?!\w)", re.IGNORECASE)


_TITLES = "ông|bà|anh|chị|em|cô|chú|bác|cậu|dì|thầy|đồng chí|tên|tôi là|tôi tên"


def _called(name: str) -> re.Pattern[str]:
    """“ông Ngưu”, “chị Lan”: how people say a name after its first use."""
    return re.compile(rf"\b(?P<title>{_TITLES})\s+{re.escape(name.split()[-1])}(?!\w)", re.IGNORECASE)
