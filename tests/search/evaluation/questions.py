"""Questions with judgements: 3 answers it, 1 answers a part, 0 is not named."""

import random
from dataclasses import dataclass

from tests.search.evaluation import writing
from tests.search.evaluation.petitions import KHMER, PLACES, APetition, petitions, topics

ABBREVIATED = (
    ("chậm cấp GCN QSDĐ", "cap_giay"),
    ("GCNQSDĐ sai diện tích", "dinh_chinh"),
    ("nợ BHXH", "bao_hiem"),
    ("công ty không đóng bảo hiểm xã hội", "bao_hiem"),
    ("chưa bố trí nền TĐC", "tai_dinh_cu"),
    ("GPMB chưa bồi thường", "boi_thuong"),
    ("xử phạt VPHC về đất đai", "quyet_dinh_phat"),
    ("TTHC bị trễ hẹn", "thu_tuc"),
    ("cấp sổ đỏ quá hạn", "cap_giay"),
    ("xin cấp giấy chứng nhận QSD đất", "cap_giay"),
)
TYPOS = {"Nguyễn": "Nguyển", "Trần": "Tần", "Thạch": "Thạc", "Huỳnh": "Hùynh", "Trương": "Tương", "Phạm": "Phạn"}


@dataclass(frozen=True, slots=True)
class AQuestion:
    id: str
    kind: str
    text: str
    judged: dict[str, int]


def questions() -> list[AQuestion]:
    found = [*_by_topic(), *_with_place(), *_old_and_new(), *_by_name(), *_by_number(), *_abbreviated(), *_khmer()]
    draw = random.Random(7)
    telling = [one for one in found if one.kind == "original"]
    for kind, how in (
        ("unaccented", writing.unaccented),
        ("decomposed", writing.decomposed),
        ("moved", writing.moved_tones),
    ):
        found += [AQuestion(f"{kind}-{one.id}", kind, how(one.text), one.judged) for one in telling]
    for kind, how, count in (("telex", writing.telex, 20), ("vni", writing.vni, 10)):
        some = draw.sample(telling, count)
        found += [AQuestion(f"{kind}-{one.id}", kind, how(one.text), one.judged) for one in some]
    return found


def _judged(topic: str) -> dict[str, int]:
    near = next(one["near"] for one in topics() if one["name"] == topic)
    grades = {topic: 3, **dict.fromkeys(near, 1)}
    return {one.id: grades[one.topic] for one in petitions() if one.topic in grades}


def _by_topic() -> list[AQuestion]:
    return [
        AQuestion(f"{topic['name']}.{number}", "original", text, _judged(topic["name"]))
        for topic in topics()
        for number, text in enumerate(topic["questions"])
    ]


def _with_place() -> list[AQuestion]:
    draw, found = random.Random(11), []
    for topic in topics():
        here = [one for one in petitions() if one.topic == topic["name"]]
        place = draw.choice(here).place
        judged = _judged(topic["name"])
        both = {one.id for one in here if one.place == place}
        judged = {name: 3 if name in both else 1 for name in judged}
        text = draw.choice(("{} ở {}", "{} tại {}", "{} {}")).format(draw.choice(topic["questions"]), place)
        found.append(AQuestion(f"place.{topic['name']}", "place", text, judged))
    return found


def _old_and_new() -> list[AQuestion]:
    """A unit of today finds what was written of those before it."""
    return [
        AQuestion(f"unit.{place}", "unit", place, {one.id: 3 for one in petitions() if one.place == place})
        for place in PLACES
    ]


def _by_name() -> list[AQuestion]:
    draw, found = random.Random(13), []
    people = draw.sample([one for one in petitions() if one.name], 45)
    for number, person in enumerate(people):
        judged = {one.id: 3 for one in petitions() if one.name == person.name}
        name, kind = person.name, "name"
        if number >= 30:
            name, kind = _slipped(name), "typo"
        elif number >= 20:
            name = writing.unaccented(name).lower()
            judged = {one.id: 3 for one in petitions() if writing.unaccented(one.name).lower() == name}
        found.append(AQuestion(f"{kind}.{person.id}", kind, name, judged))
    return found


def _slipped(name: str) -> str:
    first, rest = name.split(" ", 1)
    return f"{TYPOS[first]} {rest}" if first in TYPOS else f"{first} {rest}h"


def _by_number() -> list[AQuestion]:
    draw, found = random.Random(17), []
    for one in draw.sample([p for p in petitions() if p.plot], 20):
        plot, sheet = one.plot.split(":")
        ways = ("thửa {} tờ {}", "thửa đất số {}, tờ bản đồ số {}", "thua {} to ban do {}")
        text = draw.choice(ways).format(plot, sheet)
        found.append(AQuestion(f"plot.{one.id}", "plot", text, {p.id: 3 for p in petitions() if p.plot == one.plot}))
    for one in draw.sample([p for p in petitions() if p.number], 20):
        text = draw.choice(("{}/QĐ-UBND", "quyết định số {}", "so {}/qd-ubnd")).format(one.number)
        if f"{one.number}/QĐ-UBND" in writing.unicodedata.normalize("NFC", one.text):
            found.append(AQuestion(f"number.{one.id}", "number", text, _with_number(one)))
    return found


def _with_number(asked: APetition) -> dict[str, int]:
    return {one.id: 3 for one in petitions() if one.number == asked.number}


def _abbreviated() -> list[AQuestion]:
    return [AQuestion(f"short.{text}", "short", text, _judged(topic)) for text, topic in ABBREVIATED]


def _khmer() -> list[AQuestion]:
    return [AQuestion(f"khmer.{word}", "khmer", word, {f"khmer-{number}": 3}) for number, (word, _) in enumerate(KHMER)]
