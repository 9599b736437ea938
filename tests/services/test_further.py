"""The rarer steps, by their one service: what each puts on record, what it refuses, and where its button leads."""

from datetime import date

import pytest
from flask import Flask
from flask_sqlalchemy import SQLAlchemy

from app.domain.confidentiality import Purpose
from app.domain.refusals import BadInput, NotAllowed, NotFound, WrongState
from app.domain.vocabulary import CaseKind, Procedure, State, Step
from app.services.intake import disclosure, triage
from app.services.oversight import dossier
from app.services.settlement import answering, extension
from app.services.settlement.further import further
from app.services.steps import Paper
from tests import cast
from tests.builders import a_case, a_second_instance
from tests.services.walking import filed
from tests.times import at
from tests.web.casework.clerk import sent, submit

NOW, PAPER = "2026-08-10", Paper("9/VB-UBND", date(2026, 8, 10))
pytestmark = pytest.mark.usefixtures("db")


def offered(name: str, case_id: int) -> set[Step]:
    case = dossier.seen(cast.actor(name), case_id)
    return {offer.step for offer in dossier.offers(cast.actor(name), case, at(NOW).date())}


def test_documents_are_asked_for_and_come() -> None:
    case = a_case().filed("2026-08-03").accepted("2026-08-05").made()
    assert Step.REQUEST_DOCUMENTS in offered("cuc", case.id)
    further(cast.actor("cuc"), case.id, Step.REQUEST_DOCUMENTS, paper=PAPER, note="Hồ sơ đất.", at=at(NOW))
    assert "DL-KN-08" in case.facts().open_clocks
    with pytest.raises(WrongState, match="no_documents_awaited"):
        further(cast.actor("cuc"), case.id, Step.REQUEST_DOCUMENTS, paper=PAPER, at=at(NOW))
    further(cast.actor("cuc"), case.id, Step.RECEIVE_DOCUMENTS, paper=PAPER, at=at(NOW))
    assert "DL-KN-08" not in case.facts().open_clocks


def test_a_denunciation_goes_its_whole_way_without_a_word_in_the_clear() -> None:
    case = a_case(CaseKind.DENUNCIATION).filed("2026-08-03").accepted("2026-08-05").verified("2026-08-06").made()
    head, desk = cast.head_of(case.body_id), cast.desk_of(case.body_id)
    with pytest.raises(BadInput, match="number_missing"):
        further(head, case.id, Step.CONCLUDE, at=at(NOW))
    further(head, case.id, Step.CONCLUDE, paper=PAPER, note="Ông A nhận tiền.", at=at(NOW))
    assert (case.state, case.decided_on) == (State.CONCLUDED, PAPER.on)
    further(head, case.id, Step.ENFORCE, paper=PAPER, at=at(NOW))
    further(desk, case.id, Step.RECORD_RESULT, paper=PAPER, at=at(NOW))
    assert not [e for e in case.events if e.reason or e.note]
    said = disclosure.disclose(head, case.id, Purpose.CONCLUDE, at=at(NOW)).said
    assert "Ông A nhận tiền." in [text for one in said for text in one.words.values()]
    with pytest.raises(WrongState, match="conclusion_sent"):
        further(head, case.id, Step.REPORT_RESULT, paper=PAPER, at=at(NOW))


def test_a_denunciation_is_extended_twice_and_no_more() -> None:
    case = a_case(CaseKind.DENUNCIATION).filed("2026-08-03").accepted("2026-08-05").made()
    due, head = [case.facts().settlement_due_on], cast.head_of(case.body_id)
    for _ in range(2):
        extension.extend(head, case.id, "Vụ việc phức tạp.", at=at(NOW))
        due.append(case.facts().settlement_due_on)
    assert (case.is_complex, case.is_especially_complex) == (True, True)
    assert due[0] < due[1] < due[2]  # type: ignore[operator]
    with pytest.raises(WrongState):
        extension.extend(head, case.id, "Vụ việc phức tạp.", at=at(NOW))


