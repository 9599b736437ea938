"""From the page of a visit as typed to the visit as the service wants it, and the service's problems back to fields."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from werkzeug.datastructures import MultiDict

from app.domain.reception import scanned
from app.domain.reception.refusing import grounds_on
from app.domain.reception.vocabulary import Priority, ReceptionForm, Sex, VisitOutcome
from app.domain.refusals import Refusal
from app.domain.vocabulary import CaseKind
from app.i18n import formats, locale, reasons
from app.i18n.locale import gettext as _
from app.persistence.models.reception import VisitPerson
from app.services.intake.petition_input import Problem
from app.services.law import law_in_force
from app.services.reception import roster
from app.services.reception.visit_input import PaperInput, PersonInput, VisitInput
from app.web import petition_choices as choices
from app.web.forms import read_number
from app.web.reception.visit_form import VisitForm

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
E = TypeVar("E", bound=StrEnum)
SAME_WORDS = (
    "matter request prior_handling guided_to refusal_detail appointment_place appointment_bring note respondent_name "
    "decision_number"
).split()


def offer(form: VisitForm, today: date) -> None:
    """Fill in what can be chosen: bodies and communes of today, classes of the kind, grounds of the day."""
    body = form.respondent_body_id.data
    form.respondent_body_id.choices = choices.bodies_of(min(form.act_on.data or today, today), "", body)
    form.unit_code.choices = choices.communes(today)
    kind = _member(CaseKind, form.kind.data)
    form.category_code.choices = choices.categories_of(kind or CaseKind.RECOMMENDATION)
    rows = grounds_on(law_in_force().refusals, form.started_on.data or today)
    form.refusal_ground.choices = [
        (row.rule_id, f"{row.names.get(locale.current()) or row.names['vi']} ({formats.citation(row.citation)})")
        for row in rows
    ]


def to_input(form: VisitForm, now: datetime) -> VisitInput:
    """The visit that was typed."""
    people = _people(form)
    body = form.respondent_body_id.data or ""
    return VisitInput(
        kind=_member(CaseKind, form.kind.data),
        people=people,
        outcomes=tuple(one for one in VisitOutcome if one.value in (form.outcomes.data or ())),
        started_at=moment(form.started_on.data, form.started_time.data) or now,
        ended_at=moment(form.started_on.data, form.ended_time.data),
        is_late_entry=bool(form.is_late_entry.data),
        form=_member(ReceptionForm, form.form_of.data) or ReceptionForm.OFFICE,
        language="km" if form.language.data == "km" else "vi",
        people_count=max(form.people_count.data or 1, len(people)),
        category_code=form.category_code.data or None,
        unit_code=form.unit_code.data or None,
        papers=papers_of(form.papers.data or ""),
        refusal_ground=form.refusal_ground.data or None,
        appointment_at=moment(form.appointment_on.data, form.appointment_time.data or "08:00"),
        respondent_body_id=read_number(body),
        act_on=form.act_on.data,
        known_on=form.known_on.data,
        **{name: form[name].data or "" for name in SAME_WORDS},
    )


def _people(form: VisitForm) -> tuple[PersonInput, ...]:
    """Who stands at the desk, then the list."""
    others, _faults = roster.read(form.more_people.data or "")
    first = person_of(form.first.form)
    if others and not any(one.is_representative for one in others):
        first = _speaking(first)
    return (first, *others) if first.name or others else ()


def _speaking(person: PersonInput) -> PersonInput:
    """Whoever stands at the desk speaks for the group where nobody else was marked."""
    return PersonInput(**{name: getattr(person, name) for name in PersonInput.__slots__} | {"is_representative": True})


def person_of(form: Any) -> PersonInput:
    names = "name birth_on identity_number identity_issued_on identity_issued_by phone address".split()
    typed = {name: form[name].data or ("" if "_on" not in name else None) for name in names}
    return PersonInput(sex=_member(Sex, form.sex.data), priority=_member(Priority, form.priority.data), **typed)


def papers_of(text: str) -> tuple[PaperInput, ...]:
    """A document a line: name; pages; condition."""
    found = []
    for line in text.splitlines():
        cells = [cell.strip() for cell in re.split(r"[;|\t]", line)] + ["", ""]
        if cells[0]:
            found.append(PaperInput(cells[0][:200], cells[1][:20], cells[2][:80]))
    return tuple(found[:60])


def moment(day: date | None, time: str | None) -> datetime | None:
    """A day and an hour of here: 8:30, 08:30, 8h30 or 0830."""
    match = re.fullmatch(r"([01]?\d|2[0-3])\s*[:hH.]?\s*([0-5]\d)?", (time or "").strip())
    if day is None or match is None:
        return None
    return datetime(day.year, day.month, day.day, int(match[1]), int(match[2] or 0), tzinfo=HERE)


def with_scanned(typed: MultiDict[str, str], card: scanned.Scanned) -> MultiDict[str, str]:
    """The page as typed, with what the card says in the fields of the person."""
    return _with(
        typed,
        name=card.name,
        birth_on=_day(card.birth_on),
        sex=card.sex.value if card.sex else "",
        identity_number=card.identity_number,
        identity_issued_on=_day(card.issued_on),
        identity_issued_by=scanned.ISSUER if card.issued_on else "",
        address=card.address,
    )


def with_earlier(typed: MultiDict[str, str], person: VisitPerson) -> MultiDict[str, str]:
    """The same with somebody who was here before."""
    return _with(
        typed,
        name=person.name,
        birth_on=_day(person.birth_on),
        sex=person.sex.value if person.sex else "",
        identity_number=person.identity_number,
        identity_issued_on=_day(person.identity_issued_on),
        identity_issued_by=person.identity_issued_by,
        phone=person.phone,
        address=person.address,
    )


def _with(typed: MultiDict[str, str], **fields: str) -> MultiDict[str, str]:
    found = MultiDict(typed)
    for name, value in fields.items():
        found.setlist(f"first-{name}", [value])
    found.setlist("scan", [""])
    return found


def _day(day: date | None) -> str:
    return day.strftime("%d/%m/%Y") if day else ""


def check(form: VisitForm, problems: Iterable[Problem]) -> list[tuple[str, str]]:
    """Everything to mend, at its field and in a list for the top of the page."""
    form.validate()
    for problem in problems:
        _place(form, problem.field, str(reasons.say(problem.reason)))
    for fault in roster.read(form.more_people.data or "")[1]:
        words = _("Dòng %(line)s: %(why)s", line=fault.line, why=reasons.say(fault.reason))
        form.more_people.errors = [*form.more_people.errors, words][:6]
    return summary(form)


def place_refusal(form: VisitForm, refusal: Refusal) -> list[tuple[str, str]]:
    _place(form, str(refusal.details.get("field", "scan")), reasons.sentence(refusal))
    return summary(form)


def _place(form: VisitForm, name: str, words: str) -> None:
    fields: Mapping[str, Any] = form.first.form._fields if name.startswith("first-") else form._fields
    field = fields.get(name.removeprefix("first-")) or form.matter
    if words not in field.errors:
        field.errors = [*field.errors, words]


def summary(form: VisitForm) -> list[tuple[str, str]]:
    found = []
    for field in form:
        inner = field.form if field.name == "first" else [field]
        found += [(one.id, str(words)) for one in inner for words in one.errors]
    return found


def _member(kind: type[E], value: str | None) -> E | None:
    return next((one for one in kind if one.value == value), None)
