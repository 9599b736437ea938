"""`python -m bench.sweep`: a million open clocks of which two thousand come to a rung today, swept once; then again.

`--clocks` and `--crossing` say otherwise. Time, and how much memory the sweep adds, on each engine.
"""

import argparse
import resource
import time
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, func, select, text

from app.domain.calendars import LAW_ZONE
from app.persistence.db import db
from app.persistence.models import ClimbedRung
from app.services.escalation import sweeping
from app.services.law import law_in_force
from bench import report
from bench.houses import ENGINES, house

TODAY = date(2026, 11, 27)
AT = datetime(2026, 11, 27, 6, tzinfo=LAW_ZONE)

SEQUENCE = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < :clocks)"
CASES = f"""
INSERT INTO "case" (id, procedure, state, version, body_id, intake_body_id, title, lead_name, people_count,
  received_at, received_on, next_due_on, next_clock, is_sealed, in_remote_area, is_complex,
  dialogue_absence_recorded, has_second_instance)
{SEQUENCE}
SELECT x, 'KN1', 'verifying', 3, b.id, b.id, 'Vụ việc thử ' || x, 'Người thử', 1, :at, :received, :due, 'DL-KN-03',
  false, false, false, false, false
FROM n JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS place FROM body WHERE valid_to IS NULL LIMIT 80) b
  ON b.place = x % 80
"""
DEADLINES = """
INSERT INTO deadline (case_id, body_id, clock, rule_id, confidence, owner, starts_on, nominal_on, due_on,
  calendar_version, next_rung_on)
SELECT id, body_id, 'DL-KN-03', 'complaint.settlement.first', 'V', 'authority', :received,
  CASE WHEN id <= :crossing THEN :crosses ELSE :due END, CASE WHEN id <= :crossing THEN :crosses ELSE :due END, '',
  CASE WHEN id <= :crossing THEN :today ELSE :later END
FROM "case"
"""


EARLIER = """
INSERT INTO climbed_rung (case_id, deadline_id, body_id, clock, ladder_id, rung, act, due_on, rung_on, noted_on,
  delay_days, acts, told, at, verdict_note)
SELECT case_id, id, body_id, clock, 'ladder.default', r.rung, r.act, due_on, due_on, due_on, 0, true, '[]', :at, ''
FROM deadline JOIN (SELECT 'warn-officer' AS rung, 'warn' AS act UNION ALL SELECT 'warn-head', 'warn'
  UNION ALL SELECT 'overdue', 'overdue') r ON true
WHERE due_on = :crosses
"""


def fill(connection: Connection, clocks: int, crossing: int) -> None:
    """So many running clocks; the first ones were due a week ago and are to be reminded of today."""
    due = TODAY + timedelta(days=60)
    later = law_in_force().calendar.subtract_working(due, 5)
    db.session.rollback()
    values = {"clocks": clocks, "at": AT.replace(tzinfo=None), "received": TODAY - timedelta(days=40), "due": due}
    connection.execute(text(CASES), values)
    crosses = TODAY - timedelta(days=7)
    values = {"received": TODAY - timedelta(days=40), "due": due, "later": later, "crosses": crosses, "today": TODAY}
    connection.execute(text(DEADLINES), values | {"crossing": crossing})
    connection.execute(text(EARLIER), {"at": AT.replace(tzinfo=None), "crosses": crosses})
    connection.commit()
    connection.execute(text("ANALYZE"))
    connection.commit()


def measure(engine: str, clocks: int, crossing: int) -> dict[str, float]:
    with house(engine) as made, made.app().app_context():
        with db.engine.connect() as connection:
            fill(connection, clocks, crossing)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        began = time.perf_counter()
        first = sweeping.sweep(TODAY, at=AT)
        took = time.perf_counter() - began
        began = time.perf_counter()
        second = sweeping.sweep(TODAY, at=AT)
        again = time.perf_counter() - began
        assert first.rungs["remind-1"] == crossing and second.noted == 0
        assert db.session.scalar(select(func.count(ClimbedRung.id)).where(ClimbedRung.noted_on == TODAY)) == crossing
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    return {"seconds": round(took, 2), "again": round(again, 3), "grown_mib": round(grown, 1), "noted": first.noted}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clocks", type=int, default=1_000_000)
    parser.add_argument("--crossing", type=int, default=2_000)
    parser.add_argument("--engine", choices=ENGINES, action="append")
    asked = parser.parse_args()
    found = {engine: measure(engine, asked.clocks, asked.crossing) for engine in asked.engine or ENGINES}
    title = f"{asked.clocks:,} open clocks, {asked.crossing:,} of them come to a rung"
    report.table(title, [{"engine": engine, **values} for engine, values in found.items()])
    report.as_json("sweep", clocks=asked.clocks, crossing=asked.crossing, **found)


if __name__ == "__main__":
    main()
