"""Where petitions come from: a few communes with staff, now and then any other; before July 2025 their predecessors."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from app.domain.competence import BodyDirectory
from app.domain.facts import BodyFacts
from app.persistence.queries import units
from app.persistence.queries.units import Unit
from app.persistence.seed import demo_reading

REORGANISED_ON = date(2025, 7, 1)
OLD_TIMES = REORGANISED_ON - timedelta(days=1)
SHARES = (
    ("31510", 24),  # phường Phú Lợi
    ("31507", 17),  # phường Sóc Trăng
    ("31528", 14),  # xã Kế Sách
    ("31783", 12),  # phường Vĩnh Châu
    ("31684", 12),  # phường Mỹ Xuyên
    ("31673", 8),  # xã Trần Đề
    ("31732", 7),  # phường Ngã Năm
    ("", 6),  # any other
)
TOWNLESS_ROADS = ("30 Tháng 4", "Nguyễn Huệ", "Tỉnh lộ 932", "Huyện lộ 6", "Nguyễn Trung Trực", "ven kênh 90", "Lê Lai")
LAND_OFFICES = ("CT-SNNMT", "SNNMT", "STNMT")
BUILDING_OFFICES = ("CT-SXD", "SXD")


@dataclass(frozen=True, slots=True)
class Place:
    """A hamlet of a commune on a day, with the bodies a petition there may be about."""

    unit_code: str
    unit_name: str  # as in the middle of a sentence: phường Phú Lợi
    hamlet: str
    road: str
    committee: BodyFacts
    district: BodyFacts | None  # UBND of the district, until June 2025


class Map:
    """The communes of one day, read once."""

    def __init__(self, directory: BodyDirectory) -> None:
        self._directory = directory
        self._old = units.communes(OLD_TIMES)
        self._new = {unit.code: unit for unit in units.communes(REORGANISED_ON)}
        self._streets = demo_reading.streets()

    def somewhere(self, day: date, rng: Random) -> Place:
        """A place as it was on the day."""
        code = rng.choices([code for code, _ in SHARES], [share for _, share in SHARES])[0]
        return self.at(self._commune(code or rng.choice(sorted(self._new)), day, rng), day, rng)

    def at(self, unit: Unit, day: date, rng: Random) -> Place:
        committee = self._directory.committee_of(unit.code, day)
        if committee is None:
            raise LookupError(f"no committee of {unit.code} on {day}")
        hamlets = units.hamlets(unit.code, day) or [
            f"{'Khóm' if unit.type == 'phuong' else 'Ấp'} {rng.randrange(1, 8)}"
        ]
        district = self._directory.get(committee.parent_code, day) if day < REORGANISED_ON else None
        return Place(
            unit_code=unit.code,
            unit_name=_in_sentence(unit.full_name),
            hamlet=_in_sentence(rng.choice(hamlets)),
            road=rng.choice(self._roads(unit)),
            committee=committee,
            district=district,
        )

    def then(self, place: Place, day: date, rng: Random) -> Place:
        """The same place on an earlier day: one of the communes it was made of."""
        if place.committee.exists_on(day):
            return place
        return self.at(self._commune(place.unit_code, day, rng), day, rng)

    def respondent(self, wanted: str, place: Place, day: date) -> BodyFacts:
        """The body complained about, as it existed on the day of its act."""
        codes = {"land": LAND_OFFICES, "building": BUILDING_OFFICES}.get(wanted, ())
        office = next((body for code in codes if (body := self._directory.get(code, day))), None)
        if wanted == "province":
            office = self._directory.province_committee(day)
        if wanted == "district":
            office = place.district
        return office or place.committee

    def today(self, body_id: int, day: date) -> BodyFacts | None:
        """What a body of any time is on a day; None for a district that is gone."""
        then = next((body for body in self._directory if body.id == body_id), None)
        return self._directory.successor(then.code, day) if then else None

    def _commune(self, new_code: str, day: date, rng: Random) -> Unit:
        if day >= REORGANISED_ON:
            return self._new[new_code]
        return rng.choice([unit for unit in self._old if unit.successor_code == new_code])

    def _roads(self, unit: Unit) -> list[str]:
        here = {unit.code} | {old.code for old in self._old if old.successor_code == unit.code}
        named = [row["street"] for row in self._streets if here & set(row["unit_codes"].split(";"))]
        return named or list(TOWNLESS_ROADS)


def _in_sentence(name: str) -> str:
    return name[0].lower() + name[1:]
