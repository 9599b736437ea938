"""An inspection round from the plan to the conclusion, a finding from the draft to the day it is put right, and what is
refused on the way."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import func, select

from app.domain.facts import Actor
from app.domain.oversight import findings as rules
from app.domain.oversight import sampling
from app.domain.oversight.findings import Tally
from app.domain.oversight.vocabulary import FindingState, Method, Progress, RoundState, Severity
from app.domain.refusals import BadInput, NotAllowed, NotFound, Refusal, WrongState
from app.domain.vocabulary import CaseKind, Disposition, Procedure, Role
from app.persistence.models import (
    AuditEntry,
    Case,
    FindingAct,
    HeldOffice,
    InspectionFinding,
    InspectionRound,
    OutboxMessage,
    StaffNotice,
    User,
)
from app.persistence.queries.offices import holding
from app.persistence.queries.oversight.audit import findings, population
from app.persistence.queries.oversight.audit import rounds as stored
from app.persistence.queries.oversight.audit.findings import Narrowed, Tab
from app.persistence.queries.oversight.audit.population import Chosen
from app.persistence.transaction import transaction
from app.services.intake import triage
from app.services.oversight.audit import answering, concluding, drawing, finding, opening, planning
from app.services.oversight.audit.drawing import DrawInput
from app.services.oversight.audit.finding import FindingInput
from app.services.oversight.audit.planning import RoundInput
from tests import cast
from tests.builders import a_case, a_second_instance
from tests.houses import both_engines
from tests.times import at

pytestmark = both_engines

NOW = at("2026-09-21")
TODAY = NOW.date()
PLAN = RoundInput(
    "Thanh tra trách nhiệm Chủ tịch UBND phường Sóc Trăng",
    "Luật Thanh tra; kế hoạch thanh tra năm 2026",
    date(2026, 7, 1),
    date(2026, 9, 15),
    plan_number="12/QĐ-TTTP",
    plan_on=date(2026, 9, 14),
)
WRONG = FindingInput(
    Severity.BREACH,
    "Thụ lý chậm so với thời hạn luật định.",
    "Kiểm điểm, chấn chỉnh việc phân công xử lý đơn.",
    date(2026, 10, 15),
    citation="LKN 27",
    law="thời hạn thụ lý",
)


def an_inspector(name: str, *, once_at: int | None = None) -> Actor:
    """Another one of the inspectorate; `once_at`: a body where he was an officer until August."""
    em = cast.office("em")
    with transaction() as session:
        user = User(username=name, name=f"Thanh tra viên {name}", password_hash="x", created_at=cast.SINCE)
        office = cast.an_office(user, Role.INSPECTORATE, em.body_id)
        session.add(office)
        if once_at is not None:
            session.add(cast.an_office(user, Role.OFFICER, once_at, held_to=date(2026, 8, 1)))
        session.flush()
        number = office.id
    found = holding.by_id(number)
    assert isinstance(found, HeldOffice)
    return holding.acting(found)


def under_way() -> int:
    """A round of Em's about the ward of the cast."""
    em = cast.actor("em")
    number = planning.make(em, PLAN, em.user_id or 0, at=NOW)
    planning.add_body(em, number, cast.office("dung").body_id, at=NOW)
    planning.begin(em, number, at=NOW)
    return number


def stories() -> dict[str, Case]:
    """A ward's summer, and what is not of it."""
    late = a_case().filed("2026-07-01").accepted("2026-07-20").made()
    first = a_case().filed("2026-07-02").accepted("2026-07-06").decided("2026-07-30").sent("2026-07-31")
    appealed = first.served("2026-08-01").made()
    return {
        "late": late,
        "appealed": appealed,
        "second": a_second_instance(appealed, on="2026-08-10"),
        "done": a_case().filed("2026-08-03").disposed(Disposition.FILE_AWAY, "2026-08-06").made(),
        "waits": a_case().filed("2026-09-14").made(),
        "early": a_case().filed("2026-06-29").made(),
        "secret": a_case(CaseKind.DENUNCIATION).filed("2026-08-03").made(),
    }


