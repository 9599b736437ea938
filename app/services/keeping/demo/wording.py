"""What petitions and papers say: sentences drawn from the grammar of the seed, their gaps filled for one case."""

from datetime import date, timedelta
from random import Random
from typing import Any

from app.persistence.seed import demo_reading
from app.services.keeping.demo.places import Place

KINDS = ("complaint", "recommendation", "field_report", "denunciation")


class Wording:
    """The whole grammar, read once."""

    def __init__(self) -> None:
        self.topics = {kind: demo_reading.topics(kind) for kind in KINDS}
        self.phrases = demo_reading.phrases()
        self.slots = demo_reading.slots()

    def topic(self, kind: str, rng: Random) -> dict[str, Any]:
        topics = self.topics[kind]
        return rng.choices(topics, [topic["weight"] for topic in topics])[0]


class Teller:
    """Tells one case: a gap once filled (plot, project, canal …) stays the same in everything said about it."""

    def __init__(self, wording: Wording, place: Place, day: date, rng: Random, **known: str) -> None:
        self._wording, self._rng = wording, rng
        self._filled: dict[str, str] = {"hamlet": place.hamlet, "place": place.unit_name, "road": place.road}
        self._filled |= _numbers(day, rng) | known

    def say(self, patterns: list[str]) -> str:
        """One of the patterns, filled."""
        return _starting_large(
            self._rng.choice(patterns).format_map(_Gaps(self._filled, self._wording.slots, self._rng))
        )

    def phrase(self, name: str) -> str:
        return self.say(self._wording.phrases[name])

    def story(self, topic: dict[str, Any]) -> str:
        """Opening, two to four details in any order, and what is asked for."""
        details = self._rng.sample(topic["detail"], k=min(len(topic["detail"]), self._rng.randint(2, 4)))
        told = [self.say([detail]) for detail in details]
        return " ".join([self.say(topic["opening"]), *told, self.say(topic["ask"])])


class _Gaps(dict[str, str]):
    """Gaps that nobody has filled yet are filled from the lists, once."""

    def __init__(self, filled: dict[str, str], slots: dict[str, list[str]], rng: Random) -> None:
        super().__init__(filled)
        self._filled, self._slots, self._rng = filled, slots, rng

    def __missing__(self, name: str) -> str:
        self._filled[name] = self[name] = self._rng.choice(self._slots[name])
        return self[name]


def _numbers(day: date, rng: Random) -> dict[str, str]:
    """Figures as people write them: 1.250 m², 48 triệu đồng, thửa số 245."""
    act_on = day - timedelta(days=rng.randrange(6, 60))
    return {
        "plot": f"thửa số {rng.randrange(3, 980)}, tờ bản đồ số {rng.randrange(1, 62)}",
        "area": f"{rng.randrange(24, 640) * 10:,} m²".replace(",", "."),
        "small_area": f"{rng.randrange(12, 190)} m²",
        "money": f"{rng.randrange(18, 460)} triệu đồng",
        "cost": f"{rng.randrange(2, 95) * 100:,} ngàn đồng".replace(",", "."),
        "fare": f"{rng.randrange(4, 31) * 5} ngàn đồng",
        "act_on": f"{act_on:%d/%m/%Y}",
        "decision": f"{rng.randrange(12, 4200)}/QĐ-UBND",
        "month_day": f"{day - timedelta(days=rng.randrange(1, 20)):%d/%m}",
        "year": str(day.year - rng.randrange(0, 3)),
        "month": str(rng.randrange(1, 13)),
        "old_year": str(rng.randrange(1976, 2009)),
        "metres": str(rng.randrange(2, 40)),
        "count": str(rng.randrange(11, 70)),
        "count_small": str(rng.randrange(3, 9)),
        "count_class": str(rng.randrange(34, 52)),
        "people": str(rng.randrange(3, 8)),
        "times": str(rng.randrange(2, 7)),
        "months": str(rng.randrange(3, 15)),
        "long_years": str(rng.randrange(8, 21)),
        "age": str(rng.randrange(71, 95)),
        "house_no": str(rng.randrange(2, 480)),
        "km": str(rng.randrange(3, 14)),
        "cm": str(rng.randrange(15, 55)),
        "night_hour": str(rng.randrange(9, 12) + 12),
    }


def _starting_large(text: str) -> str:
    return text[:1].upper() + text[1:]
