"""A day off that a notice adds: it counts once confirmed, and moves no date that was given until a person says so."""

import threading
from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import func, select

from app import lawbook
from app.domain.calendars import DayKind, ExceptionStatus
from app.domain.refusals import BadInput, Conflict, NotAllowed, NotFound, Refusal, WrongState
from app.domain.vocabulary import CaseKind
from app.jobs import worker
from app.persistence.audit import verifying
from app.persistence.models import AuditEntry, CalendarException, Case, Deadline, DeadlineChange, OutboxMessage
from app.persistence.queries.calendars import exceptions
from app.persistence.transaction import transaction
from app.services.keeping import calendar_effects, calendars
from app.services.keeping.calendars import NewException
from app.services.law import law_in_force
from app.services.oversight.timeline_deadlines import clock_lines
from tests import cast
from tests.builders import a_case
from tests.houses import both_engines
from tests.times import at

pytestmark = both_engines

DAY = date(2026, 11, 24)
OLD, NEW = date(2026, 12, 1), date(2026, 12, 2)  # seven working days from 20/11/2026, without that day off and with it
NOW = at("2026-11-23 08:00")


def notice(**changes: Any) -> NewException:
    told = {"day": DAY, "kind": DayKind.HOLIDAY, "name": "Ngày Văn hóa Việt Nam", "ground": "Nghị định 1/2026/NĐ-CP"}
    return NewException(**{**told, "reason": "Đã có nghị định hướng dẫn", **changes})


def proposed(**changes: Any) -> int:
    return calendars.propose(cast.actor("oanh"), notice(**changes), at=NOW)


def confirmed(**changes: Any) -> int:
    number = proposed(**changes)
    calendars.confirm(cast.actor("oanh"), number, at=NOW)
    return number


def row_of(number: int) -> CalendarException:
    found = exceptions.by_id(number)
    assert found is not None
    return found


def a_running_case(on: str = "2026-11-20") -> Case:
    return a_case(CaseKind.COMPLAINT).filed(on).made()


def first_clock(db: SQLAlchemy, case: Case) -> Deadline:
    db.session.expire_all()
    return next(row for row in case.deadlines if row.clock == "DL-KN-01" and row.ended_on is None)


def acts(db: SQLAlchemy, action: str) -> int:
    return db.session.scalar(select(func.count()).where(AuditEntry.action == action)) or 0


def test_a_proposal_counts_for_nothing(db: SQLAlchemy) -> None:
    before = law_in_force()
    number = proposed()
    assert row_of(number).status is ExceptionStatus.PROPOSED
    assert law_in_force() is before
    assert law_in_force().calendar.is_working(DAY)
    assert acts(db, "calendar.propose") == 1


def test_a_confirmed_day_counts_for_rulings_made_after_and_moves_none_before(db: SQLAlchemy) -> None:
    early = a_running_case()
    assert first_clock(db, early).due_on == OLD
    confirmed()
    assert not law_in_force().calendar.is_working(DAY)
    assert law_in_force() is law_in_force()
    assert law_in_force().version == lawbook.load().version
    assert first_clock(db, early).due_on == OLD
    late = a_running_case()
    assert first_clock(db, late).due_on == NEW
    assert db.session.scalar(select(func.count(DeadlineChange.id))) == 0


def test_the_effects_name_both_dates_before_anybody_confirms(db: SQLAlchemy) -> None:
    moving, elsewhere = a_running_case(), a_running_case("2026-11-24")
    row = row_of(proposed())
    page = calendar_effects.effects(row)
    told = {(effect.clock.case_id, effect.clock.clock, effect.old_due_on, effect.new_due_on) for effect in page.effects}
    assert (moving.id, "DL-KN-01", OLD, NEW) in told
    assert elsewhere.id not in {case_id for case_id, *_more in told}, "the day of the event is not counted"
    assert page.next is None
    assert calendar_effects.totals(row).count == len(page.effects)
    assert calendar_effects.totals(row).by_clock["DL-KN-01"] == 1


def test_pages_of_effects_hold_each_once(db: SQLAlchemy) -> None:
    for _ in range(3):
        a_running_case()
    row = row_of(proposed())
    seen, after = [], None
    while True:
        page = calendar_effects.effects(row, after=after, limit=2)
        seen += [effect.clock.deadline_id for effect in page.effects]
        after = page.next
        if after is None:
            break
    assert len(seen) == len(set(seen)) == calendar_effects.totals(row).count


def test_a_sealed_case_is_counted_and_not_named(db: SQLAlchemy) -> None:
    case = a_case(CaseKind.DENUNCIATION).filed("2026-11-20").made()
    effects = calendar_effects.effects(row_of(proposed())).effects
    sealed = [effect.clock for effect in effects if effect.clock.case_id == case.id]
    assert sealed and all(clock.case_number == clock.body_name == "" for clock in sealed)


