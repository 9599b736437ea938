"""A denunciation without a name but with clear evidence: looked into as information, never accepted (LTC Đ25)."""

from dataclasses import replace
from datetime import date

import pytest
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import select

from app.domain.citations import Citation
from app.domain.refusals import WrongState
from app.domain.triage import proposed
from app.domain.vocabulary import CaseKind, Disposition, Step
from app.persistence.models import CaseEvent, Deadline
from app.services.intake import disposition, screening, triage
from app.services.oversight import dossier
from tests import cast
from tests.builders import a_case
from tests.times import at


def test_without_a_name_it_is_information_and_no_denunciation_is_accepted(db: SQLAlchemy) -> None:
    case = a_case(CaseKind.DENUNCIATION).filed("2026-07-13", parties=(), is_anonymous=True).made()
    found = replace(screening.known(case), has_clear_evidence=True)
    rulings = triage.appraise(cast.desk_of(case.body_id), case.id, found, at=at("2026-07-15 08:00"))
    first = proposed(rulings)
    assert ("inspect_as_information", "THANH_TRA_KIEM_TRA") in [(one.reason, one.handling) for one in rulings]
    assert first is not None
    assert first.disposition is Disposition.FILE_AWAY
    assert Disposition.ACCEPT not in [one.disposition for one in rulings]
    built = a_case(CaseKind.DENUNCIATION).filed("2026-07-13", parties=(), is_anonymous=True)
    case = built.disposed(Disposition.FILE_AWAY, "2026-07-20").made()
    assert case.state.is_final
    assert case.accepted_on is None
    assert Step.ACCEPT not in db.session.scalars(select(CaseEvent.step).where(CaseEvent.case_id == case.id)).all()
    running = select(Deadline.id).where(Deadline.case_id == case.id, Deadline.ended_on.is_(None))
    assert not db.session.scalars(running).all(), "no answer is promised"


def test_the_file_knows_that_nobody_is_named_and_its_acceptance_is_refused(db: SQLAlchemy) -> None:
    built = a_case(CaseKind.DENUNCIATION).filed("2026-07-13", parties=(), is_anonymous=True).registered("2026-07-13")
    case = built.made()
    known = screening.known(case)
    assert (known.is_anonymous, known.is_named) == (True, False), "nobody has to tick it"
    grounds = triage.appraise(
        cast.desk_of(case.body_id), case.id, replace(known, has_clear_evidence=True), at=at("2026-07-15 08:00")
    )
    articles = {one.handling: str(one.ground.citation) for one in grounds}
    assert articles["THANH_TRA_KIEM_TRA"] == "khoản 2 Điều 25 LTC"
    officer, head = cast.officer_of(case.body_id), cast.head_of(case.body_id)
    triage.assign(head, case.id, officer.user_id or 0, at=at("2026-07-14 08:00"))
    triage.propose(officer, case.id, triage.Proposal(Disposition.ACCEPT, "Thụ lý."), at=at("2026-07-15 09:00"))
    with pytest.raises(WrongState, match="denouncer_named") as refused:
        disposition.approve(head, case.id, at=at("2026-07-16 08:00"))
    assert refused.value.citation == Citation("LTC", "25")
    obstacles = {one.step: one for one in dossier.obstacles(head, case, date(2026, 7, 16))}
    assert obstacles[Step.ACCEPT].citation == Citation("LTC", "25")
    offered = {one.step for one in dossier.offers(head, case, date(2026, 7, 16))}
    assert {Step.TRANSFER, Step.FILE_AWAY} <= offered and Step.ACCEPT not in offered

    disposition.return_proposal(head, case.id, "Xem lại.", at=at("2026-07-16 09:00"))
    found = triage.Proposal(Disposition.ACCEPT, "Đã xác định được người tố cáo.", is_anonymous=False)
    triage.propose(officer, case.id, found, at=at("2026-07-16 10:00"))
    assert disposition.approve(head, case.id, at=at("2026-07-17 08:00")).accepted_on == date(2026, 7, 17)