def last_acts(db: SQLAlchemy, prefix: str) -> list[str]:
    query = select(AuditEntry.action).where(AuditEntry.action.startswith(prefix)).order_by(AuditEntry.id)
    return list(db.session.scalars(query))


def test_the_database_draws_what_the_rule_draws(db: SQLAlchemy) -> None:
    found = stories()
    chosen = Chosen((cast.office("dung").body_id,), PLAN.since or TODAY, PLAN.until or TODAY)
    ids = {found[name].id for name in ("late", "appealed", "done", "waits")}
    assert population.counted(chosen) == (len(ids), 1)
    for seed in ("1", "2026-09-21", "sông Hậu"):
        assert [one.case_id for one in population.first(chosen, seed, 3)] == sampling.first(seed, ids, 3)
    assert {one.case_id for one in population.first(replace(chosen, kind=CaseKind.COMPLAINT), "1", 9)} == ids
    assert population.counted(replace(chosen, kind=CaseKind.RECOMMENDATION)) == (0, 1)
    assert population.counted(replace(chosen, progress=Progress.CLOSED)) == (1, 1)
    by_risk, bodies = population.riskiest(chosen, 9, TODAY)
    every = population.facts(ids, TODAY)
    expected = [(facts.case_id, reasons) for facts, reasons in sampling.riskiest(every, 9)]
    assert [(facts.case_id, reasons) for facts, reasons in sampling.riskiest(by_risk, 9)] == expected
    assert {case_id for case_id, _reasons in expected} == set(bodies) == {found["late"].id, found["appealed"].id}


def test_a_finding_from_the_draft_to_the_day_it_is_put_right(db: SQLAlchemy) -> None:
    found, em, dung = stories(), cast.actor("em"), cast.actor("dung")
    number = under_way()
    drawn = drawing.draw(em, number, DrawInput(Method.RANDOM, 10, seed="2026"), at=NOW)
    sample, places = drawing.shown(em, number, drawn)
    assert (sample.population, sample.sealed, sample.size) == (4, 1, 4) and drawing.can_be_drawn_again(sample)
    assert found["secret"].id not in {one.row.case_id for one in places}
    by_risk = drawing.draw(em, number, DrawInput(Method.RISK, 1, kind=CaseKind.COMPLAINT), at=NOW)
    riskiest = drawing.shown(em, number, by_risk)[1][0]
    assert riskiest.case is not None and riskiest.row.points == sampling.points(riskiest.risks) > 0

    file = opening.opened(em, number, found["late"].id, at=NOW)
    assert file.is_whole and file.dossier.story and any(line.action == opening.OPENED for line in file.log)
    wanted = replace(WRONG, case_id=found["late"].id)
    one = finding.write(em, number, wanted, at=NOW)
    general = finding.write(em, number, replace(WRONG, citation="", body_id=dung.body_id), at=NOW)
    finding.withdraw(em, general, "Đã có trong phát hiện số 1.", at=NOW)
    assert not findings.listed(dung, Narrowed(Tab.OPEN), TODAY), "a draft is the inspectorate's alone"
    finding.edit(em, one, replace(wanted, severity=Severity.SERIOUS), at=NOW)
    finding.send(em, one, at=NOW)
    assert [row.id for row in findings.listed(dung, Narrowed(Tab.MINE), TODAY)] == [one]

    answering.answer(dung, one, "Sẽ phân công lại trong tháng 9.", None, at=at("2026-09-22"))
    answering.give_back(em, one, "Chưa nói ai chịu trách nhiệm.", at=at("2026-09-23"))
    answering.answer(dung, one, "Giao phó chủ tịch; xong trước 10/10.", None, at=at("2026-09-24"))
    answering.accept(em, one, "", at=at("2026-09-25"))
    concluding.conclude(em, number, "Việc thụ lý còn chậm; đã kiến nghị chấn chỉnh.", TODAY, at=at("2026-09-25"))
    assert findings.count(em, Narrowed(Tab.OVERDUE), date(2026, 10, 16)) == 1
    answering.answer(dung, one, "Đã phân công lại.", date(2026, 10, 9), at=at("2026-10-16"))
    assert findings.count(em, Narrowed(Tab.OVERDUE), date(2026, 10, 16)) == 0, "it waits for the inspector now"
    assert [row.id for row in findings.listed(em, Narrowed(Tab.MINE), TODAY)] == [one]
    answering.accept(em, one, "Đã kiểm tra văn bản phân công.", at=at("2026-10-17"))

    row = db.session.get_one(InspectionFinding, one)
    assert (row.state, row.fixed_on) == (FindingState.DONE, date(2026, 10, 9))
    steps = ["write", "send", "answer", "return", "answer", "accept", "answer", "accept"]
    assert [act.step for act in row.acts] == steps
    told = db.session.scalars(select(StaffNotice).where(StaffNotice.topic.startswith("finding."))).all()
    assert [notice.topic.removeprefix("finding.") for notice in sorted(told, key=lambda notice: notice.at)] == [
        *("sent", "answered", "returned", "answered", "accepted", "answered", "accepted")
    ]
    assert all("Sẽ" not in str(notice.facts) for notice in told)
    numbers = concluding.counted(number, findings.of_round(em, number), date(2026, 10, 20))
    assert numbers.total == Tally(every=1, serious=1, in_time=1)
    assert numbers.drawn == {dung.body_id: 4} and list(numbers.by_law) == [("LKN 27", "")]
    assert db.session.get_one(InspectionRound, number).code == f"01/KL-{row.round.body.doc_symbol}"
    acts = last_acts(db, "finding.")
    assert acts.count("finding.answer") == 3 and acts[-1] == "finding.accept"
    posted = select(func.count()).select_from(OutboxMessage).where(OutboxMessage.topic.startswith("finding."))
    assert db.session.scalar(posted) == len(acts)


