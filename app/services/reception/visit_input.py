"""What a visit brings in, before it is a line of the register; and what is missing in it (LTCD Đ25.2, N154 Đ12)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from app.domain.calendars import local_date
from app.domain.reception.groups import most_representatives
from app.domain.reception.refusing import grounds_on
from app.domain.reception.vocabulary import Priority, ReceptionForm, ReceptionMode, Sex, VisitOutcome
from app.domain.rules import LawBook
from app.domain.vocabulary import CaseKind, Channel, PartyRole, Procedure
from app.services.intake.petition_input import (
    FIRST_PROCEDURE,
    MAX_CONTENT,
    MAX_PARTIES,
    PartyInput,
    PetitionInput,
    Problem,
)
from app.services.intake.petition_input import problems as petition_problems

MOST_PRESENT = 5000


@dataclass(frozen=True, slots=True)
class PersonInput:
    """Somebody who stands at the desk."""

    name: str
    birth_on: date | None = None
    sex: Sex | None = None
    identity_number: str = ""
    identity_issued_on: date | None = None
    identity_issued_by: str = ""
    phone: str = ""
    address: str = ""
    is_representative: bool = False
    priority: Priority | None = None


@dataclass(frozen=True, slots=True)
class PaperInput:
    """A document handed in (Mẫu 02/TCD)."""

    name: str
    pages: str = ""
    condition: str = ""


@dataclass(frozen=True, slots=True)
class VisitInput:
    """Fields of the register, and what only a petition taken down needs."""

    kind: CaseKind | None
    people: tuple[PersonInput, ...]
    matter: str
    outcomes: tuple[VisitOutcome, ...]
    started_at: datetime
    ended_at: datetime | None = None
    is_late_entry: bool = False
    mode: ReceptionMode = ReceptionMode.REGULAR
    form: ReceptionForm = ReceptionForm.OFFICE
    session_id: int | None = None
    received_by_id: int | None = None  # who sat there, where it is not who writes
    is_answered_later: bool = False  # what the head gave as a task
    people_count: int = 1
    place: str = ""
    language: str = "vi"
    request: str = ""
    prior_handling: str = ""
    category_code: str | None = None
    unit_code: str | None = None
    concerns_case_id: int | None = None
    note: str = ""
    papers: tuple[PaperInput, ...] = ()
    guided_to: str = ""
    refusal_ground: str | None = None
    refusal_detail: str = ""
    appointment_at: datetime | None = None
    appointment_place: str = ""
    appointment_bring: str = ""
    respondent_body_id: int | None = None
    respondent_name: str = ""
    decision_number: str = ""
    act_on: date | None = None
    known_on: date | None = None

    @property
    def day(self) -> date:
        return local_date(self.started_at)

    def petition(self) -> PetitionInput:
        """The petition handed in or spoken, read back and signed (LKN Đ8.3, LTC Đ23.2)."""
        if self.kind is None:
            raise ValueError("a petition has a kind")
        return PetitionInput(
            kind=self.kind,
            parties=tuple(_party(person, len(self.people) > 1) for person in self.people),
            content=self.matter,
            request=self.request,
            channel=Channel.RECEPTION,
            language=self.language,
            written_on=self.day,
            received_on=self.day,
            respondent_body_id=self.respondent_body_id,
            respondent_name=self.respondent_name,
            act_on=self.act_on,
            decision_number=self.decision_number,
            known_on=self.known_on,
            unit_code=self.unit_code,
            category_code=self.category_code,
            prior_handling=self.prior_handling,
        )

    @property
    def procedure(self) -> Procedure:
        """The procedure of the petition."""
        if self.kind is None:
            raise ValueError("a petition has a kind")
        return FIRST_PROCEDURE[self.kind]


def _party(person: PersonInput, in_group: bool) -> PartyInput:
    return PartyInput(
        name=person.name,
        role=PartyRole.PETITIONER,
        identity_number=person.identity_number,
        phone=person.phone,
        address=person.address,
        is_representative=in_group and person.is_representative,
    )


def problems(visit: VisitInput, law: LawBook, at: datetime) -> list[Problem]:
    """Everything that is missing or impossible, each at its field."""
    found = [*_of_people(visit, law), *_of_matter(visit), *_of_times(visit, at), *_of_outcomes(visit, law, at)]
    if VisitOutcome.PETITION in visit.outcomes and visit.kind is not None:
        known = {problem.field for problem in found}
        found += [_here(one) for one in petition_problems(visit.petition(), local_date(at)) if one.field not in known]
    return list({(one.field, one.reason): one for one in found}.values())


_FIELDS = {"content": "matter", "parties": "more_people"}


def _here(problem: Problem) -> Problem:
    """The petition's own words for the fields of this page."""
    name = problem.field
    if name.startswith("parties-"):
        _parties, index, field = name.split("-", 2)
        name = f"first-{field}" if index == "0" and field != "role" else "more_people"
        name = "kind" if field == "role" else name
    return Problem(_FIELDS.get(name, name), problem.reason)


def _of_people(visit: VisitInput, law: LawBook) -> Iterator[Problem]:
    if not visit.people or not visit.people[0].name:
        yield Problem("first-name", "name_missing")
    asks = {VisitOutcome.PETITION, VisitOutcome.DOCUMENTS} & set(visit.outcomes)
    first = visit.people[0] if visit.people else None
    if first is not None and asks and not first.identity_number and law.regime(visit.day) == "R3":
        yield Problem("first-identity_number", "visitor_identity_missing")
    if len(visit.people) > MAX_PARTIES:
        yield Problem("more_people", "too_many_parties")
    present = max(visit.people_count, len(visit.people))
    if sum(person.is_representative for person in visit.people) > most_representatives(present):
        yield Problem("more_people", "too_many_representatives")
    if not 1 <= visit.people_count <= MOST_PRESENT:
        yield Problem("people_count", "people_count_odd")


def _of_matter(visit: VisitInput) -> Iterator[Problem]:
    if visit.kind is None:
        yield Problem("kind", "visit_kind_missing")
    if len(visit.matter.strip()) < 10:
        yield Problem("matter", "content_missing")
    for name in ("matter", "request", "prior_handling"):
        if len(getattr(visit, name)) > MAX_CONTENT:
            yield Problem(name, "content_too_long")


def _of_times(visit: VisitInput, at: datetime) -> Iterator[Problem]:
    if visit.started_at > at:
        yield Problem("started_on", "visit_in_future")
    if visit.ended_at is not None and not visit.started_at <= visit.ended_at <= at:
        yield Problem("ended_time", "visit_end_odd")


def _of_outcomes(visit: VisitInput, law: LawBook, at: datetime) -> Iterator[Problem]:
    outcomes = set(visit.outcomes)
    if not outcomes:
        yield Problem("outcomes", "outcome_missing")
    if VisitOutcome.REFUSED in outcomes:
        known = {row.rule_id for row in grounds_on(law.refusals, visit.day)}
        if visit.refusal_ground not in known:
            yield Problem("refusal_ground", "refusal_ground_missing")
        if VisitOutcome.PETITION in outcomes:
            yield Problem("outcomes", "refused_and_taken")
    if VisitOutcome.GUIDED in outcomes and not visit.guided_to:
        yield Problem("guided_to", "guided_to_missing")
    if VisitOutcome.DOCUMENTS in outcomes and not visit.papers:
        yield Problem("papers", "papers_missing")
    if VisitOutcome.APPOINTMENT in outcomes and (visit.appointment_at is None or visit.appointment_at <= at):
        yield Problem("appointment_on", "appointment_time_missing")
