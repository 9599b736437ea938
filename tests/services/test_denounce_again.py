"""Denouncing again (LTC Đ37–38): because of the conclusion, or for want of one; and the superior who takes it over."""

import secrets

import pytest
from flask_sqlalchemy import SQLAlchemy

from app.domain.confidentiality import Purpose
from app.domain.facts import Actor
from app.domain.refusals import BadInput, NotAllowed, NotFound, WrongState
from app.domain.vocabulary import CaseKind, Disposition, Procedure, State, Step
from app.persistence.models import Case
from app.persistence.queries import cases
from app.services import clocks
from app.services.intake import disclosure, disposition, triage
from app.services.intake.filing import Receipt
from app.services.intake.triage import Proposal
from app.services.oversight import dossier, tracking
from app.services.sealing import granting
from app.services.settlement import answering, denounce_again, take_over, verification
from app.services.settlement.further import further
from app.services.steps import Paper
from tests import cast
from tests.builders import a_case, a_petition, body
from tests.services.walking import filed
from tests.times import at

pytestmark = pytest.mark.usefixtures("db")

ACCEPTED, LATE = "2026-07-17", "2026-08-31"


@pytest.fixture
def below() -> Case:
    """A denunciation accepted at the ward on 17/07/2026, to be concluded by 17/08/2026."""
    case_id = filed(Procedure.DENUNCIATION, "2026-07-13").id
    desk, head = cast.actor("binh"), cast.actor("dung")
    triage.register(desk, case_id, at=at("2026-07-14"))
    triage.propose(desk, case_id, Proposal(Disposition.ACCEPT, "Đủ điều kiện."), at=at("2026-07-15"))
    disposition.dispose(head, case_id, Disposition.ACCEPT, at=at(ACCEPTED))
    return cases.several([case_id])[0]


def concluded(case: Case, on: str) -> Case:
    desk, head = cast.actor("binh"), cast.actor("dung")
    verification.verify(head, case.id, cast.user("cuc").id, at=at(on))
    verification.report(desk, case.id, "Đã xác minh.", matches_request=True, at=at(on))
    further(head, case.id, Step.CONCLUDE, paper=Paper("5/KL"), at=at(on))
    return case


def again(case: Case, on: str, *, token: str = "", actor: Actor | None = None) -> tuple[Receipt, Case]:
    petition = a_petition(CaseKind.DENUNCIATION, on=on, content="Tôi tố cáo tiếp, vì kết luận bỏ sót chứng cứ.")
    by = actor or cast.an(case.id)
    receipt = denounce_again.denounce_again(by, case.id, petition, token or secrets.token_urlsafe(16), at=at(on))
    return receipt, cases.several([receipt.case_id])[0]


def running(case: Case) -> set[str]:
    return {row.clock for row in case.deadlines if row.ended_on is None}


def test_against_a_conclusion_the_superior_has_twenty_days(below: Case) -> None:
    concluded(below, "2026-08-03")
    _, above = again(below, "2026-08-10")
    assert (above.procedure, above.body.code, above.is_sealed) == (Procedure.REPEAT_DENUNCIATION, cast.CITY, True)
    assert (above.first_case_id, above.is_about_delay, below.has_second_instance) == (below.id, False, True)
    assert below.state is State.CONCLUDED, "what was concluded is acted on meanwhile"
    head = cast.actor("hoa")
    triage.register(head, above.id, at=at("2026-08-11"))
    assert (above.state, running(above)) == (State.UNDER_REVIEW, {"DL-TC-09"})
    clock = clocks.find(above, "DL-TC-09")
    assert clock is not None and f"{clock.due_on}" == "2026-09-03", "the 20th day is a Sunday, then National Day"
    disposition.dispose(head, above.id, Disposition.ACCEPT, at=at("2026-08-20"))
    assert running(above) == {"DL-TC-03", "DL-TC-04"}


def test_an_overdue_one_leads_to_a_demand_for_a_report(below: Case) -> None:
    _, above = again(below, LATE)
    head = cast.actor("hoa")
    triage.register(head, above.id, at=at("2026-09-03"))
    assert (above.is_about_delay, above.state, running(above)) == (True, State.REGISTERED, {"DL-TC-10"})
    further(head, above.id, Step.DEMAND_REPORT, at=at("2026-09-04"))
    assert (above.state, running(above)) == (State.AWAITING_REPORT, {"DL-TC-11"})


def test_in_time_and_unconcluded_there_is_nothing_to_denounce_again(below: Case) -> None:
    with pytest.raises(WrongState):
        again(below, "2026-08-10")
    assert Step.DENOUNCE_AGAIN not in tracking.tracked(cast.an(below.id), below.id, at=at("2026-08-10")).actions
    assert tracking.tracked(cast.an(below.id), below.id, at=at(LATE)).actions >= {Step.DENOUNCE_AGAIN}


def test_sent_twice_it_is_filed_once_and_a_second_is_refused(below: Case) -> None:
    first, _ = again(below, LATE, token="the-very-same-form-sent")
    assert again(below, LATE, token="the-very-same-form-sent")[0].case_id == first.case_id
    with pytest.raises(WrongState):
        again(below, LATE)


