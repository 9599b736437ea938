"""`python -m bench.registers`: the register of a large body as XLSX by the worker, and its pages on the screen.

Aims: the memory of the worker does not grow with the register (100,000 lines at most 60 MiB above 10,000); a page of
twenty lines anywhere in it within 100 ms.
"""

import argparse
import resource
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import text

from app.domain.facts import Actor
from app.domain.reception.registers import Book, Chosen
from app.persistence import outbox, personal
from app.persistence.db import db
from app.persistence.personal import Contact
from app.services.registers import books, exporting
from app.services.registers.exporting import Order
from bench import report
from bench.houses import ENGINES, House, house
from bench.reception import COUNTING, NOW, VISITS, _desk

SIZES = (10_000, 100_000)
CONTACT = Contact(identity_number="094185001234", phone="0912345678", address="Số 12 đường Hùng Vương, khóm 3")
PERSON = """INSERT INTO visit_person (visit_id, body_id, name, folded_name, personal, key_number, blind_number,
 identity_issued_by, is_representative) VALUES (:visit, :body, :name, 'nguyen van an', :personal, 1, 1, '', false)"""
SPREAD = """UPDATE visit SET register_year = 2026, started_at = {day}, entered_at = {day}"""
DAY = {
    "sqlite": "datetime('2026-07-02 03:00:00', '+' || (id * 120 / :size) || ' days') || '.000000'",
    "postgresql": "timestamptz '2026-07-02 03:00:00+00' + (id * 120 / :size) * interval '1 day'",
}
MIB = 1024


def measure(here: House, size: int) -> dict[str, Any]:
    """Seconds and MiB of one file, milliseconds of three pages."""
    app = here.app()
    with app.app_context():
        actor = _desk()
        _fill(actor, size)
        chosen = Chosen(actor.body_id or 0, date(2026, 7, 1), date(2026, 12, 31))
        reading = exporting.reading(actor, Book.RECEPTION, chosen)
        (part,) = books.all_parts(reading)
        found: dict[str, Any] = {"engine": here.engine, "lines": size}
        for name, after in (("first", 0), ("middle", size // 2), ("last", size - 30)):
            page = partial(books.entries, reading, part, after=after, limit=21)
            found[f"{name} page ms"] = min(report.seconds(page) for _turn in range(5)) * 1000
        a_week = partial(books.all_parts, exporting.reading(actor, Book.RECEPTION, chosen.within(*WEEK)))
        found["a week ms"] = report.seconds(a_week) * 1000
        number = exporting.take(actor, Order(Book.RECEPTION, chosen, "xlsx"), at=NOW)
        outbox.claim(NOW, 10)
        found["file s"] = report.seconds(partial(exporting.make, number, clock=lambda: NOW))  # type: ignore[arg-type]
        found["worker MiB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MIB
        found["writer MiB"] = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / MIB
        found["size MiB"] = exporting.mine(actor, at=NOW)[0].size / MIB / MIB
    return found


WEEK = (date(2026, 8, 24), date(2026, 8, 30))


def _fill(actor: Actor, size: int) -> None:
    given = {"body": actor.body_id, "officer": actor.user_id, "size": size}
    with db.engine.begin() as connection:
        for table in ("visit_person", "visit", "number_series"):
            connection.execute(text(f"DELETE FROM {table}"))  # noqa: S608 - names of ours
        head, _select, rest = VISITS.partition(" SELECT ")
        connection.execute(text(f"{head} {COUNTING} SELECT {rest}"), given)
        connection.execute(text(SPREAD.format(day=DAY[connection.dialect.name])), {"size": size})
        series = "INSERT INTO number_series (body_id, series, period, last) VALUES (:body, 'register', 2026, :size)"
        connection.execute(text(series), given)
        for start in range(1, size + 1, 5000):
            people = [_person(visit, actor.body_id) for visit in range(start, min(start + 5000, size + 1))]
            connection.execute(text(PERSON), people)
    with db.engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("ANALYZE"))
    db.session.rollback()  # what was asked before saw an empty book


def _person(visit: int, body_id: int | None) -> dict[str, Any]:
    sealed = personal.locked(CONTACT, "Nguyễn Văn An", visit, "visit").personal
    return {"visit": visit, "body": body_id, "name": "Nguyễn Văn An", "personal": sealed}


def main() -> None:
    """Both engines, both sizes."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--engines", nargs="+", default=ENGINES, choices=ENGINES)
    asked.add_argument("--sizes", nargs="+", type=int, default=SIZES)
    given = asked.parse_args()
    rows = []
    for engine in given.engines:
        with house(engine) as here:
            rows += [measure(here, size) for size in given.sizes]
    report.table("Reception register", rows)
    report.as_json("registers", rows=rows)


if __name__ == "__main__":
    main()