def test_what_is_refused(db: SQLAlchemy) -> None:
    found, em, dung, ha = stories(), cast.actor("em"), cast.actor("dung"), cast.actor("ha")
    ward = dung.body_id or 0
    other, former = an_inspector("kiet"), an_inspector("loan", once_at=ward)
    with pytest.raises(BadInput) as refused:
        planning.make(em, replace(PLAN, name="", since=date(2027, 1, 1), until=None), em.user_id or 0, at=NOW)
    assert {problem.field for problem in refused.value.details["problems"]} == {"name", "until"}  # type: ignore[attr-defined]
    number = planning.make(em, replace(PLAN, plan_number=""), em.user_id or 0, at=NOW)
    says_no(NotFound, planning.add_body, dung, number, ward)
    says_no(NotAllowed, planning.add_body, other, number, ward)
    says_no(WrongState, drawing.draw, em, number, DrawInput(Method.RANDOM, 5))
    planning.add_body(em, number, ward, at=NOW)
    says_no(WrongState, planning.begin, em, number)  # no number of the plan
    says_no(BadInput, planning.add_member, em, number, former.user_id)
    says_no(BadInput, planning.add_member, em, number, dung.user_id)
    planning.edit(em, number, PLAN, at=NOW)
    planning.begin(em, number, at=NOW)
    says_no(WrongState, planning.add_body, em, number, ha.body_id)
    says_no(NotAllowed, drawing.draw, other, number, DrawInput(Method.RANDOM, 5))
    says_no(BadInput, drawing.draw, em, number, DrawInput(Method.RANDOM, 0))
    says_no(WrongState, drawing.draw, em, number, DrawInput(Method.RANDOM, 5, kind=CaseKind.FIELD_REPORT))
    drawing.draw(em, number, DrawInput(Method.RANDOM, 10), at=NOW)
    says_no(NotFound, opening.opened, em, number, found["secret"].id)
    says_no(NotFound, opening.opened, em, number, found["early"].id)
    says_no(NotAllowed, opening.opened, other, number, found["late"].id)
    with transaction():
        db.session.get_one(Case, found["late"].id).officer_id = other.user_id
    says_no(BadInput, planning.add_member, em, number, other.user_id)
    with pytest.raises(BadInput) as refused:
        finding.write(em, number, FindingInput(None, "", "", TODAY, citation="LKN 999"), at=NOW)
    assert refused.value.reason == "finding_incomplete"
    one = finding.write(em, number, replace(WRONG, case_id=found["late"].id), at=NOW)
    says_no(NotFound, answering.answer, dung, one, "Đã sửa xong.", None)
    says_no(WrongState, concluding.conclude, em, number, "Kết luận khi còn một bản nháp.", TODAY)
    finding.send(em, one, at=NOW)
    says_no(NotFound, answering.answer, ha, one, "Đã sửa xong.", None)
    says_no(NotAllowed, answering.answer, em, one, "Đã sửa xong.", None)
    says_no(BadInput, answering.answer, dung, one, "", None)
    says_no(BadInput, answering.answer, dung, one, "Đã sửa xong.", date(2026, 12, 1))
    says_no(WrongState, answering.accept, em, one, "")
    says_no(NotAllowed, finding.withdraw, other, one, "Không cần nữa.")
    says_no(NotAllowed, concluding.conclude, other, number, "Kết luận của người không dẫn đoàn.", TODAY)


