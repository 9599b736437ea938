"""Stepping back from a case, and the head's list of those who take no part in it."""

from datetime import timedelta

import pytest
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import select

from app.domain import access
from app.domain.access import Action
from app.domain.confidentiality.recusal import Act, Because
from app.domain.facts import Actor
from app.domain.offices.held import Capacity, Standing
from app.domain.refusals import BadInput, NotAllowed, NotFound, WrongState
from app.domain.vocabulary import CaseKind
from app.persistence.models import AuditEntry, Case, Delegation, Exclusion, ExclusionAct, OutboxMessage, SealedWords
from app.persistence.queries import cases
from app.persistence.queries.offices import delegating, holding
from app.persistence.queries.seals import copies
from app.persistence.transaction import transaction
from app.services.impartiality import excluding, recusal
from app.services.intake import triage
from app.services.keeping.offices import leaving
from app.services.sealing import granting
from tests import cast
from tests.builders import a_case
from tests.houses import both_engines
from tests.times import at

NOW = at("2026-08-05 09:00")
WHY = "Người khiếu nại là em ruột Lý Thị Hương."
pytestmark = both_engines


def given_to(name: str, kind: CaseKind = CaseKind.COMPLAINT) -> Case:
    return a_case(kind).filed("2026-08-03").registered("2026-08-03").assigned("2026-08-04", name).made()


def recuse(name: str, case: Case, reason: str = WHY) -> None:
    recusal.recuse(cast.actor(name), case.id, Because.KIN, reason, at=NOW)


def sees(name: str, case: Case) -> bool:
    return cases.seen(cast.actor(name), case.id) is not None


def deputy(name: str = "cam") -> None:
    """One of the ward's officers is its deputy, with the head's paper for everything."""
    with transaction() as session:
        taker, giver = cast.office(name), cast.office("dung")
        taker.standing = Standing.DEPUTY
        paper = Delegation(giver_id=giver.id, taker_id=taker.id, capacity=Capacity.FOR_HEAD, number="12/QĐ-UBND")
        paper.signed_on = paper.valid_from = NOW.date() - timedelta(days=30)
        paper.kinds, paper.categories, paper.created_by_id, paper.created_at = [], [], giver.user_id, NOW
        session.add(paper)


def signing(name: str) -> Actor:
    """The deputy with what was laid into his hands, and the own key."""
    found = cast.office(name)
    papers = [row.facts(found.body_id) for row in delegating.of_body(found.body_id) if row.taker_id == found.id]
    return holding.acting(found, tuple(papers)).holding(cast.seal_pair(name).private)


def test_an_officer_steps_back_and_the_head_gives_it_anew(db: SQLAlchemy) -> None:
    case = given_to("cuc")
    recuse("cuc", case)
    assert not sees("cuc", case) and sees("cam", case) and sees("dung", case)
    assert case.officer_id is None
    _gone, waiting = leaving.not_handed_over(cast.actor("dung"), NOW.date())
    assert [one.id for one in waiting] == [case.id], "it lies on the head's desk"
    with pytest.raises(NotFound):
        recuse("cuc", case)
    with pytest.raises(BadInput, match="officer_not_here"):
        triage.assign(cast.actor("dung"), case.id, cast.user("cuc").id, at=NOW)
    triage.assign(cast.actor("dung"), case.id, cast.user("cam").id, at=NOW)
    entries = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "case.recuse")).all()
    assert [(one.case_id, one.ground, one.details) for one in entries] == [
        (case.id, "exclusion.recused", {"to": "stays"})
    ]
    assert db.session.scalar(select(OutboxMessage.id).where(OutboxMessage.topic == "case.recuse"))


def test_the_reason_is_read_by_the_head_and_the_inspectorate_alone(db: SQLAlchemy) -> None:
    case = given_to("cuc")
    recuse("cuc", case)
    for name in ("dung", "em"):
        (line,) = excluding.shown(cast.actor(name), case.id, at=NOW).lines
        assert (line.act, line.who, line.because, line.reason) == (Act.RECUSE, "Lý Thị Cúc", Because.KIN, WHY)
    for name, refused in (("cuc", NotFound), ("giang", NotFound), ("binh", NotAllowed), ("cam", NotAllowed)):
        with pytest.raises(refused):
            excluding.shown(cast.actor(name), case.id, at=NOW)
    kept = db.session.scalars(select(ExclusionAct)).one()
    assert kept.sealed and WHY.encode() not in kept.sealed
    assert "Hương" not in str(db.session.execute(select(AuditEntry.details)).all())


