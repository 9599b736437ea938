"""The citizen's read model: rights, clocks and steps, by the rules and not by the page."""

from dataclasses import replace
from datetime import timedelta

import pytest
from flask_sqlalchemy import SQLAlchemy

from app import lawbook
from app.domain.facts import Actor
from app.domain.refusals import NotFound, WrongState
from app.domain.tracking_codes import grouped
from app.domain.vocabulary import CaseKind, Procedure, Role, Step
from app.i18n import grounds
from app.persistence.models import AuditEntry
from app.services.intake import triage
from app.services.oversight import timeline, tracking, tracking_rights
from app.services.oversight.promises import promises
from app.services.oversight.timeline_deadlines import clock_lines
from app.services.oversight.tracking_rights import Because, RightKind
from app.services.settlement import answering, conversation, suspension
from tests import cast
from tests.builders import a_case, a_second_instance
from tests.houses import both_engines
from tests.times import at

pytestmark = pytest.mark.usefixtures("db")
NOW = at("2026-11-23 10:00")
TODAY = NOW.date()


def seen(case, *, when=NOW):
    return tracking.tracked(cast.an(case.id), case.id, at=when)


@both_engines
def test_a_code_opens_its_petition_and_nothing_else_does() -> None:
    receipt, case = a_case().filed("2026-11-16").receipt_and_case()
    opened = tracking.open_by_code(grouped(receipt.tracking_code).lower(), at=NOW)
    assert opened is not None
    assert (opened.case_id, opened.petition_id) == (case.id, receipt.petition_id)
    last = receipt.tracking_code[-1]
    wrong = receipt.tracking_code[:-1] + ("2" if last != "2" else "3")
    for typed in (wrong, "", "-", receipt.tracking_code[:-1], str(case.id), "Đơn của tôi"):
        assert tracking.open_by_code(typed, at=NOW) is None


@pytest.mark.parametrize("who", ["giang", "em", "nga", "oanh", "cuc", "dung"])
def test_staff_do_not_read_a_citizens_page(who: str) -> None:
    case = a_case().filed("2026-11-16").made()
    with pytest.raises(Exception) as refused:
        tracking.tracked(cast.actor(who), case.id, at=NOW)
    assert refused.type.__name__ in ("NotFound", "NotAllowed")


def test_a_stranger_cannot_tell_hidden_from_absent() -> None:
    case = a_case(CaseKind.DENUNCIATION).filed("2026-11-16").made()
    stranger = Actor(role=Role.CITIZEN, case_ids=frozenset({case.id + 1000}))
    for act in (
        lambda: tracking.tracked(stranger, case.id, at=NOW),
        lambda: conversation.reply(stranger, case.id, "Tôi hỏi", at=NOW),
        lambda: suspension.withdraw(stranger, case.id, "", at=NOW),
        lambda: answering.rate(stranger, case.id, 1, "", at=NOW),
    ):
        with pytest.raises(NotFound, match="case_not_found"):
            act()


def test_open_steps_are_the_citizens_own() -> None:
    filed = a_case().filed("2026-11-16").made()
    assert seen(filed).actions == {Step.REPLY, Step.WITHDRAW}
    decided = a_case().filed("2026-10-05").accepted("2026-10-12").decided("2026-11-02").sent("2026-11-03").made()
    assert seen(decided).actions == {Step.REPLY, Step.APPEAL}
    sealed = a_case(CaseKind.DENUNCIATION).filed("2026-11-16").made()
    assert seen(sealed).actions == {Step.REPLY}, "through the sealed channel"


def test_overdue_settlement_opens_both_rights_from_its_last_day() -> None:
    case = a_case().filed("2026-09-21").accepted("2026-09-28").verifying("2026-10-02").made()
    on_the_day = seen(case, when=at("2026-10-28 23:00"))
    assert on_the_day.rights == () and not on_the_day.main.is_late
    late = seen(case, when=at("2026-10-29 08:00"))
    assert [(right.kind, right.because, right.until.isoformat()) for right in late.rights] == [
        (RightKind.SECOND_COMPLAINT, Because.OVERDUE, "2026-11-27"),
        (RightKind.LAWSUIT, Because.OVERDUE, "2027-10-28"),
    ]
    assert late.main.days_late == 1
    assert Step.APPEAL in late.actions


def test_a_weekend_is_late_but_counts_no_working_day() -> None:
    case = a_case().filed("2026-08-31").accepted("2026-09-23").made()
    due = clock_lines(case, TODAY)[-1]
    assert due.due_on.isoformat() == "2026-10-23", "a Friday"
    saturday = seen(case, when=at("2026-10-24 10:00")).main
    assert saturday.is_late and saturday.days_late == 0


