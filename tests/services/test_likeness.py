"""Petitions that may be the same: within what the officer may see, with reasons; set apart, put together; the citizen
hears what is public and what is his."""

import pytest
from flask_sqlalchemy import SQLAlchemy

from app.domain.likeness.comparing import Advice
from app.domain.refusals import BadInput, NotFound
from app.domain.vocabulary import CaseKind, Procedure
from app.persistence.models import AuditEntry, Case, MatterCase
from app.services.intake import triage
from app.services.intake.petition_input import PartyInput
from app.services.likeness import candidates, for_citizens, matters, setting_apart
from tests import cast
from tests.builders import a_case, a_petition
from tests.houses import both_engines
from tests.times import at

pytestmark = both_engines
NOW = at("2026-07-21 08:00")
TODAY = NOW.date()
OTHER = (PartyInput(name="Lý Văn Khác", identity_number="094185009999", phone="0987654321", address="Ấp 2"),)
SAME_PHONE = (PartyInput(name="Lâm T. An", phone="0912345678", address="Khóm 3"),)
ANOTHER = {
    "decision_number": "97/QĐ-UBND",
    "content": "Trường học xây lấn sang phần mộ của dòng họ, chúng tôi đã báo mà không ai đến xem.",
    "request": "Dừng xây và dời hàng rào.",
}


def found_for(case: Case, who: str = "cuc") -> dict[int, candidates.Candidate]:
    return {one.case.id: one for one in candidates.of_case(cast.actor(who), case, TODAY)}


def test_what_may_be_the_same_and_what_the_law_says(db: SQLAlchemy) -> None:
    case = a_case().filed("2026-07-20").made()
    again = a_case().filed("2026-07-13").made()
    same_phone = a_case().filed("2026-07-13", **ANOTHER, parties=SAME_PHONE).made()
    neighbour = a_case().filed("2026-07-13", parties=OTHER).made()
    a_case().filed("2026-07-13", **ANOTHER, parties=OTHER, respondent_body_id=None, respondent_name="Ai khác").made()
    sealed = a_case(CaseKind.DENUNCIATION).filed("2026-07-13").made()
    found = found_for(case)
    assert set(found) == {again.id, same_phone.id, neighbour.id}
    assert found[again.id].likeness.advice is Advice.JOIN
    assert [one.reason for one in found[again.id].rulings] == ["duplicate_of_open"]
    assert {"same_identity", "rewritten"} <= set(found[again.id].likeness.reasons)
    assert found[neighbour.id].likeness.advice is Advice.GROUP
    assert str(found[neighbour.id].citation) == "Điều 29 LTCD"
    assert found[same_phone.id].likeness.advice is Advice.APART
    assert next(iter(found)) == again.id
    assert found_for(case, "giang") == {} and found_for(sealed, "binh") == {}
    entered = candidates.of_input(cast.actor("binh"), a_petition(on="2026-07-21"), TODAY)
    assert {again.id, case.id} <= {one.case.id for one in entered}
    assert candidates.of_input(cast.actor("binh"), a_petition(CaseKind.DENUNCIATION, on="2026-07-21"), TODAY) == ()


def test_not_the_same_is_said_once(db: SQLAlchemy) -> None:
    case, other = a_case().filed("2026-07-20").made(), a_case().filed("2026-07-13").made()
    for _ in range(2):
        setting_apart.set_apart(cast.actor("cuc"), case.id, other.id, at=NOW)
    assert found_for(case) == {} and found_for(other) == {}
    acts = db.session.query(AuditEntry).filter_by(action="likeness.set_apart").all()
    assert [(row.case_id, row.details) for row in acts] == [(case.id, {"other": other.id})]
    with pytest.raises(NotFound):
        setting_apart.set_apart(cast.actor("giang"), case.id, other.id, at=NOW)
    setting_apart.bring_back(cast.actor("cuc"), case.id, at=NOW)
    assert set(found_for(case)) == {other.id}


def test_one_matter_of_several_people(db: SQLAlchemy) -> None:
    cuc, giang = cast.actor("cuc"), cast.actor("giang")
    cases = [a_case().filed("2026-07-13", parties=parties).made() for parties in (OTHER, SAME_PHONE)]
    own = a_case().filed("2026-07-20").made()
    number = matters.put_together(cuc, own.id, cases[0].id, "Thu hồi đất khóm 3", at=NOW)
    assert matters.put_together(cuc, cases[1].id, own.id, "", at=NOW) == number
    with pytest.raises(BadInput, match="in_a_matter_already"):
        matters.put_together(cuc, own.id, cases[1].id, "", at=NOW)
    shown = matters.shown(cuc, number)
    assert (shown.matter.code, shown.petitions, shown.people) == ("1/2026", 3, 3)
    assert [(row.id, many) for row, many in matters.listed(cuc)[0]] == [(number, 3)]
    assert matters.listed(giang) == ([], None)
    with pytest.raises(NotFound):
        matters.shown(giang, number)
    triage.classify(cast.actor("binh"), own.id, Procedure.DENUNCIATION, "", at=NOW)
    assert db.session.get(MatterCase, own.id) is None, "nothing in the clear names a sealed case beside others"
    assert matters.shown(cuc, number).people == 2
    matters.take_out(cuc, number, cases[1].id, at=NOW)
    assert matters.shown(cuc, number).petitions == 1


def test_the_citizen_hears_what_is_public_and_his_own(db: SQLAlchemy) -> None:
    petition = a_petition(on="2026-07-21")
    nothing = for_citizens.known(cast.AN, petition, TODAY)
    assert not nothing
    hidden, sealed = a_case().filed("2026-07-13").made(), a_case(CaseKind.DENUNCIATION).filed("2026-07-13").made()
    assert for_citizens.known(cast.AN, petition, TODAY) == nothing, "a number typed proves nothing"
    assert [one.id for one in for_citizens.known(cast.an(hidden.id, sealed.id), petition, TODAY).own] == [hidden.id]
    told = a_petition(CaseKind.DENUNCIATION, on="2026-07-21")
    assert not for_citizens.known(cast.an(hidden.id, sealed.id), told, TODAY)
