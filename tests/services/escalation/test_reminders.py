"""Reminders: who sees them, who answers, what follows; the red line; and that list and object agree."""

from datetime import date, timedelta

import pytest
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import select

from app.domain.escalation import access as rules
from app.domain.escalation.vocabulary import Reply, Verdict
from app.domain.facts import Actor
from app.domain.refusals import BadInput, NotAllowed, NotFound, WrongState
from app.domain.vocabulary import CaseKind
from app.persistence.models import Case, Reminder, StaffNotice
from app.services.escalation import reminding, sweeping
from tests import cast
from tests.builders import a_case
from tests.houses import both_engines
from tests.times import at


def swept(*days: str) -> None:
    for day in days:
        sweeping.sweep(date.fromisoformat(day), at=at(f"{day} 06:00"))


def late(kind: CaseKind = CaseKind.COMPLAINT) -> Case:
    """Received on 13/07/2026: due on 22/07, reminded of on 29/07 and 06/08, examined on 21/08."""
    case = a_case(kind).filed("2026-07-13").made()
    swept("2026-07-29")
    return case


def the_reminder(db: SQLAlchemy, case: Case) -> Reminder:
    db.session.rollback()
    return db.session.scalars(select(Reminder).where(Reminder.case_id == case.id).order_by(Reminder.id)).all()[-1]


def sees(actor: Actor, reminder: Reminder) -> bool:
    """The list, which must agree with the object and with the rule."""
    listed = reminder.id in [line.reminder.id for line in reminding.page(actor, unanswered=False)]
    try:
        line = reminding.read(actor, reminder.id)
    except NotFound:
        assert not listed
        return False
    assert listed and rules.may_see(actor, reminding.facts(line))
    return True


@both_engines
def test_a_reminder_goes_from_the_superior_to_the_late_body_and_is_answered(db: SQLAlchemy) -> None:
    case = late()
    row = the_reminder(db, case)
    assert row.code.startswith("01/ĐĐ") and row.from_body.code == cast.CITY and row.to_body_id == case.body_id
    assert (row.delay_days, row.answer_due_on, row.times) == (7, date(2026, 8, 5), 1)
    readers = {
        name for name in ("binh", "cuc", "dung", "em", "giang", "ha", "hoa", "khanh") if sees(cast.actor(name), row)
    }
    assert readers == {"binh", "cuc", "dung", "em", "hoa"}
    dung, hoa = cast.actor("dung"), cast.actor("hoa")
    with pytest.raises(NotAllowed):
        reminding.answer(hoa, row.id, Reply.COMPLEX, date(2026, 8, 10), at=at("2026-07-30"))
    with pytest.raises(BadInput):
        reminding.answer(dung, row.id, Reply.COMPLEX, date(2026, 7, 1), at=at("2026-07-30"))
    reminding.answer(dung, row.id, Reply.WAITS_FOR_OTHERS, date(2026, 8, 10), "Chờ bản đồ.", at=at("2026-07-30"))
    with pytest.raises(WrongState):
        reminding.answer(dung, row.id, Reply.COMPLEX, date(2026, 8, 10), at=at("2026-07-31"))
    told = db.session.scalars(select(StaffNotice).where(StaffNotice.topic == "reminder.answered")).all()
    assert [notice.user_id for notice in told] == [cast.user("hoa").id]
    assert not reminding.page(hoa, unanswered=True)


def test_the_next_ones_come_by_the_ladder_and_by_hand_and_stop_when_the_step_is_taken(db: SQLAlchemy) -> None:
    case = late()
    first = the_reminder(db, case)
    reminding.again(cast.actor("hoa"), first.id, "Báo cáo trước thứ Sáu.", at=at("2026-07-31"))
    by_hand = reminding.remind(cast.actor("em"), case.id, at=at("2026-08-03"))
    assert reminding.remind(cast.actor("em"), case.id, at=at("2026-08-03")) == by_hand, "sent twice, written once"
    swept("2026-08-06", "2026-08-21")
    same = select(Reminder).where(Reminder.clock == first.clock).order_by(Reminder.id)
    rows = db.session.scalars(same).all()
    assert [row.times for row in rows] == [1, 2, 3, 4]
    assert [row.from_body.code for row in rows] == [cast.CITY, cast.CITY, "CT-TTTP", cast.CITY]
    with pytest.raises(NotAllowed):
        reminding.again(cast.actor("dung"), first.id, at=at("2026-08-07"))
    proposal = reminding.proposals(cast.actor("hoa"), date(2026, 8, 21))[0]
    assert proposal[0].delay_days == 30 and reminding.proposals(cast.actor("dung"), date(2026, 8, 21)) == []
    reminding.decide(cast.actor("hoa"), proposal[0].id, Verdict.EXPLAINED, "BC 12/BC-UBND", at=at("2026-08-24"))
    with pytest.raises(WrongState):
        reminding.decide(cast.actor("em"), proposal[0].id, Verdict.EXAMINE, "", at=at("2026-08-24"))
    patterns = reminding.together(cast.actor("hoa"), date(2026, 8, 24))
    assert patterns["head"] == [], "one case, however often reminded of, is no pattern"


def test_of_a_denunciation_only_its_number_climbs(db: SQLAlchemy) -> None:
    case = a_case(CaseKind.DENUNCIATION).filed("2026-07-13").made()
    swept("2026-07-29")
    row = the_reminder(db, case)
    hoa, desk = cast.actor("hoa"), cast.desk_of(case.body_id)
    assert sees(desk, row) and not sees(cast.actor("cuc"), row)
    reminding.answer(desk, row.id, Reply.COMPLEX, date(2026, 8, 10), "Ông Mẫn đang nghỉ.", at=at("2026-07-30"))
    assert the_reminder(db, case).answer == ""
    again = reminding.again(hoa, row.id, "Về việc của ông Mẫn", at=at("2026-07-31")) if sees(hoa, row) else None
    if again:
        assert the_reminder(db, case).note == ""


def test_a_petition_that_nobody_handles_crosses_the_red_line_once(db: SQLAlchemy) -> None:
    case = a_case().filed("2026-07-13").made()
    swept(*(str(date(2026, 8, 10) + timedelta(days=day)) for day in range(0, 30, 3)))
    db.session.rollback()
    told = db.session.scalars(select(StaffNotice).where(StaffNotice.topic == "rung.red_line")).all()
    assert {notice.user_id for notice in told} == {cast.user(name).id for name in ("dung", "hoa", "em")}
    assert all(notice.case_id == case.id and notice.is_urgent for notice in told)
