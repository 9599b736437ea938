"""`python -m bench.wall`: the wall and the indicators of every body over a million cases, cold and warm."""

import argparse
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from time import perf_counter
from typing import Any

from flask import Flask
from sqlalchemy import text

from app.domain.oversight.measures import Period
from app.domain.vocabulary import CaseKind
from app.persistence.db import db
from app.persistence.queries.oversight import kept
from app.persistence.queries.oversight.kept import Narrowed
from app.services.oversight.wall import figures, indicators, reading
from bench import queue, report, synthetic
from bench.houses import ENGINES, House, house
from run import settle

TABLES = ("daily_figure", "figure_stamp", *queue.WIPE)
NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)
YEAR = Period(date(2025, 11, 21), synthetic.TODAY)
CLOCKS = """
INSERT INTO deadline (case_id, body_id, clock, rule_id, confidence, owner, starts_on, nominal_on, due_on,
  calendar_version, ended_on, met)
SELECT id, body_id, clock, 'bench', 'V', 'authority', received_on, received_on, received_on, '', received_on,
  id % 7 > 0 FROM "case" CROSS JOIN (SELECT 'DL-KN-01' AS clock UNION ALL SELECT 'DL-KN-03') AS two
WHERE closed_at IS NOT NULL
"""
FIELDS = """UPDATE "case" SET accepted_on = received_on, category_code = 'A1.0' || (id % 6),
  unit_code = CASE id % 3 WHEN 0 THEN '31510' WHEN 1 THEN '31507' ELSE '31528' END"""


def fill(app: Flask, size: int) -> None:
    """So many cases in an empty database, with clocks, fields and places."""
    with app.app_context(), db.engine.connect() as connection:
        for table in TABLES:
            connection.execute(text(f"DELETE FROM {table}"))  # noqa: S608 - names of ours
        connection.commit()
        synthetic.fill(connection, size)
        for words in (CLOCKS, FIELDS):
            connection.execute(text(words))
        connection.commit()
        connection.execute(text("ANALYZE"))
        connection.commit()


def measure(here: House, size: int, rounds: int) -> dict[str, Any]:
    """Seconds of the nightly figures; milliseconds of the wall as a page, cold and warm, and of the indicators."""
    app = here.app()
    app.config["NOW"] = NOW
    fill(app, size)
    found: dict[str, Any] = {"engine": here.engine, "cases": size}
    with app.app_context():
        start = perf_counter()
        figures.refresh(at=NOW)
        found["figures of all bodies s"] = perf_counter() - start
        found["kept rows"] = db.session.execute(text("SELECT count(*) FROM daily_figure")).scalar()
        db.session.remove()
        db.engine.dispose()
    found |= _walls(here, rounds)
    with app.app_context():
        found["indicators of all bodies, a year ms"] = _ms(_indicators)
    return found


def _walls(here: House, rounds: int) -> dict[str, float]:
    """A new application each time for the cold one: no connection, no statement known."""
    found = {}
    app = here.app()
    app.config["NOW"] = NOW
    path = f"/giam-sat?from={YEAR.since}&to={YEAR.until}"
    get = queue.signed_in(app, "inspector")
    settle()
    found["wall, first after start ms"] = _ms(partial(get, path))
    for name, more in (("", ""), (", one kind", "&kind=complaint"), (", one field", "&field=A1.01")):
        found[f"wall{name} p95 ms"] = _p95(partial(get, path + more), rounds)
    with app.app_context():
        actor = queue.actor_of("inspector")
        read = partial(reading.read, actor, Narrowed(kind=CaseKind.COMPLAINT), YEAR, at=NOW)
        found["wall read, one kind p95 ms"] = _p95(read, rounds)
    return found


def _indicators() -> None:
    sums = kept.sums(YEAR, Narrowed(), with_sealed=True)
    for body_id in {body_id for body_id, _measure in sums}:
        own = {measure: count for (one, measure), count in sums.items() if one == body_id}
        for indicator in indicators.INDICATORS:
            indicators.share(indicator, own)


def _ms(work: Callable[[], Any]) -> float:
    start = perf_counter()
    work()
    return 1000 * (perf_counter() - start)


def _p95(work: Callable[[], Any], rounds: int) -> float:
    work()
    times = sorted(_ms(work) for _ in range(rounds))
    return times[int(0.95 * (len(times) - 1))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--engine", choices=ENGINES, action="append")
    given = parser.parse_args()
    rows = []
    for engine in given.engine or ENGINES:
        with house(engine) as here:
            rows.append(measure(here, given.size, given.rounds))
    names = [name for name in rows[0] if name != "engine"]
    report.table("The wall", [{"": name} | {row["engine"]: row[name] for row in rows} for name in names])
    report.as_json("wall", rows=rows)


if __name__ == "__main__":
    main()