def test_only_what_the_person_chose_moves_with_both_values_kept(db: SQLAlchemy) -> None:
    chosen, left = a_running_case(), a_running_case()
    number = confirmed()
    clock = first_clock(db, chosen)
    done = calendar_effects.move(cast.actor("oanh"), number, {clock.id: NEW}, at=NOW)
    assert (done.moved, done.left) == (1, 0)
    moved = first_clock(db, chosen)
    assert (moved.due_on, moved.calendar_version) == (NEW, law_in_force().calendar.version)
    assert first_clock(db, left).due_on == OLD
    change = db.session.scalars(select(DeadlineChange)).one()
    assert (change.old_due_on, change.new_due_on, change.actor.username) == (
        OLD,
        NEW,
        "oanh",
    )
    assert change.old_calendar != change.new_calendar == moved.calendar_version
    assert acts(db, "case.deadline_moved") == 1
    assert db.session.scalar(select(func.count()).where(OutboxMessage.topic == "case.deadline_moved")) == 1
    assert verifying.verify() == []
    line = next(line for line in clock_lines(chosen, DAY) if line.clock == "DL-KN-01")
    assert [(move.old_due_on, move.new_due_on, move.by) for move in line.moves] == [(OLD, NEW, "Võ Kim Oanh")]
    assert line.moved_to is None
    kept = next(line for line in clock_lines(left, DAY) if line.clock == "DL-KN-01")
    assert (kept.moves, kept.moved_to) == ((), NEW)


def test_what_the_queue_sorts_by_follows(db: SQLAlchemy) -> None:
    case = a_running_case()
    number = confirmed()
    before = case.next_due_on
    calendar_effects.move_all(cast.actor("oanh"), number, at=NOW)
    db.session.expire_all()
    assert case.next_due_on == min(d.due_on for d in case.deadlines if d.ended_on is None and d.owner == "authority")
    assert case.next_due_on > before


def test_a_date_that_is_no_longer_what_was_seen_is_left(db: SQLAlchemy) -> None:
    case = a_running_case()
    number = confirmed()
    clock = first_clock(db, case)
    done = calendar_effects.move(cast.actor("oanh"), number, {clock.id: date(2026, 12, 9), 999999: DAY}, at=NOW)
    assert (done.moved, done.left) == (0, 2)
    assert first_clock(db, case).due_on == OLD


def test_moving_twice_moves_once(db: SQLAlchemy) -> None:
    a_running_case()
    number = confirmed()
    first = calendar_effects.move_all(cast.actor("oanh"), number, at=NOW)
    again = calendar_effects.move_all(cast.actor("oanh"), number, at=NOW)
    assert first.moved and not again.moved
    assert db.session.scalar(select(func.count(DeadlineChange.id))) == first.moved
    assert calendar_effects.totals(row_of(number)).count == 0


def test_many_are_moved_by_the_worker_in_helpings(db: SQLAlchemy, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("AT_ONCE", 1), ("BATCH", 2), ("READ", 3)):
        monkeypatch.setattr(calendar_effects, name, value)
    monkeypatch.setattr(calendar_effects.move_some, "__kwdefaults__", {"most": 2})
    for _ in range(3):
        a_running_case()
    number = confirmed()
    waiting = calendar_effects.totals(row_of(number)).count
    assert waiting > 2
    assert calendar_effects.move_all(cast.actor("oanh"), number, at=NOW).is_going_on
    while worker.work(threading.Event(), lambda: NOW):
        pass
    assert db.session.scalar(select(func.count(DeadlineChange.id))) == waiting
    assert calendar_effects.totals(row_of(number)).count == 0


def test_a_withdrawn_day_counts_no_more_and_what_it_moved_goes_back_when_told(db: SQLAlchemy) -> None:
    case = a_running_case()
    number = confirmed()
    calendar_effects.move_all(cast.actor("oanh"), number, at=NOW)
    calendars.withdraw(cast.actor("oanh"), number, at=NOW, reason="Nghị định bị hoãn")
    assert law_in_force().calendar.is_working(DAY)
    assert first_clock(db, case).due_on == NEW
    effects = calendar_effects.effects(row_of(number)).effects
    assert (NEW, OLD) in {(e.old_due_on, e.new_due_on) for e in effects}
    calendar_effects.move_all(cast.actor("oanh"), number, at=NOW)
    assert first_clock(db, case).due_on == OLD
    assert proposed() != number, "another notice may speak of the same day"


def test_a_newer_notice_for_the_same_day_leaves_nothing_to_move_back(db: SQLAlchemy) -> None:
    case = a_running_case()
    first = confirmed()
    calendar_effects.move_all(cast.actor("oanh"), first, at=NOW)
    calendars.withdraw(cast.actor("oanh"), first, at=NOW, reason="Có văn bản mới")
    confirmed(ground="Nghị định 2/2026/NĐ-CP")
    assert calendar_effects.totals(row_of(first)).count == 0
    calendar_effects.move_all(cast.actor("oanh"), first, at=NOW)
    assert first_clock(db, case).due_on == NEW


