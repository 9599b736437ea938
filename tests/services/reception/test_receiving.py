"""Receiving a citizen: the line, its number, what follows, its terms, and nothing of a denouncer in the clear."""

from datetime import date

import pytest
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import func, select, text

from app.domain.reception.vocabulary import VisitOutcome
from app.domain.refusals import BadInput, NotAllowed, NotFound
from app.domain.vocabulary import CaseKind, Channel
from app.persistence.models import AuditEntry, Case, OutboxMessage, Petition, Visit, VisitPerson
from app.services.reception import following, sealing_visits
from app.services.reception.visit_input import PaperInput, PersonInput
from tests import cast
from tests.builders import body
from tests.houses import both_engines
from tests.services.reception.visits import AN, a_visit, received
from tests.times import at

pytestmark = pytest.mark.usefixtures("db")
REFUSED = (VisitOutcome.REFUSED,)


def line(db: SQLAlchemy, visit_id: int) -> Visit:
    found = db.session.get(Visit, visit_id)
    assert found is not None
    return found


@both_engines
def test_numbers_have_no_gap_and_a_submission_counts_once(db: SQLAlchemy) -> None:
    first = received(a_visit(), token="one-token-of-a-page")
    assert received(a_visit(), token="one-token-of-a-page").visit_id == first.visit_id
    second = received(a_visit())
    with pytest.raises(BadInput):
        received(a_visit(matter=""))
    third = received(a_visit())
    numbers = [line(db, saved.visit_id).register_number for saved in (first, second, third)]
    assert numbers == [1, 2, 3]
    row = line(db, first.visit_id)
    assert (row.register_year, row.result_due_on, row.result_rule_id) == (2026, date(2026, 8, 17), "reception.result")
    person = db.session.scalar(select(VisitPerson).where(VisitPerson.visit_id == row.id))
    assert person is not None
    assert person.folded_name == "lam thi an"


def test_a_spoken_complaint_becomes_a_petition_of_the_visit(db: SQLAlchemy) -> None:
    ward = body(cast.WARD, "2026-08-03")
    visit = a_visit(
        CaseKind.COMPLAINT,
        outcomes=(VisitOutcome.PETITION,),
        request="Hủy quyết định thu hồi đất.",
        respondent_body_id=ward.id,
        act_on=date(2026, 7, 13),
        known_on=date(2026, 7, 14),
    )
    saved = received(visit)
    assert saved.receipt is not None
    petition = db.session.get(Petition, saved.receipt.petition_id)
    assert petition is not None
    assert (petition.visit_id, petition.channel) == (saved.visit_id, Channel.RECEPTION)
    case = db.session.get(Case, saved.receipt.case_id)
    assert case is not None
    assert "DL-TCD-02" in {clock.clock for clock in case.deadlines}


def test_what_is_missing_is_said_at_its_field() -> None:
    visit = a_visit(CaseKind.COMPLAINT, people=(PersonInput(""),), outcomes=(VisitOutcome.PETITION,), matter="ngắn")
    with pytest.raises(BadInput) as refusal:
        received(visit)
    fields = {problem.field for problem in refusal.value.details["problems"]}
    assert {"first-name", "first-identity_number", "matter", "request", "act_on", "respondent_body_id"} <= fields


@pytest.mark.parametrize(
    ("ground", "due_on"), [("refusal.l3", date(2026, 8, 6)), ("refusal.h", date(2026, 8, 6)), ("refusal.a", None)]
)
def test_two_grounds_of_refusal_owe_a_notice_within_three_working_days(
    db: SQLAlchemy, ground: str, due_on: date | None
) -> None:
    row = line(db, received(a_visit(outcomes=REFUSED, refusal_ground=ground)).visit_id)
    assert (row.notice_due_on, row.result_told_on) == (due_on, date(2026, 8, 3))


def test_a_ground_of_another_time_is_refused() -> None:
    with pytest.raises(BadInput):
        received(a_visit(on="2026-06-01 09:00", outcomes=REFUSED, refusal_ground="refusal.h"))