def test_a_plain_denunciation_is_closed_at_once() -> None:
    case = a_case(CaseKind.DENUNCIATION).filed("2026-08-03").registered("2026-08-04").made()
    head = cast.head_of(case.body_id)
    with pytest.raises(WrongState, match="evident"):
        answering.close(head, case.id, at=at(NOW))
    assert answering.close(head, case.id, evident=True, at=at(NOW)).is_evident


@pytest.mark.parametrize(("about_delay", "state"), [(True, State.REGISTERED), (False, State.UNDER_REVIEW)])
def test_a_repeated_denunciation_is_registered_for_what_it_is(about_delay: bool, state: State) -> None:
    case = filed(Procedure.REPEAT_DENUNCIATION, "2026-08-03")
    assert triage.register(cast.actor("binh"), case.id, about_delay=about_delay, at=at(NOW)).state is state


def test_a_first_decision_taken_back_is_settled_anew(db: SQLAlchemy) -> None:
    case = a_case().filed("2026-05-04").served("2026-06-01").made()
    a_second_instance(case, on="2026-06-10")
    assert Step.REVOKE in offered("dung", case.id)
    with pytest.raises(WrongState, match="decision_revoked"):
        further(cast.actor("dung"), case.id, Step.REVOKE, paper=PAPER, reason="Sai thẩm quyền.", at=at(NOW))
    further(cast.actor("dung"), case.id, Step.REVOKE, paper=PAPER, reason="Sai.", stated=True, at=at(NOW))
    facts = case.facts()
    assert (facts.state, facts.decided_on, facts.dialogue_held_on) == (State.ACCEPTED, None, None)
    assert facts.settlement_due_on is not None
    assert facts.settlement_due_on > date(2026, 9, 1)  # of the clock that runs, not of the one that ended


def test_who_may_not_and_what_is_not_here() -> None:
    case = a_case().filed("2026-08-03").accepted("2026-08-05").made()
    with pytest.raises(NotFound):
        further(cast.actor("giang"), case.id, Step.REQUEST_DOCUMENTS, at=at(NOW))
    with pytest.raises(NotAllowed):
        further(cast.actor("cuc"), case.id, Step.SUSPEND_EXECUTION, paper=PAPER, reason="Khó khắc phục.", at=at(NOW))
    with pytest.raises(BadInput, match="reason_missing"):
        further(cast.actor("dung"), case.id, Step.SUSPEND_EXECUTION, paper=PAPER, at=at(NOW))
    with pytest.raises(NotFound):
        further(cast.actor("dung"), case.id, Step.DECIDE, at=at(NOW))


def test_every_rarer_step_has_its_page(app: Flask) -> None:
    app.config["NOW"] = at(NOW)
    case = a_case().filed("2026-08-03").accepted("2026-08-05").made()
    dung = cast.sign_in(app.test_client(), "dung")
    path = f"/ho-so/{case.id}/buoc/suspend_execution"
    assert path in dung.get(f"/ho-so/{case.id}").text
    assert submit(dung, path, document_number="9/QĐ-UBND").status_code == 422
    page = sent(dung, path, document_number="9/QĐ-UBND", reason="Hậu quả khó khắc phục.")
    assert "Tạm đình chỉ thi hành" in page
    assert dung.get(f"/ho-so/{case.id}/buoc/decide").status_code == 404


def test_the_page_of_a_sealed_case_says_where_its_words_go(app: Flask) -> None:
    app.config["NOW"] = at(NOW)
    case = a_case(CaseKind.DENUNCIATION).filed("2026-08-03").accepted("2026-08-05").made()
    name = next(n for n, person in cast.PEOPLE.items() if cast.user(n).id == cast.desk_of(case.body_id).user_id)
    page = cast.sign_in(app.test_client(), name).get(f"/ho-so/{case.id}/buoc/notify").text
    assert 'name="document_number"' in page
    assert "<textarea" in page and "niêm phong" in page