def test_of_a_sealed_case_his_key_goes_and_the_reason_lies_under_its_seal(db: SQLAlchemy) -> None:
    case = given_to("cuc", CaseKind.DENUNCIATION)
    granting.grant(cast.actor("dung"), case.id, cast.user("cuc").id, "Được giao xử lý.", at=NOW)
    recuse("cuc", case)
    assert not sees("cuc", case) and case.officer_id is None
    holders = {row.key.user_id for row in copies.held(case.id)}
    assert cast.user("cuc").id not in holders and cast.user("dung").id in holders
    assert db.session.scalars(select(ExclusionAct)).one().sealed is None
    assert db.session.scalar(select(SealedWords.id).where(SealedWords.subject == "exclusion"))
    page = excluding.shown(cast.actor("dung"), case.id, at=NOW)
    assert page.lines[0].reason == WHY
    without_key = holding.acting(cast.office("dung"))
    assert excluding.shown(without_key, case.id, at=NOW).lines[0].reason is None


def test_a_head_leaves_it_to_the_deputy_who_signs_for_him(db: SQLAlchemy) -> None:
    deputy()
    for kind in (CaseKind.COMPLAINT, CaseKind.DENUNCIATION):
        case = given_to("cuc", kind)
        recuse("dung", case)
        assert not sees("dung", case)
        assert access.may(signing("cam"), Action.CASE_DIRECT, case.facts()), kind
        assert case.body_id == cast.office("dung").body_id
    assert case.officer_id == cast.user("cam").id
    assert cast.user("cam").id in {row.key.user_id for row in copies.held(case.id)}


def test_without_a_deputy_a_denunciation_goes_up_and_a_complaint_waits_for_the_superior(db: SQLAlchemy) -> None:
    denounced, complaint = given_to("cuc", CaseKind.DENUNCIATION), given_to("cuc")
    recuse("dung", denounced)
    assert denounced.body_id == cast.office("hoa").body_id
    assert sees("hoa", denounced) and not sees("dung", denounced)
    assert {row.key.user_id for row in copies.held(denounced.id)} == {cast.user("hoa").id, None}
    assert excluding.shown(cast.actor("hoa"), denounced.id, at=NOW).lines[0].who == "Nguyễn Văn Dũng"
    with pytest.raises(WrongState, match="recusal_no_deputy"):
        recuse("dung", complaint)
    assert sees("dung", complaint) and not db.session.scalar(
        select(Exclusion.id).where(Exclusion.case_id == complaint.id)
    )


def test_the_last_who_can_open_a_sealed_case_stays(db: SQLAlchemy) -> None:
    case = given_to("cuc", CaseKind.DENUNCIATION)
    with transaction():
        for row in copies.held(case.id):
            if row.key.user_id not in (None, cast.user("binh").id):
                copies.take_away(row.id, None, NOW)
    with pytest.raises(WrongState, match="recusal_last_key"):
        recuse("binh", case)
    assert sees("binh", case)


def test_the_head_names_an_officer_and_lets_him_in_again(db: SQLAlchemy) -> None:
    case = given_to("cuc")
    head, cuc = cast.actor("dung"), cast.user("cuc").id
    with pytest.raises(NotAllowed):
        excluding.exclude(cast.actor("binh"), case.id, cuc, Because.INTEREST, WHY, at=NOW)
    for wrong in (cast.user("dung").id, cast.user("giang").id):
        with pytest.raises(BadInput, match="exclusion_not_here"):
            excluding.exclude(head, case.id, wrong, Because.INTEREST, WHY, at=NOW)
    excluding.exclude(head, case.id, cuc, Because.INTEREST, WHY, at=NOW)
    assert not sees("cuc", case) and case.officer_id is None
    with pytest.raises(BadInput, match="exclusion_reason_missing"):
        excluding.lift(head, case.id, cuc, " ", at=NOW)
    excluding.lift(head, case.id, cuc, "Đã xác minh: không phải người thân.", at=NOW)
    assert sees("cuc", case)
    page = excluding.shown(head, case.id, at=NOW)
    assert [(line.act, line.may_be_lifted) for line in page.lines] == [(Act.LIFT, False), (Act.EXCLUDE, False)]
    with pytest.raises(NotFound):
        excluding.lift(head, case.id, cuc, WHY, at=NOW)


def test_whom_the_petition_keeps_away_nobody_lets_in(db: SQLAlchemy) -> None:
    about_cuc = a_case().filed("2026-08-03", respondent_name="Lý Thị Cúc", respondent_position="công chức").made()
    with pytest.raises(NotFound):
        excluding.lift(cast.actor("dung"), about_cuc.id, cast.user("cuc").id, WHY, at=NOW)
    assert not sees("cuc", about_cuc)
