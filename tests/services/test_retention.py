"""Files whose term is over: listed by one, decided by the head, destroyed whole; what is held survives."""

from datetime import date
from io import BytesIO

import pytest
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import select, text

from app import storage
from app.domain.confidentiality import conflicts
from app.domain.confidentiality.conflicts import Excluded, Why
from app.domain.refusals import BadInput, NotAllowed, NotFound, WrongState
from app.domain.vocabulary import CaseKind, Disposition
from app.persistence.audit import verifying
from app.persistence.db import Base
from app.persistence.models import AuditEntry, Case, Destruction
from app.persistence.queries.conflicts import exclusions
from app.persistence.queries.safekeeping import erasure
from app.persistence.queries.safekeeping import retention as kept
from app.persistence.transaction import transaction
from app.services.intake.petition_input import FileInput
from app.services.safekeeping import retention
from tests import cast
from tests.builders import a_case
from tests.houses import both_engines
from tests.times import at
from tests.working import done_by_worker

CLOSED = "2026-07-20"
LATER = at("2028-02-01 08:00")
SECRET = "Nhà tôi ở số 12 đường Hùng Vương"


def filed_away(*files: FileInput) -> Case:
    """A petition only filed away: kept for one whole year."""
    built = a_case(CaseKind.RECOMMENDATION).filed("2026-07-13", content=SECRET + ", xin xem xét.", files=files)
    return built.disposed(Disposition.FILE_AWAY, CLOSED).made()


def a_file() -> FileInput:
    kept = storage.save(BytesIO(SECRET.encode()), "don.txt")
    return FileInput.of(kept)


@both_engines
def test_the_term_of_a_file_and_its_end(db: SQLAlchemy) -> None:
    file = a_file()
    case, young = filed_away(file), a_case().made()
    case_id, number = case.id, case.number
    clerk, head = cast.desk_of(case.body_id), cast.head_of(case.body_id)
    assert retention.due(clerk, date(2027, 12, 31)) == []
    listed = retention.due(clerk, date(2028, 1, 1))
    assert [(one.case.id, one.rule.rule_id, one.kept_until) for one in listed] == [
        (case_id, "retention.petition.filed-away", date(2027, 12, 31))
    ]
    made = retention.put_on_list(clerk, [case_id, young.id], at=LATER)
    assert retention.due(clerk, date(2028, 2, 1)) == []  # on a list already
    with pytest.raises(BadInput, match="document_in_future"):
        retention.decide(head, made, "12/QĐ-UBND", date(2028, 2, 2), at=LATER)
    with pytest.raises(NotAllowed):
        retention.decide(clerk, made, "12/QĐ-UBND", date(2028, 2, 1), at=LATER)
    retention.decide(head, made, "12/QĐ-UBND", date(2028, 2, 1), at=LATER)
    done_by_worker(LATER)
    db.session.expire_all()
    gone = db.session.get(Case, case_id)
    assert gone is not None
    assert (gone.title, gone.lead_name, gone.destroyed_at) == (number, "", LATER)
    assert not gone.petitions[0].parties
    assert not gone.petitions[0].content
    assert not storage.is_intact(file.file_id, file.digest)
    row = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "case.destroyed")).one()
    assert (row.case_id, row.ground, row.details["files"]) == (case_id, "retention.petition.filed-away", 1)
    assert SECRET not in everything(db)
    assert verifying.verify() == []
    with pytest.raises(WrongState, match="list_is_decided"):
        retention.withdraw(clerk, made, at=LATER)


def everything(db: SQLAlchemy) -> str:
    """Every word in the database."""
    found = []
    for table in Base.metadata.tables.values():
        found += [str(tuple(row)) for row in db.session.execute(select(table))]
    return "\n".join(found)