def says_no(kind: type[Refusal], act: Any, *words: Any) -> None:
    with pytest.raises(kind):
        act(*words, at=NOW)


def test_what_turns_out_to_be_a_denunciation_is_not_there_any_more(db: SQLAlchemy) -> None:
    """The place in the sample and the number of the finding stand; the case, its number and every word are gone."""
    em, number = cast.actor("em"), under_way()
    case = a_case().filed("2026-07-13").registered("2026-07-14").made()
    drawn = drawing.draw(em, number, DrawInput(Method.RANDOM, 5), at=NOW)
    one = finding.write(em, number, replace(WRONG, case_id=case.id), at=NOW)
    finding.send(em, one, at=NOW)
    answering.answer(cast.actor("dung"), one, "Lời về người làm đơn.", None, at=NOW)
    triage.classify(cast.actor("binh"), case.id, Procedure.DENUNCIATION, "Là tố cáo.", at=NOW)
    row = findings.find(one)
    assert row is not None and (row.what, row.remedy) == ("", "")
    assert set(db.session.scalars(select(FindingAct.words).where(FindingAct.finding_id == one))) == {""}
    assert [place.case for place in drawing.shown(em, number, drawn)[1]] == [None]
    assert case.id not in stored.opened_to(em, [case.id])
    says_no(NotFound, opening.opened, em, number, case.id)


def test_the_list_and_the_finding_know_one_rule(app: Flask, db: SQLAlchemy) -> None:
    case, em, number = a_case().filed("2026-07-13").made(), cast.actor("em"), under_way()
    drawing.draw(em, number, DrawInput(Method.RANDOM, 5), at=NOW)
    one = finding.write(em, number, replace(WRONG, case_id=case.id), at=NOW)
    for tab in (Tab.DRAFT, Tab.OPEN):
        row = findings.find(one)
        assert row is not None
        for name in ("em", "dung", "ha", "cuc", "hoa", "nga", "oanh"):
            actor = cast.actor(name)
            listed = bool(findings.listed(actor, Narrowed(tab), TODAY))
            facts = findings.facts(row)
            assert facts is not None and listed == rules.may_see(actor, facts), (name, tab)
        if tab is Tab.DRAFT:
            finding.send(em, one, at=NOW)
    assert db.session.get_one(InspectionRound, number).state is RoundState.UNDER_WAY
