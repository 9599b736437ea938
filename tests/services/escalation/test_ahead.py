"""What announces itself: cases likely to be late by their own history, and what gathers."""

from datetime import date, timedelta

import pytest
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import select

from app.domain.escalation.risk import risk
from app.domain.refusals import NotAllowed
from app.domain.vocabulary import CaseKind
from app.persistence.models import HotSpot, StaffNotice
from app.persistence.queries.notices import staff
from app.services.escalation import foreseeing, gathering
from app.services.notices import wording
from tests import cast
from tests.builders import a_case
from tests.houses import both_engines
from tests.times import at


def test_risk_is_counting_and_says_nothing_of_few() -> None:
    history = {5: 4, 20: 6, 40: 6}
    found = risk(history, spent_days=10, left_days=15, is_of_here=True)
    assert found is not None and (found.many, found.late, found.percent) == (12, 6, 50)
    assert risk(history, spent_days=30, left_days=5, is_of_here=True) is None, "six like it are too few"


@both_engines
def test_a_case_in_a_slow_step_is_named_with_its_numbers(db: SQLAlchemy) -> None:
    for number in range(9):
        day = date(2026, 3, 2) + timedelta(days=number)
        answered_on = str(day + timedelta(days=40))
        a_case(CaseKind.RECOMMENDATION).filed(str(day)).accepted(on=str(day)).answered(on=answered_on).made()
    slow = a_case(CaseKind.RECOMMENDATION).filed("2026-07-01").accepted(on="2026-07-01").made()
    today = date(2026, 7, 21)
    assert foreseeing.likely_late(cast.head_of(slow.body_id), today) == [], "nothing has been counted"
    assert foreseeing.count(today) > 0 and foreseeing.count(today) == 0, "each day is counted once"
    (one,) = foreseeing.likely_late(cast.head_of(slow.body_id), today)
    assert one.case.id == slow.id
    assert (one.risk.many, one.risk.late, one.risk.spent_days, one.risk.left_days) == (9, 9, 20, 10)
    assert one.risk.is_of_here and one.risk.percent == 100
    assert foreseeing.likely_late(cast.actor("giang"), today) == [], "another ward's"


@both_engines
def test_many_complaints_about_one_body_are_a_hot_spot_told_once(db: SQLAlchemy) -> None:
    for number in range(8):
        a_case().filed(f"2026-07-{13 + number}", decision_number=f"{number + 20}/QĐ-UBND").made()
    today = date(2026, 7, 21)
    assert gathering.sweep(today, at=at("2026-07-21 06:00"))["new"] >= 1
    assert gathering.sweep(today, at=at("2026-07-21 12:00"))["new"] == 0
    spots = {spot.row.rule_id: spot for spot in gathering.page(cast.actor("dung"), today)}
    body = spots["hot_spot.body"]
    assert (body.many, body.row.usual) == (8, 0.0)
    _spot, cases, _visits = gathering.read(cast.actor("dung"), body.row.id, today)
    assert len(cases) == 8
    told = db.session.scalars(select(StaffNotice.user_id).where(StaffNotice.key == f"hot_spot:{body.row.id}"))
    assert set(told) == {cast.user(name).id for name in ("dung", "hoa", "em")}
    (words,) = [one.sentence for one in wording.said(staff.of_actor(cast.actor("hoa"))) if "8 đơn" in one.sentence]
    assert "Điểm nóng" in words
    gathering.act(cast.actor("em"), body.row.id, "Cử đoàn đối thoại ngày 25/7.", at=at("2026-07-22"))
    with pytest.raises(NotAllowed):
        gathering.page(cast.actor("cuc"), today)
    assert gathering.page(cast.actor("ha"), today) == [], "the head of another ward"
    assert gathering.sweep(date(2026, 9, 25), at=at("2026-09-25"))["over"] >= 1
    assert db.session.scalars(select(HotSpot.over_on).where(HotSpot.id == body.row.id)).one() == date(2026, 9, 25)


def test_one_decision_that_three_people_complain_of_and_no_denunciation_counts(db: SQLAlchemy) -> None:
    for number in range(3):
        a_case().filed(f"2026-07-{13 + number}").made()
        a_case(CaseKind.DENUNCIATION).filed(f"2026-07-{13 + number}").made()
    gathering.sweep(date(2026, 7, 21), at=at("2026-07-21"))
    spots = gathering.page(cast.actor("em"), date(2026, 7, 21))
    assert [(spot.row.rule_id, spot.many) for spot in spots] == [("hot_spot.decision", 3)]
    raw = db.session.connection().exec_driver_sql("SELECT subject FROM hot_spot").scalar()
    assert "QĐ" not in raw
