"""`python -m bench.sampling`: drawing a sample from a million cases, by seed and by risk, of one body and of all."""

import argparse
from datetime import timedelta
from functools import partial
from typing import Any

from sqlalchemy import func, select

from app.persistence.db import db
from app.persistence.models import Case
from app.persistence.queries.oversight.audit import population
from app.persistence.queries.oversight.audit.population import Chosen
from bench import report, synthetic
from bench.houses import ENGINES, House, house
from bench.wall import fill

SIZE = 50


def measure(here: House, size: int) -> dict[str, Any]:
    """Seconds of each question behind a drawing."""
    app = here.app()
    fill(app, size)
    found: dict[str, Any] = {"engine": here.engine, "cases": size}
    with app.app_context():
        largest = select(Case.intake_body_id).group_by(Case.intake_body_id).order_by(func.count().desc()).limit(1)
        every = db.session.scalars(select(Case.intake_body_id).distinct()).all()
        year, always = synthetic.TODAY - timedelta(days=365), synthetic.TODAY - timedelta(days=9000)
        for name, bodies, since in (
            ("the largest body, a year", (db.session.scalar(largest) or 0,), year),
            ("all bodies, a year", tuple(every), year),
            ("all bodies, all years", tuple(every), always),
        ):
            found |= _of(name, Chosen(bodies, since, synthetic.TODAY))
    return found


def _of(name: str, chosen: Chosen) -> dict[str, Any]:
    return {
        f"{name}: cases to draw from": population.counted(chosen)[0],
        f"{name}: counted s": report.seconds(partial(population.counted, chosen)),
        f"{name}: {SIZE} by seed s": report.seconds(partial(population.first, chosen, "2026-11-28", SIZE)),
        f"{name}: {SIZE} by risk s": report.seconds(partial(population.riskiest, chosen, SIZE, synthetic.TODAY)),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=1_000_000)
    parser.add_argument("--engine", choices=ENGINES, action="append")
    given = parser.parse_args()
    rows = []
    for engine in given.engine or ENGINES:
        with house(engine) as here:
            rows.append(measure(here, given.size))
    names = [name for name in rows[0] if name != "engine"]
    report.table("Samples", [{"": name} | {row["engine"]: row[name] for row in rows} for name in names])
    report.as_json("sampling", rows=rows)


if __name__ == "__main__":
    main()
