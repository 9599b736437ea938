"""A denunciation without a name but with clear evidence: looked into as information, never accepted (LTC Đ25)."""

from dataclasses import replace

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import select

from app.domain.triage import proposed
from app.domain.vocabulary import CaseKind, Disposition, Step
from app.persistence.models import CaseEvent, Deadline
from app.services.intake import screening, triage
from tests import cast
from tests.builders import a_case
from tests.times import at


def test_without_a_name_it_is_information_and_no_denunciation_is_accepted(db: SQLAlchemy) -> None:
    case = a_case(CaseKind.DENUNCIATION).filed("2026-07-13", parties=(), is_anonymous=True).made()
    found = replace(screening.known(case), is_anonymous=True, is_named=False, has_clear_evidence=True)
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