def test_a_held_case_survives(db: SQLAlchemy) -> None:
    case, other = filed_away(), filed_away()
    clerk, head = cast.desk_of(case.body_id), cast.head_of(case.body_id)
    made = retention.put_on_list(clerk, [case.id, other.id], at=LATER)
    with pytest.raises(BadInput):
        retention.hold(head, case.id, " ", at=LATER)
    with pytest.raises(NotAllowed):
        retention.hold(clerk, case.id, "Tòa án đang xét", at=LATER)
    retention.hold(head, case.id, "Tòa án đang xét", at=LATER)
    with pytest.raises(WrongState, match="already_held"):
        retention.hold(head, case.id, "Tòa án đang xét", at=LATER)
    retention.decide(head, made, "12/QĐ-UBND", date(2028, 2, 1), at=LATER)
    done_by_worker(LATER)
    db.session.expire_all()
    items = {item.case_id: (item.spared, item.destroyed_at is not None) for item in retention.seen(head, made).items}
    assert items == {case.id: ("held", False), other.id: ("", True)}
    assert SECRET in everything(db)
    retention.lift(head, case.id, at=LATER)
    assert [one.case.id for one in retention.due(clerk, date(2028, 2, 2))] == [case.id]
    with pytest.raises(WrongState, match="not_held"):
        retention.lift(head, case.id, at=LATER)


def test_the_head_does_not_decide_on_his_own_list(db: SQLAlchemy) -> None:
    case = filed_away()
    head = cast.head_of(case.body_id)
    made = retention.put_on_list(head, [case.id], at=LATER)
    with pytest.raises(NotAllowed, match="second_person_needed"):
        retention.decide(head, made, "12/QĐ-UBND", date(2028, 2, 1), at=LATER)
    retention.withdraw(head, made, at=LATER)
    assert retention.due(head, date(2028, 2, 1))


def test_another_body_and_other_roles_see_no_list(db: SQLAlchemy) -> None:
    case = filed_away()
    clerk = cast.desk_of(case.body_id)
    made = retention.put_on_list(clerk, [case.id], at=LATER)
    with pytest.raises(NotFound):
        retention.seen(cast.actor("giang"), made)
    for name in ("em", "oanh", "nga"):
        with pytest.raises(NotAllowed):
            retention.seen(cast.actor(name), made)
    with pytest.raises(BadInput, match="nothing_to_destroy"):
        retention.put_on_list(cast.actor("giang"), [case.id], at=LATER)


def test_a_list_with_a_file_that_is_kept_from_somebody_is_not_there_for_him(db: SQLAlchemy) -> None:
    case = filed_away()
    clerk, dung = cast.desk_of(case.body_id), cast.head_of(case.body_id)
    made = retention.put_on_list(clerk, [case.id], at=LATER)
    assert [row.id for row in kept.of_body(dung)] == [made]
    excluded = [Excluded(conflicts.user(dung.user_id or 0), Why.RELATED)]
    with transaction() as session:
        session.add_all(exclusions.rows(case.id, excluded, since=case.received_on, at=LATER))
    assert kept.of_body(dung) == []
    for asked in (retention.seen, lambda actor, number: retention.withdraw(actor, number, at=LATER)):
        with pytest.raises(NotFound, match="destruction_not_found"):
            asked(dung, made)
    assert retention.seen(clerk, made).items[0].case_id == case.id


def test_carried_out_twice_it_destroys_nothing_twice(db: SQLAlchemy) -> None:
    case = filed_away()
    clerk, head = cast.desk_of(case.body_id), cast.head_of(case.body_id)
    made = retention.put_on_list(clerk, [case.id], at=LATER)
    retention.decide(head, made, "12/QĐ-UBND", date(2028, 2, 1), at=LATER)
    for _ in range(2):
        retention.carry_out(made, at=LATER)
        db.session.execute(text("SELECT 1"))
    assert len(db.session.scalars(select(AuditEntry).where(AuditEntry.action == "case.destroyed")).all()) == 1
    assert db.session.get(Destruction, made).done_at == LATER  # type: ignore[union-attr]


def test_every_table_that_hangs_on_a_case_is_thought_of() -> None:
    hanging = {
        table.name
        for table in Base.metadata.tables.values()
        for column in table.columns
        if column.name.endswith(("case_id", "petition_id")) and table.name != "case"
    }
    assert hanging | {"case"} == {*erasure.GONE, *erasure.BLANKED, *erasure.KEPT}
