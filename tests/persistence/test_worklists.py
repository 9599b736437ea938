"""The queue: its tabs, filters, pages and counts; what it costs; and that an index answers it."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event, text

from app.domain.facts import Actor
from app.domain.vocabulary import CaseKind, Procedure, State
from app.persistence.models import Case
from app.persistence.queries import worklists
from app.persistence.queries.worklists import Filters, Tab
from app.persistence.transaction import transaction
from tests import cast
from tests.houses import both_engines
from tests.times import at

pytestmark = both_engines
TODAY = date(2026, 8, 10)


def put(db: SQLAlchemy, many: int, **more: Any) -> list[Case]:
    """Open cases at the ward, due one day after the other, three weeks around today."""
    ward, cuc = cast.office("dung").body_id, cast.user("cuc").id
    made = []
    with transaction() as session:
        for number in range(many):
            values: dict[str, Any] = {
                "procedure": Procedure.COMPLAINT_FIRST if number % 3 else Procedure.RECOMMENDATION,
                "state": State.RECEIVED if number % 2 else State.AWAITING_DISPOSITION,
                "body_id": ward,
                "intake_body_id": ward,
                "officer_id": cuc if number % 4 == 0 else None,
                "title": f"Việc số {number} về đất vườn",
                "lead_name": "Lâm Thị An",
                "received_at": at("2026-07-20"),
                "received_on": date(2026, 7, 1) + timedelta(days=number % 30),
                "next_due_on": TODAY + timedelta(days=number % 21 - 10),
            }
            case = Case(**{**values, **more})
            session.add(case)
            made.append(case)
    return made


@pytest.fixture
def cuc(db: SQLAlchemy) -> Actor:
    return cast.actor("cuc")


def ids(actor: Actor, tab: Tab, **filters: Any) -> set[int]:
    found = worklists.page(actor, tab, Filters(**filters), TODAY)
    assert worklists.count(actor, tab, Filters(**filters), TODAY) == len(found.cases)
    return {case.id for case in found.cases}


def test_each_tab_holds_its_own(db: SQLAlchemy, cuc: Actor) -> None:
    made = put(db, 42)
    expected = {
        Tab.BODY: made,
        Tab.MINE: [c for c in made if c.officer_id == cuc.user_id],
        Tab.NEW: [c for c in made if c.state is State.RECEIVED and c.officer_id is None],
        Tab.HEAD: [c for c in made if c.state is State.AWAITING_DISPOSITION],
        Tab.WEEK: [c for c in made if TODAY <= c.next_due_on <= TODAY + timedelta(days=7)],
        Tab.OVERDUE: [c for c in made if c.next_due_on < TODAY],
        Tab.CLOSED: [],
        Tab.FOLLOWED: [],
    }
    for tab, cases in expected.items():
        assert ids(cuc, tab) == {case.id for case in cases}, tab


def test_filters_narrow(db: SQLAlchemy, cuc: Actor) -> None:
    made = put(db, 12)
    assert ids(cuc, Tab.BODY, kind=CaseKind.RECOMMENDATION) == {c.id for c in made if c.procedure == "KNPA"}
    assert ids(cuc, Tab.BODY, state=State.RECEIVED) == {c.id for c in made if c.state is State.RECEIVED}
    assert ids(cuc, Tab.BODY, officer_id=cuc.user_id) == {c.id for c in made if c.officer_id == cuc.user_id}
    late, early = date(2026, 7, 6), date(2026, 7, 3)
    assert ids(cuc, Tab.BODY, received_from=early, received_to=late) == {
        c.id for c in made if early <= c.received_on <= late
    }


def test_what_came_in_here_is_followed_elsewhere(db: SQLAlchemy) -> None:
    gone = put(db, 3, body_id=cast.office("ha").body_id, officer_id=None)
    assert ids(cast.actor("binh"), Tab.FOLLOWED) == {case.id for case in gone}
    assert ids(cast.actor("cuc"), Tab.FOLLOWED) == set()  # only the desk and the head follow
    sealed = put(db, 1, body_id=cast.office("ha").body_id, officer_id=None, is_sealed=True)
    assert sealed[0].id not in ids(cast.actor("binh"), Tab.FOLLOWED)


def test_nobody_is_offered_a_tab_he_cannot_have(db: SQLAlchemy) -> None:
    assert set(worklists.tabs_of(cast.actor("dung"))) == set(worklists.tabs_of(cast.actor("binh"))) == set(Tab)
    assert set(Tab) - set(worklists.tabs_of(cast.actor("cuc"))) == {Tab.FOLLOWED}
    assert set(worklists.tabs_of(cast.actor("em"))) == {Tab.BODY, Tab.WEEK, Tab.OVERDUE, Tab.CLOSED}


def test_pages_by_due_date_forward_and_back(db: SQLAlchemy, cuc: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worklists, "PAGE", 10)
    put(db, 25)
    first = worklists.page(cuc, Tab.BODY, Filters(), TODAY)
    second = worklists.page(cuc, Tab.BODY, Filters(), TODAY, after=first.next)
    third = worklists.page(cuc, Tab.BODY, Filters(), TODAY, after=second.next)
    assert [len(page.cases) for page in (first, second, third)] == [10, 10, 5]
    order = [(c.next_due_on, c.id) for page in (first, second, third) for c in page.cases]
    assert order == sorted(order)
    assert (first.previous, third.next) == (None, None)
    back = worklists.page(cuc, Tab.BODY, Filters(), TODAY, before=third.previous)
    assert [c.id for c in back.cases] == [c.id for c in second.cases]


def test_closed_ones_newest_first(db: SQLAlchemy, cuc: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worklists, "PAGE", 2)
    for day in ("2026-08-03", "2026-08-05", "2026-08-04"):
        put(db, 1, closed_at=at(day), state=State.CLOSED)
    first = worklists.page(cuc, Tab.CLOSED, Filters(), TODAY)
    second = worklists.page(cuc, Tab.CLOSED, Filters(), TODAY, after=first.next)
    assert [c.closed_at for c in (*first.cases, *second.cases)] == [
        at("2026-08-05"),
        at("2026-08-04"),
        at("2026-08-03"),
    ]


@pytest.mark.parametrize("cursor", ["", "x", "2026-08-10", "2026-13-01~3", "~", "2026-08-10~99999999999999", "a~b~c"])
def test_a_forged_cursor_starts_at_the_beginning(cursor: str, db: SQLAlchemy, cuc: Actor) -> None:
    put(db, 3)
    for tab in Tab:
        assert worklists.page(cuc, tab, Filters(), TODAY, after=cursor).previous is None
        worklists.page(cuc, tab, Filters(), TODAY, before=cursor)


def test_counting_stops(db: SQLAlchemy, cuc: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worklists, "COUNT_LIMIT", 5)
    put(db, 9)
    assert worklists.count(cuc, Tab.BODY, Filters(), TODAY) == 6


def test_a_page_is_one_question_and_all_counts_another(db: SQLAlchemy, cuc: Actor) -> None:
    put(db, 30)
    asked: list[str] = []

    def listen(_conn: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        asked.append(statement)

    db.session.expire_all()
    event.listen(db.engine, "before_cursor_execute", listen)
    try:
        page = worklists.page(cuc, Tab.BODY, Filters(), TODAY)
        names = [(case.officer.name if case.officer else "", case.body.short_name) for case in page.cases]
        worklists.counts(cuc, tuple(Tab), Filters(), TODAY)
    finally:
        event.remove(db.engine, "before_cursor_execute", listen)
    assert len(names) == 30
    assert len([words for words in asked if words.lstrip().startswith("SELECT")]) == 2


INDEXES = {
    Tab.NEW: "ix_case_new_queue",
    Tab.MINE: "ix_case_officer_queue",
    Tab.BODY: "ix_case_queue",
    Tab.HEAD: "ix_case_head_queue",
    Tab.WEEK: "ix_case_queue",
    Tab.OVERDUE: "ix_case_queue",
    Tab.FOLLOWED: "ix_case_followed",
    Tab.CLOSED: "ix_case_body_closed",
}
OF_ALL_BODIES = {"ix_case_queue": "ix_case_all_queue", "ix_case_body_closed": "ix_case_all_closed"}
OPEN_ONES = "ix_case_standing"
"""Holds the open cases alone, by body: a count may read it as well, whichever the statistics of the day favour."""
SORTING = ("TEMP B-TREE", "Sort", "Bitmap")
READING_ALL = ('Seq Scan on "case"', "SCAN case\n", "SCAN case USING INTEGER PRIMARY KEY", "pk_case ")


@pytest.mark.parametrize("has_statistics", [False, True], ids=["new", "analyzed"])
def test_each_tab_is_read_in_the_order_of_its_own_index(has_statistics: bool, db: SQLAlchemy) -> None:
    """A page stops where it is full, a count reads no other index: on SQLite whether or not it has looked at its
    tables; on PostgreSQL no other index is read even by a plan prepared for whatever day and officer."""
    if not has_statistics and db.engine.dialect.name == "postgresql":
        return  # it looks at them by itself
    fill(db, analyze=has_statistics)
    for name in ("cuc", "binh", "dung", "em"):
        actor = cast.actor(name)
        for tab in worklists.tabs_of(actor):
            wanted = OF_ALL_BODIES[INDEXES[tab]] if name == "em" else INDEXES[tab]
            for ask in (worklists.page, worklists.count):
                good = (wanted, OPEN_ONES) if ask is worklists.count else (wanted,)
                for number, plan in enumerate(plans(db, ask, actor, tab)):
                    assert any(index in plan for index in good), (name, tab, ask.__name__, plan)
                    refused = (*READING_ALL, *(SORTING if ask is worklists.page and number == 0 else ()))
                    assert not [words for words in refused if words in plan], (name, tab, ask.__name__, plan)


def fill(db: SQLAlchemy, *, analyze: bool) -> None:
    """Cases of every tab at the ward and elsewhere, and many closed ones, made by the database."""
    put(db, 40)
    columns = [column.name for column in Case.__table__.columns if column.name != "id"]
    names = ", ".join(f'"{name}"' for name in columns)
    other = cast.office("ha").body_id
    away, moved = {"body_id": other, "intake_body_id": other}, {"body_id": other}
    closed = {"closed_at": '"received_at"', "state": "'closed'"}
    numbers = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < {})"
    with transaction() as session:
        for changes, times in (({}, 40), (moved, 1), (away, 1), (closed, 2), ({**away, **closed}, 2)):
            values = ", ".join(str(changes.get(name, f'"{name}"')) for name in columns)
            source = f'{numbers.format(times)} SELECT {values} FROM "case", n WHERE closed_at IS NULL'  # noqa: S608 - our own names
            session.execute(text(f'INSERT INTO "case" ({names}) {source}'))  # noqa: S608 - our own names
        if analyze:
            session.execute(text("ANALYZE"))


def plans(db: SQLAlchemy, ask: Any, actor: Actor, tab: Tab) -> Iterator[str]:
    """How the engine would answer; PostgreSQL also once it has prepared one plan for all parameters."""
    asked: list[tuple[str, Any]] = []

    def listen(_conn: Any, _cursor: Any, statement: str, parameters: Any, *_more: Any) -> None:
        asked.append((statement, parameters))

    event.listen(db.engine, "before_cursor_execute", listen)
    try:
        ask(actor, tab, Filters(), TODAY)
    finally:
        event.remove(db.engine, "before_cursor_execute", listen)
    statement, parameters = asked[-1]
    if db.engine.dialect.name == "sqlite":
        yield explained(db, f"EXPLAIN QUERY PLAN {statement}", parameters)
        return
    yield explained(db, f"EXPLAIN {statement}", parameters)
    numbers = {name: f"${number}" for number, name in enumerate(parameters, start=1)}
    yield explained(db, f"EXPLAIN (GENERIC_PLAN) {statement}" % numbers, None)


def explained(db: SQLAlchemy, statement: str, parameters: Any) -> str:
    found = db.session.connection().exec_driver_sql(statement, parameters)
    return "\n".join(" ".join(map(str, row)) for row in found) + "\n"
