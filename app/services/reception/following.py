"""After the visit: the result is told, people are added, a line is corrected by another line (LTCD Đ28; N154 Đ27)."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from app.domain import access
from app.domain.access import Action
from app.domain.calendars import local_date
from app.domain.facts import Actor
from app.domain.keeping.personal import Purpose
from app.domain.reception.access import require_sight
from app.domain.reception.groups import most_representatives
from app.domain.reception.registers import may_read_whole
from app.domain.reception.vocabulary import VisitOutcome
from app.domain.refusals import BadInput, NotAllowed, NotFound
from app.domain.vocabulary import CaseKind
from app.persistence import audit, newrows
from app.persistence.models.reception import Visit, VisitPerson
from app.persistence.queries.reception import visits
from app.persistence.transaction import in_transaction, transaction
from app.services.intake import filing
from app.services.intake.petition_input import PetitionInput
from app.services.reception import sealing_later
from app.services.reception.receiving import Saved, keeper_of, person_row, received
from app.services.reception.visit_input import PersonInput, VisitInput


def seen(actor: Actor, visit_id: int) -> Visit:
    """A visit for whoever may see its line; NotFound else."""
    visit = visits.find(visit_id)
    require_sight(actor, visits.facts(visit))
    if visit is None:
        raise NotFound("visit_not_found")
    return visit


def reveal(actor: Actor, visit_id: int, purpose: Purpose, *, at: datetime) -> Visit:
    """The addresses and telephones of a visit whole, for who may have its register whole and says what for; on record.
    What is sealed is opened with a key, not here."""
    with transaction():
        visit = seen(actor, visit_id)
        if visit.is_sealed or not may_read_whole(actor, visit.body_id):
            raise NotAllowed("register_whole_not_yours")
        audit.append(actor, "visit.reveal", at=at, subject=f"visit:{visit.id}", purpose=purpose)
    return visit


def tell_result(actor: Actor, visit_id: int, how: str, told_on: date, *, at: datetime) -> None:
    """Note that the visitor has been told the result, by word or in writing; of a sealed visit without words."""
    with transaction():
        visit = _own(actor, visit_id)
        if not visit.started_at.date() <= told_on <= local_date(at):
            raise BadInput("result_day_odd", field="told_on")
        visit.result_told_on = told_on
        visit.result_how = "" if visit.is_sealed else how
        audit.append(actor, "visit.tell", at=at, subject=f"visit:{visit.id}", ground=visit.result_rule_id)


def add_people(actor: Actor, visit_id: int, people: Sequence[PersonInput], *, at: datetime) -> None:
    """Others who came with them, named later; never to a sealed visit."""
    with transaction():
        visit = _own(actor, visit_id)
        if visit.is_sealed:
            raise BadInput("sealed_visit_closed", field="more_people")
        present = max(visit.people_count, len(visit.people) + len(people))
        speakers = _speakers(visit.people) + _speakers(people)
        if speakers > most_representatives(present):
            raise BadInput("too_many_representatives", field="more_people")
        newrows.insert(*[person_row(person, visit) for person in people])
        visit.people_count = present
        audit.append(actor, "visit.people", at=at, subject=f"visit:{visit.id}", details={"added": len(people)})


def file_too(actor: Actor, visit_id: int, petition: PetitionInput, token: str, *, at: datetime) -> filing.Receipt:
    """One more petition of the same visit: a visit may bring none, one or several."""

    def work() -> filing.Receipt:
        visit = _own(actor, visit_id)
        receipt = filing.filed(actor, petition, token, at)
        visits.attach(receipt.petition_id, visit.id)
        if VisitOutcome.PETITION not in visit.outcomes:
            visit.outcomes = [VisitOutcome.PETITION.value, *visit.outcomes]
        audit.append(actor, "visit.petition", at=at, subject=f"visit:{visit.id}")
        return receipt

    return in_transaction(work)


def correct(actor: Actor, visit_id: int, visit: VisitInput, reason: str, token: str, *, at: datetime) -> Saved:
    """A line that says what was wrong in another; both stay (N154 Đ27.4). No petition is filed a second time."""

    def work() -> Saved:
        wrong = _own(actor, visit_id)
        if not reason.strip():
            raise BadInput("correction_reason_missing", field="correction_reason")
        is_secret = wrong.is_sealed or visit.kind is CaseKind.DENUNCIATION
        saved = received(actor, visit, token, at=at, corrects=wrong, reason="" if is_secret else reason)
        if is_secret:
            sealing_later.seal(wrong, keeper_of(actor, visit, None), at=at)
        return saved

    return in_transaction(work)


def _speakers(people: Iterable[PersonInput | VisitPerson]) -> int:
    return sum(one.is_representative for one in people)


def _own(actor: Actor, visit_id: int) -> Visit:
    """A visit of the own body, to be written."""
    access.require_role(actor, Action.PETITION_LOG)
    visit = visits.locked(visit_id)
    require_sight(actor, visits.facts(visit))
    if visit is None or visit.body_id != actor.body_id:
        raise NotFound("visit_not_found")
    return visit
