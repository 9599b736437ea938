"""Likely duplicates by the legal keys (procedure.md 3.4): the same person, or the same contested decision."""

from flask_sqlalchemy import SQLAlchemy

from app.domain.vocabulary import CaseKind
from app.persistence.queries import duplicates
from app.services.intake.petition_input import PartyInput
from tests import cast
from tests.builders import a_case

OTHER = (PartyInput(name="Lý Văn Khác", identity_number="094185009999", phone="0987654321", address="Ấp 2"),)
SAME_PHONE = (PartyInput(name="Lâm T. An", phone="0912345678", address="Khóm 3"),)


def test_the_same_person_or_the_same_decision(db: SQLAlchemy) -> None:
    case = a_case().filed("2026-07-20").made()
    same_person = a_case().filed("2026-07-13", decision_number="99/QĐ-UBND").made()
    same_phone = a_case().filed("2026-07-13", decision_number="98/QĐ-UBND", parties=SAME_PHONE).made()
    same_decision = a_case().filed("2026-07-13", parties=OTHER).made()
    nothing_shared = a_case().filed("2026-07-13", parties=OTHER, decision_number="97/QĐ-UBND").made()
    found = {other.id for other in duplicates.candidates(cast.actor("cuc"), case)}
    assert found == {same_person.id, same_phone.id, same_decision.id}
    assert nothing_shared.id not in found


def test_only_within_what_the_officer_may_see(db: SQLAlchemy) -> None:
    case = a_case().filed("2026-07-20").made()
    a_case().filed("2026-07-13").made()
    assert duplicates.candidates(cast.actor("giang"), case) == []


def test_a_denunciation_never_takes_part(db: SQLAlchemy) -> None:
    sealed = a_case(CaseKind.DENUNCIATION).filed("2026-07-13").made()
    case = a_case().filed("2026-07-20").made()
    assert duplicates.candidates(cast.actor("binh"), sealed) == []
    assert duplicates.candidates(cast.actor("binh"), case) == []
