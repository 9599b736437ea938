"""`python -m bench.reception`: saving a walk-in, and finding a person again, at ten thousand and at a million visits.

Aims: the 95th percentile of saving at a million at most 1.3 times that at ten thousand; a look-up at most 50 ms.
"""

import argparse
import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any

from flask import Flask
from sqlalchemy import text

from app.domain.facts import Actor
from app.domain.reception.vocabulary import VisitOutcome
from app.domain.vocabulary import CaseKind
from app.persistence.db import db
from app.persistence.queries import accounts
from app.persistence.queries.offices import holding
from app.persistence.queries.reception import people
from app.services.reception import receiving
from app.services.reception.visit_input import PersonInput, VisitInput
from bench import report
from bench.houses import ENGINES, House, house

DESK = "binh.phuloi"
NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)
SIZES = (10_000, 1_000_000)
NAMES = 10_000  # so that a name is shared by a hundred people at a million
COUNTING = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :size) "
VISITS = """INSERT INTO visit (id, body_id, register_year, register_number, submission_hash, correction_reason,
 mode, form, received_by_id, started_at, entered_at, is_late_entry, place, language, people_count, kind, matter,
 request, prior_handling, outcomes, note, documents, guided_to, refusal_detail, appointment_place, appointment_bring,
 result_how, is_sealed, result_due_on, result_told_on)
 SELECT i, :body, 2020, i, 'bench-' || i, '', 'regular', 'office', :officer, '2024-01-02 03:00:00',
 '2024-01-02 03:00:00', false, '', 'vi', 1, 'complaint', 'Nội dung trình bày tại nơi tiếp công dân', '', '',
 '["heard"]', '', '[]', '', '', '', '', '', false, '2024-01-16', '2024-01-10' FROM n"""
PEOPLE = """INSERT INTO visit_person (id, visit_id, body_id, name, folded_name, personal, key_number, blind_number,
 identity_blind, phone_blind, identity_issued_by, is_representative)
 SELECT i, i, :body, 'Nguyễn Văn ' || (i % :names), 'nguyen van ' || (i % :names), :personal, 1, 1, 'identity-' || i,
 'phone-' || i, '', false FROM n"""
WALK_IN = VisitInput(
    kind=CaseKind.RECOMMENDATION,
    people=(PersonInput("Lâm Thị An", identity_number="094185001234", phone="0912345678", address="Khóm 3"),),
    matter="Đường vào khóm 3 ngập sâu mỗi khi triều cường, bà con đi lại rất khó khăn.",
    outcomes=(VisitOutcome.HEARD,),
    started_at=NOW,
)


def measure(here: House, size: int, rounds: int) -> dict[str, Any]:
    """The 95th percentiles, in milliseconds."""
    app = here.app()
    with app.app_context():
        actor = _desk()
        _fill(app, actor, size)
        found: dict[str, Any] = {"engine": here.engine, "visits": size}
        found["save ms"] = _p95(lambda turn: receiving.receive(actor, WALK_IN, secrets.token_hex(8), at=NOW), rounds)
        step = max(1, size // (rounds + 1))
        for name, ask in _look_ups(actor, step).items():
            found[f"{name} ms"] = _p95(ask, rounds)
    return found


def _look_ups(actor: Actor, step: int) -> dict[str, Callable[[int], object]]:
    def asked(turn: int, by: Callable[[Actor, list[str]], object], word: str) -> object:
        db.session.expunge_all()
        return by(actor, [f"{word}-{turn * step + 1}"])

    def named(turn: int) -> object:
        db.session.expunge_all()
        return people.by_name(actor, f"nguyen van {turn % NAMES}")

    return {
        "by number": partial(asked, by=people.by_identity, word="identity"),
        "by phone": partial(asked, by=people.by_phone, word="phone"),
        "by name": named,
    }


def _desk() -> Actor:
    user = accounts.by_username(DESK)
    assert user is not None
    return holding.held_by(user.id, NOW.date())[0].actor()


def _fill(app: Flask, actor: Actor, size: int) -> None:
    given = {"body": actor.body_id, "officer": actor.user_id, "size": size, "names": NAMES, "personal": b"x"}
    with db.engine.begin() as connection:
        for table in ("visit_person", "visit", "number_series"):
            connection.execute(text(f"DELETE FROM {table}"))  # noqa: S608 - names of ours
        for statement in (VISITS, PEOPLE):
            head, _select, rest = statement.partition(" SELECT ")
            connection.execute(text(f"{head} {COUNTING} SELECT {rest}"), given)
        if connection.dialect.name == "postgresql":
            for table in ("visit", "visit_person"):
                connection.execute(text(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), :size)"), given)
    with db.engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("ANALYZE"))


def _p95(work: Callable[[int], object], rounds: int) -> float:
    times = sorted(report.seconds(partial(work, turn)) for turn in range(rounds))
    return times[int(len(times) * 0.95) - 1] * 1000


def main() -> None:
    """Both engines, both sizes."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--engines", nargs="+", default=ENGINES, choices=ENGINES)
    asked.add_argument("--sizes", nargs="+", type=int, default=SIZES)
    asked.add_argument("--rounds", type=int, default=200)
    given = asked.parse_args()
    rows = []
    for engine in given.engines:
        with house(engine) as here:
            rows += [measure(here, size, given.rounds) for size in given.sizes]
    report.table("Reception desk: 95th percentile", rows)
    report.as_json("reception", rows=rows)


if __name__ == "__main__":
    main()
