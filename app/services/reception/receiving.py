"""Receiving a citizen: one line of the register, with what followed, in one transaction (LTCD Đ25, Đ28; N154 Đ12)."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from app.domain import access, tracking_codes
from app.domain.access import Action
from app.domain.calendars import local_date
from app.domain.facts import Actor
from app.domain.reception.groups import is_large
from app.domain.reception.names import folded
from app.domain.reception.vocabulary import VisitOutcome
from app.domain.refusals import BadInput, NotAllowed
from app.domain.rules import LawBook
from app.domain.vocabulary import CaseKind
from app.persistence import audit, newrows, outbox
from app.persistence.models.reception import Visit, VisitPerson
from app.persistence.personal import Contact
from app.persistence.queries import bodies
from app.persistence.queries.reception import numbers, visits
from app.persistence.transaction import in_transaction
from app.services.intake import drafts, filing
from app.services.intake.petition_input import Problem
from app.services.intake.routing import reception_board
from app.services.law import law_in_force
from app.services.reception import clocks_of_visits, sealing_visits
from app.services.reception.visit_input import PersonInput, VisitInput, problems

ANSWERED_AT_ONCE = frozenset({VisitOutcome.GUIDED, VisitOutcome.REFUSED})
"""What tells the visitor the result in the same hour, by word of mouth (LTCD Đ28.1)."""

OPEN_WORDS = (
    "matter request prior_handling note guided_to refusal_detail appointment_place appointment_bring place".split()
)
UNSEALED_WORDS = frozenset({"appointment_place", "place"})
"""Where, not who or what: readable in a sealed visit too."""


@dataclass(frozen=True, slots=True)
class Saved:
    """The line, and the petition that came of it."""

    visit_id: int
    receipt: filing.Receipt | None
    is_new: bool


def faults(visit: VisitInput, *, at: datetime) -> list[Problem]:
    """What the service would refuse, for a page that has found something itself already."""
    return problems(visit, law_in_force(), at)


def receive(actor: Actor, visit: VisitInput, token: str, *, at: datetime, corrects: Visit | None = None) -> Saved:
    """Save a visit. The same submission sent again is the same line. Raises BadInput with `problems`."""
    return in_transaction(lambda: received(actor, visit, token, at=at, corrects=corrects))


def received(
    actor: Actor, visit: VisitInput, token: str, *, at: datetime, corrects: Visit | None = None, reason: str = ""
) -> Saved:
    """The same inside the caller's transaction."""
    access.require_role(actor, Action.PETITION_LOG)
    if actor.body_id is None or actor.user_id is None:
        raise NotAllowed("action_not_yours")
    name = tracking_codes.fingerprint(token)
    earlier = visits.filed_under(name)
    if earlier is not None:
        return Saved(earlier, filing.find_receipt(token), is_new=False)
    law = law_in_force()
    found = problems(visit, law, at)
    if found:
        raise BadInput("visit_incomplete", problems=found)
    filed = _petition(actor, visit, token, at) if corrects is None else None
    row = _line(actor, visit, name, law, at)
    _words(row, visit, keeper_of(actor, visit, filed), at)
    row.corrects_id, row.correction_reason = (corrects.id, reason) if corrects else (None, "")
    row.register_year = local_date(at).year
    row.register_number = numbers.following(row.body_id, numbers.REGISTER, row.register_year)
    newrows.insert(row)
    if not row.is_sealed:
        newrows.insert(*[person_row(person, row) for person in visit.people])
    if filed is not None:
        visits.attach(filed.petition_id, row.id)
    drafts.consume(token)
    _tell(actor, row, at)
    return Saved(row.id, filed, is_new=True)


def _petition(actor: Actor, visit: VisitInput, token: str, at: datetime) -> filing.Receipt | None:
    if VisitOutcome.PETITION not in visit.outcomes:
        return None
    return filing.admit(actor, visit.petition(), token, visit.procedure, at=at)