def test_a_clock_that_stands_is_left_to_the_order_that_resumes_it(db: SQLAlchemy) -> None:
    case = a_running_case()
    with transaction():
        locked = first_clock(db, case)
        locked.pauses = [["2026-11-23", ""]]
    row = row_of(proposed())
    assert "DL-KN-01" not in calendar_effects.totals(row).by_clock


def test_a_pause_that_is_over_is_counted(db: SQLAlchemy) -> None:
    case = a_running_case()
    with transaction():
        locked = first_clock(db, case)
        locked.pauses = [["2026-11-20", "2026-11-25"]]
        locked.due_on = date(2026, 12, 4)
    row = row_of(proposed())
    assert "DL-KN-01" not in calendar_effects.totals(row).by_clock, "the day lies in the pause"


def test_a_proposal_that_is_withdrawn_moves_nothing(db: SQLAlchemy) -> None:
    a_running_case()
    number = proposed()
    calendars.withdraw(cast.actor("oanh"), number, at=NOW, reason="Nhầm ngày")
    assert calendar_effects.totals(row_of(number)).count == 0
    with pytest.raises(WrongState, match="exception_not_confirmed"):
        calendar_effects.move_all(cast.actor("oanh"), number, at=NOW)


def test_a_saturday_of_work_brings_dates_forward(db: SQLAlchemy) -> None:
    case = a_running_case()
    row = row_of(proposed(day=date(2026, 11, 21), kind=DayKind.MAKEUP_WORK))
    told = {e.clock.case_id: e.new_due_on for e in calendar_effects.effects(row).effects if e.clock.clock == "DL-KN-01"}
    assert told == {case.id: date(2026, 11, 30)}


def test_days_that_wait_for_their_notice_are_offered(db: SQLAlchemy) -> None:
    assert DAY in {new.day for new in calendars.pending_days(date(2026, 11, 23))}
    confirmed()
    assert DAY not in {new.day for new in calendars.pending_days(date(2026, 11, 23))}


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"name": ""}, "calendar_name_missing"),
        ({"ground": ""}, "calendar_ground_missing"),
        ({"reason": ""}, "calendar_reason_missing"),
        ({"day": date(1999, 1, 1)}, "calendar_day_too_early"),
    ],
)
def test_a_proposal_says_what_and_why(db: SQLAlchemy, changes: dict[str, Any], reason: str) -> None:
    with pytest.raises(BadInput, match=reason):
        proposed(**changes)


def test_one_day_has_one_exception(db: SQLAlchemy) -> None:
    proposed()
    with pytest.raises(BadInput, match="calendar_day_taken"):
        proposed(kind=DayKind.COMP_OFF)


def test_who_does_not_keep_the_calendar_changes_nothing(db: SQLAlchemy) -> None:
    number = proposed()
    for name in ("dung", "cuc", "em", "nga"):
        for refused in (
            lambda actor: calendars.propose(actor, notice(day=date(2026, 12, 1)), at=NOW),
            lambda actor: calendars.confirm(actor, number, at=NOW),
            lambda actor: calendars.withdraw(actor, number, at=NOW, reason="x"),
            lambda actor: calendar_effects.move_all(actor, number, at=NOW),
            lambda actor: calendar_effects.move(actor, number, {}, at=NOW),
        ):
            with pytest.raises(NotAllowed):
                refused(cast.actor(name))
    with pytest.raises(NotFound):
        calendars.confirm(cast.actor("oanh"), 999, at=NOW)


def test_of_two_confirmations_one_counts(db: SQLAlchemy, app: Flask) -> None:
    number = proposed()
    ready, answers = threading.Barrier(2), []

    def one() -> None:
        with app.app_context():
            actor = cast.actor("oanh")
            ready.wait()
            try:
                calendars.confirm(actor, number, at=NOW)
                answers.append("confirmed")
            except Refusal as refusal:
                answers.append(refusal.reason)

    both = [threading.Thread(target=one) for _ in range(2)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join(20)
    assert sorted(answers) == ["confirmed", "exception_decided"]
    assert acts(db, "calendar.confirm") == 1
    with pytest.raises(Conflict):
        calendars.confirm(cast.actor("oanh"), number, at=NOW)


def test_two_who_move_at_once_move_each_date_once(db: SQLAlchemy, app: Flask) -> None:
    for _ in range(3):
        a_running_case()
    number = confirmed()
    waiting = calendar_effects.totals(row_of(number)).count
    ready, moved = threading.Barrier(2), []

    def one() -> None:
        with app.app_context():
            actor = cast.actor("oanh")
            ready.wait()
            moved.append(calendar_effects.move_all(actor, number, at=NOW).moved)

    both = [threading.Thread(target=one) for _ in range(2)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join(20)
    db.session.rollback()  # look again
    assert sum(moved) == waiting == db.session.scalar(select(func.count(DeadlineChange.id)))
