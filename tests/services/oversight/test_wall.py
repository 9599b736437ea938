"""Figures of bodies: kept ones, those of one body as asked, and the raw events tell the same."""

import json
from collections import Counter
from datetime import date, timedelta
from typing import Any

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import select

from app.domain.oversight.measures import Count, Measure, Period
from app.domain.vocabulary import CaseKind, Disposition, Outcome, Step
from app.persistence.models import Body, Case, CaseEvent, Decision
from app.persistence.queries.oversight import kept, standing
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
MONTHS = [Period(date(2026, month, 1), date(2026, month + 1, 1) - timedelta(days=1)) for month in range(1, 12)]


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


def raw(db: SQLAlchemy) -> Counter[tuple[str, str, int]]:
    """The same numbers from the events alone: (what, month, body) → how many."""
    found: Counter[tuple[str, str, int]] = Counter()
    accepted: dict[int, str] = {}
    for event in db.session.scalars(select(CaseEvent).order_by(CaseEvent.id)):
        month = f"{event.document_on:%Y-%m}"
        if event.step is Step.RECEIVE:
            found["received", month, event.body_id] += 1
        if event.step is Step.ACCEPT:
            case = db.session.get_one(Case, event.case_id)
            if case.procedure.kind in (CaseKind.COMPLAINT, CaseKind.DENUNCIATION):
                accepted[event.case_id] = month
                found["accepted", month, event.body_id] += 1
        if event.step in (Step.DECIDE, Step.CONCLUDE):
            found["decided", accepted[event.case_id], event.body_id] += 1
            found["settled late", month, event.body_id] += event.document_on > _due(db, event.case_id)
    return found


def _due(db: SQLAlchemy, case_id: int) -> date:
    case = db.session.get_one(Case, case_id)
    return next(row.due_on for row in case.deadlines if row.clock in ("DL-KN-03", "DL-KN-03b"))


def test_kept_asked_and_raw_figures_agree(app: Flask, db: SQLAlchemy) -> None:
    stories()
    assert figures.refresh(at=NOW) > 100
    assert figures.refresh(at=NOW) > 100  # twice is once
    counted = raw(db)
    bodies = list(db.session.scalars(select(Body).where(Body.code.in_([cast.WARD, cast.CITY, cast.BOARD]))))
    for month in [*MONTHS, YEAR, Period(date(2026, 6, 5), date(2026, 8, 20))]:
        sums = kept.sums(month, Narrowed(), with_sealed=True)
        for one in bodies:
            asked = indicators.of_body(one, month, at=NOW)
            assert {measure: asked.get(measure, Count()) for measure in Measure} == {
                measure: sums.get((one.id, measure), Count()) for measure in Measure
            }
            if month in MONTHS:
                _agrees(asked, counted, f"{month.since:%Y-%m}", one.id)
    late = sum(number for (what, _month, _body), number in counted.items() if what == "settled late")
    ward = body(cast.WARD, "2026-07-01")
    settled = indicators.of_body(ward, YEAR, at=NOW)[Measure.SETTLEMENT]
    assert late == 1
    assert settled.bottom - settled.top == late
    changed = db.session.scalar(select(Decision.id).where(Decision.outcome == Outcome.UPHELD))
    assert changed is None


def _agrees(asked: dict[Measure, Count], counted: Counter[Any], month: str, body_id: int) -> None:
    assert asked.get(Measure.RECEIVED, Count()).bottom == counted["received", month, body_id]
    assert asked.get(Measure.DECIDED, Count()).bottom == counted["accepted", month, body_id]
    assert asked.get(Measure.DECIDED, Count()).top == counted["decided", month, body_id]


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