def _line(actor: Actor, visit: VisitInput, name: str, law: LawBook, at: datetime) -> Visit:
    due = clocks_of_visits.result(law, visit.day)
    is_answered = bool(visit.outcomes) and set(visit.outcomes) <= ANSWERED_AT_ONCE and not visit.is_answered_later
    row = Visit(
        body_id=actor.body_id,
        received_by_id=visit.received_by_id or actor.user_id,
        submission_hash=name,
        mode=visit.mode,
        form=visit.form,
        session_id=visit.session_id,
        started_at=visit.started_at,
        ended_at=visit.ended_at or (None if visit.is_late_entry else at),
        entered_at=at,
        is_late_entry=visit.is_late_entry,
        language=visit.language,
        people_count=max(visit.people_count, len(visit.people)),
        kind=visit.kind,
        concerns_case_id=visit.concerns_case_id,
        outcomes=[outcome.value for outcome in visit.outcomes],
        refusal_ground=visit.refusal_ground if VisitOutcome.REFUSED in visit.outcomes else None,
        appointment_at=visit.appointment_at if VisitOutcome.APPOINTMENT in visit.outcomes else None,
        result_due_on=due.due_on,
        result_rule_id=due.limit.rule_id,
        result_told_on=visit.day if is_answered else None,
        is_sealed=visit.kind is CaseKind.DENUNCIATION,
    )
    if row.refusal_ground is not None:
        row.ground_established_on = visit.day
        owed = clocks_of_visits.notice(law, row.refusal_ground, visit.day)
        row.notice_due_on = owed.due_on if owed else None
    return row


def keeper_of(actor: Actor, visit: VisitInput, filed: filing.Receipt | None) -> int:
    """Whose keepers may open a sealed visit. Nobody keeps a denunciation of himself (LTC Đ12): the words go where the
    petition went, or, where none was filed, to the reception board."""
    own = actor.body_id or 0
    if filed is not None:
        return visits.body_of_case(filed.case_id) or own
    if visit.kind is CaseKind.DENUNCIATION and visit.respondent_body_id == own:
        return reception_board(bodies.directory(), visit.day).id
    return own


def _words(row: Visit, visit: VisitInput, keeper_id: int, at: datetime) -> None:
    """What people said and are, in the open or under seal."""
    said: dict[str, Any] = {word: getattr(visit, word) for word in OPEN_WORDS}
    papers = [asdict(paper) for paper in visit.papers]
    if row.is_sealed:
        people = [asdict(person) for person in visit.people]
        of_petition = {"respondent_name": visit.respondent_name, "category_code": visit.category_code}
        words = said | of_petition | {"papers": papers, "people": people}
        sealing_visits.seal(row, keeper_id, words, at=at)
        said = {word: said[word] for word in UNSEALED_WORDS}
    else:
        row.documents, row.category_code, row.unit_code = papers, visit.category_code, visit.unit_code
    for word, value in said.items():
        setattr(row, word, value)


def person_row(person: PersonInput, visit: Visit) -> VisitPerson:
    """Somebody of a visit that is not sealed; numbers and addresses lie encrypted, equal numbers can be found."""
    left = {name: getattr(person, name) for name in ("identity_number", "phone", "address")}
    others = {name: value for name, value in asdict(person).items() if name not in left}
    row = VisitPerson(visit_id=visit.id, body_id=visit.body_id, folded_name=folded(person.name)[:160], **others)
    row.lock(Contact(**left))
    return row


def _tell(actor: Actor, row: Visit, at: datetime) -> None:
    """The log knows the line and what followed, nobody's name; the head hears of a large group at once (LTCD Đ30)."""
    details = {"outcomes": row.outcomes, "people": row.people_count, "late": row.is_late_entry}
    audit.append(actor, "visit.log", at=at, subject=f"visit:{row.id}", details=details, ground=row.refusal_ground)
    outbox.post("index.visit", at=at, visit_id=row.id)
    if is_large(row.people_count) and row.corrects_id is None:
        outbox.post("visit.group", at=at, visit_id=row.id, body_id=row.body_id, people=row.people_count)