def test_remote_areas_have_longer_to_complain_again() -> None:
    built = a_case().filed("2026-09-21").in_remote_area().accepted("2026-09-28").verifying("2026-10-02")
    [again, _court] = seen(built.made(), when=at("2026-12-01")).rights
    assert (again.days, again.until.isoformat()) == (45, "2026-12-28"), "45 days from 12/11; the last is a Sunday"


@both_engines
def test_who_has_complained_again_has_the_court_in_the_second_case_alone() -> None:
    built = a_case().filed("2026-08-27").accepted("2026-09-03").decided("2026-09-25").sent("2026-09-28")
    first = built.served("2026-10-02").made()
    second = a_second_instance(first, on="2026-10-20")
    both = cast.an(first.id, second.id)
    one = tracking.tracked(both, first.id, at=NOW)
    assert one.rights == () and one.second_case_ids == (second.id,)
    assert tracking.tracked(both, second.id, at=NOW).first_case_id == first.id
    assert seen(first).second_case_ids == (), "only with the second code"


def test_a_pause_is_no_lateness() -> None:
    case = a_case().filed("2026-09-21").accepted("2026-09-28").verifying("2026-10-02").made()
    suspension.suspend(cast.head_of(case.body_id), case.id, "Chờ bản án", at=at("2026-10-05"))
    told = seen(case)
    assert told.main.is_paused and not told.main.is_late and told.rights == ()


def test_the_story_keeps_notes_and_hidden_details_inside() -> None:
    case = a_case().filed("2026-09-21").accepted("2026-09-28").dialogue_held("2026-10-12").made()
    lines = timeline.story(case.events, lawbook.load())
    assert not {line.step for line in lines} & timeline.INTERNAL
    told = " ".join(f"{line.reason} {line.details}" for line in lines)
    assert "đo đạc lại" not in told and "chưa thống nhất" not in told and "officer_id" not in told
    invitation = next(line for line in lines if line.step is Step.CALL_DIALOGUE)
    assert invitation.details == {"held_on": "2026-10-12", "place": "Phòng họp số 1"}
    assert all(
        not line.reason and not line.details for line in timeline.story(case.events, lawbook.load(), is_sealed=True)
    )


def test_a_reclassified_petition_shows_the_clocks_of_its_right_kind() -> None:
    case = a_case().filed("2026-11-16").registered("2026-11-17").made()
    triage.classify(
        cast.officer_of(case.body_id), case.id, Procedure.RECOMMENDATION, "Chỉ là góp ý", at=at("2026-11-18")
    )
    assert {line.clock for line in seen(case).lines} == {"DL-NP-01"}


def test_reopening_is_open_to_its_last_day_and_once(db: SQLAlchemy) -> None:
    case = a_case(CaseKind.RECOMMENDATION).filed("2026-11-02").accepted("2026-11-06").answered("2026-11-18").made()
    last = clock_lines(case, TODAY)[-1].due_on
    assert answering.may_reopen(case, last) and not answering.may_reopen(case, last + timedelta(days=1))
    answering.rate(cast.an(case.id), case.id, 1, "Chưa được", reopen=True, at=NOW)
    answering.answer(cast.head_of(case.body_id), case.id, "Đã làm lại.", at=NOW)
    assert not answering.may_reopen(case, TODAY)
    with pytest.raises(WrongState, match="reopening_over"):
        answering.rate(cast.an(case.id), case.id, 1, "Vẫn chưa", reopen=True, at=NOW)
    actions = [row.action for row in db.session.query(AuditEntry).filter_by(case_id=case.id)]
    assert actions.count("case.rate") == 1 and actions.count("case.reopen") == 1


def test_rights_are_pure() -> None:
    case = a_case().filed("2026-10-05").accepted("2026-10-12").decided("2026-11-02").sent("2026-11-03").made()
    facts, law = case.facts(), lawbook.load()
    lines = clock_lines(case, TODAY)
    [again, court] = tracking_rights.rights(facts, lines, law, TODAY)
    assert (again.because, again.until, again.days) == (Because.UNSERVED, None, 30)
    assert court.years and court.citation.instrument == "TTHC"
    assert tracking_rights.rights(replace(facts, is_sealed=True), lines, law, TODAY) == ()


def test_every_ground_of_competence_has_its_sentence() -> None:
    codes = {row.reason for row in lawbook.load().competence} | {"settler_not_found"}
    assert {code for code in codes if not grounds.sentence(code)} == set()


def test_promises_start_with_the_ordinary_case() -> None:
    told = promises(lawbook.load(), ["DL-KN-03", "DL-KN-01"], TODAY)
    assert [row.days for row in told["DL-KN-03"].rows] == [30, 45, 45, 60]
    assert told["DL-KN-01"].name == "Thụ lý hoặc không thụ lý khiếu nại"