def test_only_who_holds_the_code_denounces_again(below: Case) -> None:
    with pytest.raises(NotFound):
        again(below, LATE, actor=cast.AN)
    with pytest.raises(NotAllowed):
        again(below, LATE, actor=cast.actor("dung"))


def test_it_is_sealed_like_its_origin(below: Case) -> None:
    _, above = again(below, LATE)
    assert (above.title, above.lead_name, above.petitions[0].content) == (above.number, "", "")
    assert above.petitions[0].parties == [] and above.respondent_body_id is None
    for stranger in (cast.actor("khanh"), cast.actor("em"), cast.actor("dung"), cast.actor("binh")):
        with pytest.raises(NotFound):
            dossier.seen(stranger, above.id)
    opened = disclosure.disclose(cast.actor("hoa"), above.id, Purpose.VERIFY, at=at(LATE))
    assert opened.petitions[0]["parties"][0]["name"] == "Lâm Thị An"


def at_the_city(number: int, ward_id: int, on: str) -> Receipt:
    petition = a_petition(
        CaseKind.DENUNCIATION, on=on, procedure=Procedure.REPEAT_DENUNCIATION, respondent_body_id=ward_id
    )
    return denounce_again.at_desk(cast.actor("hoa"), number, petition, secrets.token_urlsafe(16), at=at(on))


def test_on_paper_at_the_desk_of_the_superior(below: Case) -> None:
    receipt = at_the_city(below.id, below.body_id, LATE)
    above = cases.several([receipt.case_id])[0]
    assert (above.first_case_id, above.is_about_delay) == (below.id, True)
    assert below.events[-1].step is Step.DENOUNCE_AGAIN


def test_the_desk_learns_nothing_of_cases_that_do_not_fit(below: Case) -> None:
    other = body(cast.OTHER_WARD, "2026-07-13").id
    complaint = a_case().filed("2026-07-13").made()
    for number, ward_id in ((below.id, other), (complaint.id, complaint.body_id), (999_999, below.body_id)):
        with pytest.raises(BadInput, match="earlier_case_unknown"):
            at_the_city(number, ward_id, LATE)
    with pytest.raises(BadInput, match="not_to_be_denounced_again"):
        at_the_city(below.id, below.body_id, "2026-08-10")


def monitored(below: Case) -> Case:
    _, above = again(below, LATE)
    head = cast.actor("hoa")
    triage.register(head, above.id, at=at("2026-09-03"))
    further(head, above.id, Step.DEMAND_REPORT, at=at("2026-09-04"))
    further(head, above.id, Step.RECEIVE_REPORT, at=at("2026-09-09"))
    return above


def test_the_superior_takes_it_over_and_the_file_goes_up(below: Case, db: SQLAlchemy) -> None:
    above, ward = monitored(below), below.body_id
    take_over.take_over(cast.actor("hoa"), above.id, paper=Paper("8/QĐ"), at=at("2026-09-11"))
    assert (above.state, f"{above.accepted_on}", running(above)) == (
        *(State.ACCEPTED, "2026-09-11"),
        {"DL-TC-03", "DL-TC-04"},
    )
    assert (below.state, running(below), below.body_id) == (State.TRANSFERRED, set(), above.body_id)
    assert below.events[-1].step is Step.TAKE_OVER
    assert below.events[-1].body_id == ward, "it ended there"
    with pytest.raises(NotFound):
        dossier.seen(cast.actor("dung"), below.id)
    with pytest.raises(NotAllowed, match="seal_not_given"):  # the file is his, its key the keepers below hand on
        disclosure.disclose(cast.actor("hoa"), below.id, Purpose.VERIFY, at=at("2026-09-11"))
    assert granting.hand_after(cast.actor("dung"), at=at("2026-09-11")) == 1
    assert disclosure.disclose(cast.actor("hoa"), below.id, Purpose.VERIFY, at=at("2026-09-11"))
    told = tracking.tracked(cast.an(below.id), below.id, at=at("2026-09-11"))
    assert told.story[-1].step is Step.TAKE_OVER


def test_nobody_else_takes_it_over(below: Case) -> None:
    above = monitored(below)
    with pytest.raises(NotFound):
        take_over.take_over(cast.actor("dung"), above.id, at=at("2026-09-11"))
    with pytest.raises(NotFound):
        take_over.take_over(cast.actor("khanh"), above.id, at=at("2026-09-11"))
    assert below.state is State.ACCEPTED


def test_what_is_concluded_meanwhile_is_not_taken_but_may_be_denounced_again(below: Case) -> None:
    above = monitored(below)
    concluded(below, "2026-09-10")
    with pytest.raises(WrongState):
        take_over.take_over(cast.actor("hoa"), above.id, at=at("2026-09-11"))
    assert above.state is State.MONITORING, "nothing was taken"
    answering.close(cast.actor("hoa"), above.id, at=at("2026-09-14"))
    assert (above.state, below.has_second_instance) == (State.CLOSED, False)
    _, third = again(below, "2026-09-15")
    assert (third.is_about_delay, third.first_case_id) == (False, below.id)
