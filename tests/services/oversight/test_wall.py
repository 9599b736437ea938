"""Figures of bodies: kept ones, those of one body as asked, and the raw events tell the same."""

import json
from collections import Counter
from datetime import date, timedelta

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import select

from app.domain.oversight.measures import Count, Measure, Period
from app.domain.vocabulary import CaseKind, Disposition, Outcome, Step
from app.persistence.models import Case, CaseEvent, Deadline
from app.persistence.queries import bodies
from app.persistence.queries.oversight import gathering, kept, standing
from app.persistence.queries.oversight.gathering import Asked
from app.persistence.queries.oversight.kept import Narrowed
from app.persistence.queries.oversight.standing import What
from app.services.oversight.wall import figures, indicators, reading
from tests import cast
from tests.builders import a_case, a_second_instance, body
from tests.houses import both_engines, command
from tests.times import at

pytestmark = both_engines
NOW = at("2026-09-20")
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
MONTHS = [
    Period(date(2026, month, 1), date(2026 + month // 12, month % 12 + 1, 1) - timedelta(days=1))
    for month in range(1, 13)
]


def stories() -> None:
    """A ward's summer: some in time, some late, one appealed, one nobody looked at, one denunciation."""
    a_case().accepted("2026-06-10").decided("2026-07-02").sent("2026-07-03").made()
    a_case().filed("2026-07-01").accepted("2026-07-20").decided("2026-09-10", Outcome.UNFOUNDED).made()
    first = a_case().filed("2026-06-01").accepted("2026-06-05").decided("2026-06-30").sent("2026-07-01")
    a_second_instance(first.served("2026-07-02").made(), on="2026-07-10")
    a_case(CaseKind.RECOMMENDATION).filed("2026-08-03").answered("2026-08-06").made()
    a_case(CaseKind.RECOMMENDATION).filed("2026-08-03").disposed(Disposition.FILE_AWAY, "2026-08-28").made()
    a_case().filed("2026-07-06").made()
    a_case(CaseKind.DENUNCIATION).filed("2026-08-03").made()


Raw = Counter[tuple[str, str, int]]
ENDS = {
    "settled": ((Step.DECIDE, Step.CONCLUDE), ("DL-KN-03", "DL-KN-03b", "DL-TC-04")),
    "answered": ((Step.ANSWER, Step.FILE_AWAY), ("DL-NP-02", "SLA-2")),
}
"""Which step ends which clock, said once more."""


def raw(db: SQLAlchemy) -> Raw:
    """The same numbers from the events alone: (what, month, body) → how many."""
    found: Raw = Counter()
    events = db.session.scalars(select(CaseEvent).order_by(CaseEvent.id)).all()
    for case in db.session.scalars(select(Case)):
        steps = {event.step: event for event in events if event.case_id == case.id}
        first = steps[Step.RECEIVE]
        found["received", f"{first.document_on:%Y-%m}", first.body_id] += 1
        decided = steps.get(Step.DECIDE) or steps.get(Step.CONCLUDE)
        if Step.ACCEPT in steps and case.procedure.kind in (CaseKind.COMPLAINT, CaseKind.DENUNCIATION):
            month, body_id = f"{steps[Step.ACCEPT].document_on:%Y-%m}", steps[Step.ACCEPT].body_id
            found["accepted", month, body_id] += 1
            found["decided", month, body_id] += decided is not None
        for row in case.deadlines:
            for what, (ending, clocks) in ENDS.items():
                if row.clock in clocks:
                    ended = next((steps[step].document_on for step in ending if step in steps), None)
                    _clock(found, what, row, ended)
    return found


def _clock(found: Raw, what: str, row: Deadline, ended: date | None) -> None:
    if ended or row.due_on < NOW.date():
        month = f"{row.due_on:%Y-%m}"
        found[f"{what}: due", month, row.body_id] += 1
        found[f"{what}: in time", month, row.body_id] += ended is not None and ended <= row.due_on


def test_kept_asked_and_raw_figures_agree(app: Flask, db: SQLAlchemy) -> None:
    """Of every body and every month; and of one body in days that are no months."""
    stories()
    assert figures.refresh(at=NOW) > 100
    assert figures.refresh(at=NOW) > 100  # twice is once
    counted, asked = raw(db), _asked()
    assert len({what for what, *_where in counted}) == 7
    assert {body_id for _what, _month, body_id in counted} >= {_id(cast.WARD), _id(cast.CITY)}
    for month in MONTHS:
        sums = kept.sums(month, Narrowed(), with_sealed=True)
        name = f"{month.since:%Y-%m}"
        assert {key: count for key, count in sums.items() if count != Count()} == asked.pop(name, {})
        for one in bodies.directory():
            _agrees({measure: sums.get((one.id, measure), Count()) for measure in Measure}, counted, name, one.id)
    assert not asked
    assert +counted == Counter(), "every event was counted by a figure"
    ward = body(cast.WARD, "2026-07-01")
    for period in (YEAR, Period(date(2026, 6, 5), date(2026, 8, 20))):
        own = {measure: count for (one, measure), count in _kept(period).items() if one == ward.id}
        assert indicators.of_body(ward, period, at=NOW) == own
    assert own[Measure.SETTLEMENT].bottom - own[Measure.SETTLEMENT].top >= 1


def _id(code: str) -> int:
    return body(code, "2026-07-01").id


def _kept(period: Period) -> dict[tuple[int, Measure], Count]:
    return kept.sums(period, Narrowed(), with_sealed=True)


def _asked() -> dict[str, dict[tuple[int, Measure], Count]]:
    """What the rows say of all bodies at once, by month."""
    watched = [one for one in bodies.directory() if one.type in bodies.RECEIVING_TYPES]
    found = gathering.gathered(Asked(YEAR.since, YEAR.until, NOW.date())) | figures.reception(watched, YEAR, at=NOW)
    months: dict[str, dict[tuple[int, Measure], Count]] = {}
    for key, count in found.items():
        sums = months.setdefault(f"{key.day:%Y-%m}", {})
        sums[key.body_id, key.measure] = sums.get((key.body_id, key.measure), Count()) + count
    return months


def _agrees(sums: dict[Measure, Count], counted: Raw, month: str, body_id: int) -> None:
    """Takes what it has compared out of the count."""

    def told(what: str) -> int:
        return counted.pop((what, month, body_id), 0)

    assert sums[Measure.RECEIVED].bottom == told("received")
    assert sums[Measure.DECIDED] == Count(told("accepted"), told("decided"))
    assert sums[Measure.SETTLEMENT] == Count(told("settled: due"), told("settled: in time"))
    assert sums[Measure.ANSWER] == Count(told("answered: due"), told("answered: in time"))


def test_the_wall_counts_what_its_lists_show(app: Flask, db: SQLAlchemy) -> None:
    stories()
    figures.refresh(at=NOW)
    em = cast.actor("em")
    wall = reading.read(em, Narrowed(), YEAR, at=NOW)
    moment = indicators.moment(YEAR, NOW.date())
    for what in (*standing.STANDING, What.RECEIVED):
        rows = standing.behind(em, what, Narrowed(), moment)
        counted = wall.total.received if what is What.RECEIVED else wall.total.numbers[what]
        assert len(rows) == counted, what
        assert not any(row.is_sealed for row in rows)
    assert wall.total.numbers[What.UNHANDLED] == 2  # received on 6 July, and the second instance
    assert wall.total.sealed_open == 1
    missed = standing.behind(em, What.MISSED, Narrowed(), moment)
    assert missed
    assert wall.total.in_time.bottom > wall.total.in_time.top > 0
    ward = body(cast.WARD, "2026-07-01").id
    one = reading.read(em, Narrowed(ward, CaseKind.RECOMMENDATION), YEAR, at=NOW)
    assert {line.body_id for line in one.lines if line.numbers[What.OPEN] or line.received} <= {ward}
    assert one.total.sealed_open == 0


def test_the_command_tells_numerators_and_denominators(app: Flask, db: SQLAlchemy) -> None:
    stories()
    words = ("oversight", "indicators", "--body", cast.WARD, "--from", "2026-06-01", "--to", "2026-09-30")
    told = json.loads(command(app, *words))
    assert told["received"] >= 3
    assert told["indicators"]["settlement_rate"]["denominator"] >= 2
    assert all(set(one) == {"numerator", "denominator", "share"} for one in told["indicators"].values())
    assert told["indicators"]["satisfaction"] == {"numerator": 0, "denominator": 0, "share": None}
