"""On 1 July 2025 districts and communes ended: open files went on, and no day of anybody's time was lost or won."""

from datetime import date, timedelta
from typing import Any

import pytest
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import func, select

from app.domain.facts import SYSTEM
from app.domain.refusals import BadInput, NotAllowed
from app.domain.vocabulary import CaseKind, State, Step
from app.persistence.models import AuditEntry, Case, OutboxMessage
from app.services.keeping import reorganisation
from tests import cast
from tests.builders import a_case, body
from tests.houses import both_engines
from tests.times import at

DAY = date(2025, 7, 1)
THAT_NIGHT = at("2025-07-01 00:05")


def at_the_old_town(**changes: Any) -> Case:
    """A complaint against the town that UBND thành phố Sóc Trăng is verifying in June 2025."""
    town = body(cast.OLD_TOWN, "2025-06-02")
    more = {"respondent_body_id": town.id, "respondent_name": town.name} | changes
    return a_case().filed("2025-06-02", **more).accepted(on="2025-06-09").verifying(on="2025-06-12").made()


def clocks_of(case: Case) -> list[tuple[str, date, date, str]]:
    return [(d.clock, d.starts_on, d.due_on, d.rule_id) for d in case.deadlines if d.ended_on is None]


@both_engines
def test_a_case_of_a_district_goes_to_the_commune_of_the_place_with_its_clocks(db: SQLAlchemy) -> None:
    case = at_the_old_town()
    assert case.body_id == body(cast.OLD_TOWN, "2025-06-02").id
    before, due_on = clocks_of(case), case.next_due_on
    assert before

    done = reorganisation.hand_over(SYSTEM, DAY, at=THAT_NIGHT)

    db.session.expire_all()
    assert done == reorganisation.HandedOver(moved=1, to_board=0)
    assert case.body_id == body(cast.WARD, "2025-07-01").id
    assert case.state is State.VERIFYING
    assert case.officer_id is None
    assert (clocks_of(case), case.next_due_on) == (before, due_on)
    assert {d.body_id for d in case.deadlines if d.ended_on is None} == {case.body_id}
    event = case.events[-1]
    assert event.step is Step.HAND_OVER
    assert event.details["from"] == body(cast.OLD_TOWN, "2025-06-02").id
    assert db.session.scalar(select(func.count()).where(AuditEntry.action == "case.hand_over")) == 1
    assert db.session.scalar(select(func.count()).where(OutboxMessage.topic == "case.hand_over")) == 1


def test_what_ended_earlier_stays_with_the_body_that_ended_it(db: SQLAlchemy) -> None:
    case = at_the_old_town()
    old_id = case.body_id
    reorganisation.hand_over(SYSTEM, DAY, at=THAT_NIGHT)
    db.session.expire_all()
    assert {d.body_id for d in case.deadlines if d.ended_on is not None} == {old_id}


def test_a_second_run_changes_nothing(db: SQLAlchemy) -> None:
    case = at_the_old_town()
    reorganisation.hand_over(SYSTEM, DAY, at=THAT_NIGHT)
    db.session.expire_all()
    events = len(case.events)
    assert reorganisation.hand_over(SYSTEM, DAY, at=THAT_NIGHT).moved == 0
    db.session.expire_all()
    assert len(case.events) == events


def test_a_ward_names_its_own_successor(db: SQLAlchemy) -> None:
    case = a_case(CaseKind.FIELD_REPORT).filed("2025-06-27").made()
    assert case.body_id == body(cast.OLD_WARD, "2025-06-27").id
    reorganisation.hand_over(SYSTEM, DAY, at=THAT_NIGHT)
    db.session.expire_all()
    assert case.body_id == body(cast.WARD, "2025-07-01").id


def test_a_sealed_case_of_a_district_has_no_place_to_follow_and_goes_to_the_board(db: SQLAlchemy) -> None:
    town = body(cast.OLD_TOWN, "2025-06-10")
    case = a_case(CaseKind.DENUNCIATION).filed("2025-06-10", respondent_body_id=town.id).made()
    assert case.body_id == town.id
    assert reorganisation.hand_over(SYSTEM, DAY, at=THAT_NIGHT).to_board == 1
    db.session.expire_all()
    assert case.body_id == body(cast.BOARD, "2025-07-01").id
    assert case.events[-1].note == reorganisation.NOBODY_NAMED


def test_closed_cases_and_bodies_that_live_on_are_left_alone(db: SQLAlchemy) -> None:
    closed = a_case(CaseKind.RECOMMENDATION).filed("2025-06-02").made()
    living = a_case().filed("2025-07-02").made()
    moved = reorganisation.hand_over(SYSTEM, DAY, at=at("2025-07-02 12:00")).moved
    db.session.expire_all()
    assert moved == (closed.body_id != closed.intake_body_id)
    assert living.body_id == living.intake_body_id


def test_a_run_broken_off_goes_on_where_it_stopped(db: SQLAlchemy, monkeypatch: pytest.MonkeyPatch) -> None:
    made = [a_case(CaseKind.FIELD_REPORT).filed("2025-06-27").made().id for _ in range(3)]
    monkeypatch.setattr(reorganisation, "BATCH", 1)
    monkeypatch.setattr(reorganisation, "_hand_over_one", stops_at(made[2]))
    with pytest.raises(KeyboardInterrupt):
        reorganisation.hand_over(SYSTEM, DAY, at=THAT_NIGHT)
    monkeypatch.undo()
    assert reorganisation.hand_over(SYSTEM, DAY, at=THAT_NIGHT + timedelta(hours=1)).moved == 1


def test_only_the_system_hands_over_and_not_before_the_day(db: SQLAlchemy) -> None:
    at_the_old_town()
    with pytest.raises(NotAllowed):
        reorganisation.hand_over(cast.actor("son"), DAY, at=THAT_NIGHT)
    with pytest.raises(BadInput):
        reorganisation.hand_over(SYSTEM, DAY, at=at("2025-06-30 12:00"))


def stops_at(last: int) -> Any:
    """The power fails at this case."""
    really = reorganisation._hand_over_one

    def one(actor: Any, case_id: int, *rest: Any) -> bool | None:
        if case_id == last:
            raise KeyboardInterrupt
        return really(actor, case_id, *rest)

    return one
