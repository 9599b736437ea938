"""`python -m bench.queue`: the officers' queue at ten thousand and at a million cases."""

import argparse
import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from time import perf_counter
from typing import Any

from flask import Flask
from sqlalchemy import event, text

from app.domain.facts import Actor
from app.domain.vocabulary import State
from app.persistence.db import db
from app.persistence.models.signing_in import LoginSession
from app.persistence.queries import accounts, worklists
from app.persistence.queries.offices import holding
from app.persistence.queries.worklists import Filters, Tab
from app.persistence.transaction import transaction
from bench import report, synthetic
from bench.houses import ENGINES, House, house

PEOPLE = {"officer": "cuc.phuloi", "desk": "binh.phuloi", "head": "dung.phuloi", "inspector": "em.thanhtra"}
PAGES = (
    ("officer", "/ho-so?tab=body"),
    ("officer", "/ho-so?tab=overdue"),
    ("desk", "/ho-so?tab=new"),
    ("desk", "/ho-so?tab=followed"),
    ("head", "/ho-so?tab=head"),
    ("head", "/cho-duyet"),
    ("inspector", "/ho-so?tab=overdue"),
    ("inspector", "/ho-so?tab=closed"),
)
EVERYTHING, FILTERED = Filters(), Filters(state=State.VERIFYING)
DEEP = 12  # pages forward before the one that is measured
WIPE = ("deadline", "petition", '"case"')


def measure(here: House, size: int, rounds: int) -> dict[str, Any]:
    """Milliseconds of the page, of its parts, and what the database says about its way."""
    app = here.app()
    app.config["NOW"] = datetime(2026, 11, 20, 3, tzinfo=UTC)
    with app.app_context(), db.engine.connect() as connection:
        for table in WIPE:
            connection.execute(text(f"DELETE FROM {table}"))  # noqa: S608 - names of ours
        connection.commit()
        synthetic.fill(connection, size)
    found: dict[str, Any] = {"engine": here.engine, "cases": size}
    for who, path in PAGES:
        found[f"{who} {path} ms"] = _best_ms(_page(app, who, path), rounds)
    with app.app_context():
        found |= _questions(rounds)
        found["indexes"] = _plan()
    return found


def _page(app: Flask, who: str, path: str) -> Callable[[], None]:
    """The page as one who is signed in gets it."""
    get = signed_in(app, who)

    def see() -> None:
        assert "Vụ việc thử" in get(path), path

    return see


def signed_in(app: Flask, who: str) -> Callable[[str], str]:
    """A browser of one of the staff: takes an address, gives the page."""
    token = secrets.token_urlsafe(16)
    now = app.config["NOW"]
    with app.app_context(), transaction() as session:
        user = accounts.by_username(PEOPLE[who])
        assert user is not None
        digest = sha256(token.encode()).hexdigest()
        times = {"created_at": now, "last_seen_at": now}
        session.add(LoginSession(token_hash=digest, user_id=user.id, is_halfway=False, **times))
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"], cookie["_fresh"] = token, True

    def get(path: str) -> str:
        answer = client.get(path)
        assert answer.status_code == 200, answer.status
        return answer.text

    return get


def actor_of(who: str) -> Actor:
    user = accounts.by_username(PEOPLE[who])
    assert user is not None
    return holding.acting(holding.of_account(user.id)[0])


def _questions(rounds: int) -> dict[str, float]:
    """Every tab of everybody, its page and its count; a page far on; all counts at once, and with a filter."""
    found = {}
    for who in PEOPLE:
        actor = actor_of(who)
        for tab in worklists.tabs_of(actor):
            for ask in (worklists.page, worklists.count):
                found[f"{who} {tab.value} {ask.__name__} ms"] = _time(rounds, ask, actor, tab)
        tabs = worklists.tabs_of(actor)
        found[f"{who} all counts ms"] = _time(rounds, worklists.counts, actor, tabs)
        found[f"{who} all counts, a state ms"] = _time(rounds, worklists.counts, actor, tabs, FILTERED)
    actor = actor_of("officer")
    cursor = None
    for _ in range(DEEP):
        cursor = worklists.page(actor, Tab.BODY, Filters(), synthetic.TODAY, after=cursor).next or cursor
    found["deep page ms"] = _time(rounds, partial(worklists.page, after=cursor), actor, Tab.BODY)
    return found


def _time(rounds: int, ask: Callable[..., Any], actor: Actor, tab: Any, filters: Filters = EVERYTHING) -> float:
    def work() -> None:
        ask(actor, tab, filters, synthetic.TODAY)
        db.session.rollback()

    return _best_ms(work, rounds)


def _best_ms(work: Callable[[], Any], rounds: int) -> float:
    """The best of the rounds: neighbours on the machine only ever add."""
    for _ in range(3):
        work()
    times = []
    for _ in range(rounds):
        start = perf_counter()
        work()
        times.append(1000 * (perf_counter() - start))
    return min(times)


def _plan() -> list[str]:
    """Which index the question of the page goes through."""
    kept: list[tuple[str, Any]] = []
    event.listen(db.engine, "before_cursor_execute", lambda c, cu, sql, given, *_: kept.append((sql, given)))
    worklists.page(actor_of("officer"), Tab.BODY, Filters(), synthetic.TODAY)
    sql, given = next((sql, given) for sql, given in kept if "next_due_on" in sql)
    sqlite = db.engine.dialect.name == "sqlite"
    rows = db.session.connection().exec_driver_sql(("EXPLAIN QUERY PLAN " if sqlite else "EXPLAIN ") + sql, given)
    return [line.strip() for row in rows if "ix_case" in (line := str(row[-1]))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 1_000_000])
    parser.add_argument("--rounds", type=int, default=25)
    parser.add_argument("--engine", choices=ENGINES, action="append")
    given = parser.parse_args()
    for engine in given.engine or ENGINES:
        with house(engine) as here:
            rows = [measure(here, size, given.rounds) for size in given.sizes]
        names = [name for name in rows[0] if name.endswith(" ms")]
        lines = [
            {"": name} | {f"{row['cases']:,}": row[name] for row in rows} | {"ratio": rows[-1][name] / rows[0][name]}
            for name in names
        ]
        report.table(f"The queue on {engine} (synthetic cases)", lines)
        print("\n".join(rows[-1]["indexes"]))
        report.as_json("queue", rows=rows)


if __name__ == "__main__":
    main()
