"""People who do not exist: names by group of the population, identity numbers, phones, addresses."""

from dataclasses import dataclass
from functools import cache
from random import Random

from app.domain.vocabulary import PartyRole
from app.persistence.seed import demo_reading
from app.services.intake.petition_input import PartyInput, max_representatives
from app.services.keeping.demo.places import Place

GROUPS = (("kinh", 62), ("khmer", 28), ("hoa", 10))  # roughly the population of the province
COMPANIES = (
    "Công ty TNHH Thủy sản {name}",
    "Hợp tác xã Nông nghiệp {name}",
    "Doanh nghiệp tư nhân Xay xát {name}",
    "Ban quản trị chùa {name}",
    "Công ty TNHH Xây dựng {name}",
    "Hợp tác xã Hành tím {name}",
    "Hội quán nông dân {name}",
)
COMPANY_NAMES = (
    "Phước Thạnh",
    "Hưng Lợi",
    "Mekong Xanh",
    "Tân Phú Thuận",
    "Bưng Sa",
    "Đại Thành",
    "Kim Sơn",
    "An Khang",
)
POSITIONS = ("Giám đốc", "Phó giám đốc", "Chủ nhiệm", "Trưởng ban quản trị")
PREFIXES = ("032", "035", "037", "039", "070", "077", "079", "081", "085", "089", "090", "093", "094", "097", "098")
NOBODYS = 8  # the digit of century and sex of people born after 2299: such an identity number belongs to nobody


@dataclass(frozen=True, slots=True)
class Person:
    """A name and whether it is a woman's."""

    name: str
    is_woman: bool


def person(rng: Random) -> Person:
    """Somebody of the province, by chance."""
    group = rng.choices([name for name, _ in GROUPS], [weight for _, weight in GROUPS])[0]
    is_woman = rng.random() < 0.47
    gender = "F" if is_woman else "M"
    parts = [_draw("surname", group, "", rng), _draw("middle", group, gender, rng), _draw("given", group, gender, rng)]
    return Person(" ".join(part for part in parts if part), is_woman)


def party(rng: Random, place: Place, *, role: PartyRole = PartyRole.PETITIONER, speaks: bool = False) -> PartyInput:
    """A petitioner who lives in the place."""
    who = person(rng)
    return PartyInput(
        name=who.name,
        role=role,
        identity_number=_identity(rng, who.is_woman) if rng.random() < 0.7 else "",
        phone=_phone(rng) if rng.random() < 0.85 else "",
        address=address(rng, place),
        is_representative=speaks,
    )


def group(rng: Random, place: Place, size: int) -> tuple[PartyInput, ...]:
    """Neighbours who sign together; as many speak for them as the law lets (LTCD Đ29)."""
    speakers = max_representatives(size)
    return tuple(party(rng, place, speaks=i < speakers) for i in range(size))


def organisation(rng: Random, place: Place) -> PartyInput:
    """A company, a co-operative or the board of a pagoda, through somebody who may sign for it."""
    return PartyInput(
        name=rng.choice(COMPANIES).format(name=rng.choice(COMPANY_NAMES)),
        role=PartyRole.ORGANISATION,
        phone=_phone(rng),
        address=address(rng, place),
        organisation_position=f"{person(rng).name}, {rng.choice(POSITIONS)}",
    )


def address(rng: Random, place: Place) -> str:
    """House or plot, hamlet, commune, as people write it."""
    number = f"số {rng.randrange(2, 480)}, " if rng.random() < 0.7 else ""
    return f"{number}{place.hamlet}, {place.unit_name}"


def _identity(rng: Random, is_woman: bool) -> str:
    return f"094{NOBODYS + is_woman}{rng.randrange(40, 100):02d}{rng.randrange(1_000_000):06d}"


def _phone(rng: Random) -> str:
    """The shape of a mobile number, ending in a block that is not given out."""
    return f"{rng.choice(PREFIXES)}000{rng.randrange(10_000):04d}"


def _draw(part: str, group_name: str, gender: str, rng: Random) -> str:
    texts, weights = _pool(part, group_name, gender)
    return rng.choices(texts, weights)[0] if texts else ""


@cache
def _pool(part: str, group_name: str, gender: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    rows = [
        row
        for row in demo_reading.names()
        if row["part"] == part and row["group"] == group_name and row["gender"] in (gender, "")
    ]
    return tuple(row["text"] for row in rows), tuple(int(row["weight"]) for row in rows)