def test_a_denunciation_leaves_nothing_in_the_clear(db: SQLAlchemy) -> None:
    other = body(cast.OTHER_WARD, "2026-08-03")
    visit = a_visit(
        CaseKind.DENUNCIATION,
        outcomes=(VisitOutcome.DOCUMENTS, VisitOutcome.HEARD),
        papers=(PaperInput("Ảnh chụp biên lai", "2", "bản phô tô"),),
        respondent_body_id=other.id,
        guided_to="x",
    )
    saved = received(visit)
    row = line(db, saved.visit_id)
    assert row.is_sealed
    assert (row.matter, row.documents, row.guided_to, row.people) == ("", [], "", [])
    everything = str(db.session.execute(text("SELECT * FROM visit")).all())
    assert "Lâm" not in everything
    assert "triều cường" not in everything
    words = sealing_visits.opened(cast.actor("binh"), saved.visit_id, at=at("2026-08-03 10:00"))
    assert words["people"][0]["name"] == "Lâm Thị An"
    with pytest.raises(NotFound):
        sealing_visits.opened(cast.actor("cuc"), saved.visit_id, at=at("2026-08-03 10:00"))


def test_nobody_opens_a_denunciation_of_his_own_body() -> None:
    ward = body(cast.WARD, "2026-08-03")
    saved = received(a_visit(CaseKind.DENUNCIATION, respondent_body_id=ward.id))
    with pytest.raises(NotAllowed):
        sealing_visits.opened(cast.actor("dung"), saved.visit_id, at=at("2026-08-03 10:00"))


def test_a_visit_that_denounces_the_head_is_kept_from_everybody_at_his_body(db: SQLAlchemy) -> None:
    ward = body(cast.WARD, "2026-08-03")
    words = {"respondent_body_id": ward.id, "respondent_name": "Nguyễn Văn Dũng", "outcomes": (VisitOutcome.PETITION,)}
    saved = received(a_visit(CaseKind.DENUNCIATION, **words))
    assert saved.receipt is not None
    for name in ("binh", "cuc", "dung"):
        with pytest.raises(NotFound):
            following.seen(cast.actor(name), saved.visit_id)


def test_five_people_are_a_group_and_the_head_hears_of_it(db: SQLAlchemy) -> None:
    received(a_visit(people_count=4))
    received(a_visit(people_count=5))
    posted = db.session.scalars(select(OutboxMessage).where(OutboxMessage.topic == "visit.group")).all()
    assert [message.payload["people"] for message in posted] == [5]


def test_only_so_many_may_speak_for_a_group() -> None:
    speakers = tuple(PersonInput(f"Người {n}", address="khóm 3", is_representative=True) for n in range(3))
    with pytest.raises(BadInput):
        received(a_visit(people=speakers, people_count=10))
    received(a_visit(people=speakers, people_count=11))


def test_a_line_is_corrected_by_another_line(db: SQLAlchemy) -> None:
    wrong = received(a_visit())
    mended = a_visit(matter="Đường vào khóm 4 (không phải khóm 3) ngập sâu mỗi khi triều cường.")
    saved = following.correct(
        cast.actor("binh"), wrong.visit_id, mended, "Ghi sai khóm.", "a-token", at=at("2026-08-04 08:00")
    )
    row = line(db, saved.visit_id)
    assert (row.corrects_id, row.register_number) == (wrong.visit_id, 2)
    assert "khóm 3 ngập" in line(db, wrong.visit_id).matter


def test_the_result_is_told_and_people_are_added(db: SQLAlchemy) -> None:
    saved = received(a_visit())
    binh, moment = cast.actor("binh"), at("2026-08-05 08:00")
    following.tell_result(binh, saved.visit_id, "Bằng lời", date(2026, 8, 5), at=moment)
    following.add_people(binh, saved.visit_id, [PersonInput("Thạch Sơn", address="khóm 3")], at=moment)
    row = line(db, saved.visit_id)
    db.session.refresh(row)
    assert (row.result_told_on, row.people_count, len(row.people)) == (date(2026, 8, 5), 2, 2)
    with pytest.raises(NotFound):
        following.tell_result(cast.actor("giang"), saved.visit_id, "", date(2026, 8, 5), at=moment)
    with pytest.raises(NotAllowed):
        received(a_visit(), by="em")


def test_every_act_is_on_record_without_a_name(db: SQLAlchemy) -> None:
    saved = received(a_visit(people=(AN,)))
    entry = db.session.scalar(select(AuditEntry).where(AuditEntry.action == "visit.log"))
    assert entry is not None
    assert entry.subject == f"visit:{saved.visit_id}"
    assert "An" not in str(entry.details)
    assert db.session.scalar(select(func.count()).select_from(Visit)) == 1
