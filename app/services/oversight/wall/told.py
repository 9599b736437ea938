"""Figures for people who may see no case: everybody, and the observers. One rule for pages and files: no case, no name,
no denunciation but the numbers that app/domain/oversight/disclosure.py allows on the public page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from app.domain.facts import COMMITTEE, BodyFacts
from app.domain.oversight import disclosure
from app.domain.oversight.measures import CLOCK_MEASURES, Count, Measure, Period
from app.domain.vocabulary import CaseKind
from app.persistence.queries import bodies
from app.persistence.queries.oversight import kept
from app.persistence.queries.oversight.kept import Narrowed
from app.services.oversight.wall import indicators

SHOWN = (Measure.RECEIVED, Measure.SETTLED, *CLOCK_MEASURES, Measure.RECEPTION)
KINDS = (CaseKind.COMPLAINT, CaseKind.RECOMMENDATION, CaseKind.FIELD_REPORT)


@dataclass(frozen=True, slots=True)
class Told:
    """One body, one kind, or all together. `denounced`: None where it is too small a number to be told."""

    body: BodyFacts | None = None
    sums: Mapping[Measure, Count] = field(default_factory=dict)
    denounced: int | None = None

    @property
    def received(self) -> int:
        return self.sums.get(Measure.RECEIVED, Count()).bottom

    @property
    def settled(self) -> Count:
        return self.sums.get(Measure.SETTLED, Count())

    @property
    def in_time(self) -> Count:
        return indicators.sum_of(self.sums.get(measure, Count()) for measure in CLOCK_MEASURES)

    @property
    def duty(self) -> Count:
        return self.sums.get(Measure.RECEPTION, Count())

    @property
    def is_quiet(self) -> bool:
        return not (self.received or self.settled.bottom or self.in_time.bottom or self.denounced)


@dataclass(frozen=True, slots=True)
class Figures:
    """`has_denounced`: whether the lines tell denunciations at all. `made_at`: None before the first night."""

    lines: list[Told]
    total: Told
    kinds: dict[CaseKind, Told]
    has_denounced: bool
    made_at: datetime | None


def read(period: Period, *, today: date, to_everybody: bool = False) -> Figures:
    """Of every body that has anything to tell, from the province down. Only the page of everybody tells denunciations:
    what stands there anybody has seen."""
    has_denounced = to_everybody and disclosure.tells_denunciations(period, today)
    by_body = _by_body(kept.sums(period, Narrowed(), SHOWN, with_sealed=False))
    denounced = _denounced(period) if has_denounced else {}
    found = [
        Told(one, by_body.get(one.id, {}), denounced.get(one.id))
        for one in bodies.directory()
        if one.id in by_body or one.id in denounced
    ]
    kinds = {kind: Told(sums=_all(_of_kind(period, kind))) for kind in KINDS}
    shown = [line.denounced for line in found if line.denounced]
    total = Told(sums=_all(by_body), denounced=sum(shown) if shown else None)
    return Figures(sorted(found, key=_order), total, kinds, has_denounced, kept.made_at())


ByBody = dict[int, dict[Measure, Count]]


def _by_body(sums: Mapping[tuple[int, Measure], Count]) -> ByBody:
    found: ByBody = {}
    for (body_id, measure), count in sums.items():
        found.setdefault(body_id, {})[measure] = count
    return found


def _of_kind(period: Period, kind: CaseKind) -> ByBody:
    return _by_body(kept.sums(period, Narrowed(kind=kind), SHOWN, with_sealed=False))


def _denounced(period: Period) -> dict[int, int]:
    """Denunciations received, by body; without those too few to be told."""
    narrowed = Narrowed(kind=CaseKind.DENUNCIATION)
    sums = kept.sums(period, narrowed, [Measure.RECEIVED], with_sealed=True)
    told = {body_id: disclosure.told(count.bottom) for (body_id, _measure), count in sums.items()}
    return {body_id: number for body_id, number in told.items() if number is not None}


def _all(by_body: ByBody) -> dict[Measure, Count]:
    return {measure: indicators.sum_of(sums.get(measure, Count()) for sums in by_body.values()) for measure in SHOWN}


def _order(line: Told) -> tuple[int, bool, str]:
    body = line.body
    return (bodies.LEVELS.index(body.level), body.type != COMMITTEE, body.name) if body else (0, False, "")
