"""From the pages as typed to the petition as the service wants it, and the service's problems back to their fields."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import FormField

from app import lawbook
from app.domain.vocabulary import CaseKind, Channel, PartyRole, Procedure
from app.i18n import locale, reasons
from app.i18n.locale import gettext as _
from app.services.intake.petition_input import FileInput, PartyInput, PetitionInput, Problem, problems
from app.web import petition_choices as choices
from app.web import petition_form as forms
from app.web.forms import Form, one_spelling, read_number

ACT, MATTER, PEOPLE, FILES, LOG = "act", "matter", "people", "files", "log"
PARTY_FIELDS = ("name", "address", "phone", "email", "identity_number", "organisation_position")
PLAIN_FIELDS = (
    "respondent_name respondent_position respondent_is_head decision_number known_on late_reason hamlet place_detail "
    "content request prior_handling in_court addressed_to_many wants_protection is_dismissal"
).split()

Forms = dict[str, Form]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend: on which page, at which field, in words."""

    page: str
    field: str
    words: str


def pages_of(procedure: Procedure) -> tuple[str, ...]:
    """The pages in order."""
    return (ACT, MATTER, PEOPLE, FILES) if procedure.kind is CaseKind.COMPLAINT else (MATTER, PEOPLE, FILES)


def open_form(page: str, procedure: Procedure, **options: Any) -> Form:
    """The form of one page; from the request unless `formdata` says otherwise."""
    if page == MATTER:
        return forms.matter_form(procedure, **options)
    if page == PEOPLE:
        return forms.people_form(procedure, **options)
    form = forms.act_form(procedure, **options) if page == ACT else _bare(page)(**options)
    forms.demand(form, procedure.kind)
    return form


def _bare(page: str) -> type[Form]:
    return forms.LogForm if page == LOG else forms.FilesForm


def kept_form(page: str, procedure: Procedure, kept: Mapping[str, list[list[str]]]) -> Form:
    """The form of one page as it was typed into a draft."""
    typed: MultiDict[str, str] = MultiDict((name, value) for name, value in kept.get(page, []))
    return open_form(page, procedure, formdata=typed or None, meta={"csrf": False})


def day_of_act(opened: Forms) -> date | None:
    """The day of the decision or act, wherever this kind asks for it."""
    found = (form["act_on"].data for form in opened.values() if "act_on" in form)
    return next(filter(None, found), None)


def offer(opened: Forms, procedure: Procedure, today: date) -> None:
    """Fill in what can be chosen: bodies of the day of the act, communes of today, classes of this kind."""
    matter = opened[MATTER]
    if "respondent_body_id" in matter:
        day = day_of_act(opened) or today
        chosen = matter["respondent_body_id"].data
        matter["respondent_body_id"].choices = choices.bodies_of(min(day, today), matter["body_q"].data or "", chosen)
    matter["unit_code"].choices = choices.communes(today)
    matter["category_code"].choices = choices.categories_of(procedure.kind)


def to_input(procedure: Procedure, opened: Forms, files: Iterable[FileInput], today: date) -> PetitionInput:
    """The petition that the pages make together; what is not on them is empty."""
    found: dict[str, Any] = {}
    for page in (ACT, MATTER):
        for name in PLAIN_FIELDS:
            if page in opened and name in opened[page] and opened[page][name].data is not None:
                found[name] = opened[page][name].data
    matter, people = opened[MATTER], opened[PEOPLE]
    body = matter["respondent_body_id"].data if "respondent_body_id" in matter else None
    return PetitionInput(
        kind=procedure.kind,
        procedure=procedure,
        parties=tuple(party for party, _at in parties_of(people)),
        respondent_body_id=read_number(body or ""),
        act_on=day_of_act(opened),
        unit_code=matter["unit_code"].data or None,
        category_code=matter["category_code"].data or None,
        language=locale.current(),
        is_anonymous=people["who"].data == forms.ANONYMOUS,
        is_about_delay="again" in matter and matter["again"].data == forms.DELAY,
        files=tuple(files),
        **({"written_on": today} if LOG not in opened else _logged(opened[LOG])),
        **{"content": "", **found},
    )


def _logged(form: Form) -> dict[str, Any]:
    names = "received_on postmarked_on written_on is_signed forwarded_by forwarded_number".split()
    channel = next((c for c in Channel if c == form["channel"].data and c is not Channel.WEB), Channel.HANDED_IN)
    return {"channel": channel, **{n: form[n].data for n in names if form[n].data is not None}}


def parties_of(form: Form) -> list[tuple[PartyInput, str]]:
    """Everybody on the petition, each with the prefix of the fields where he was typed."""
    who = form["who"].data
    if who == forms.ANONYMOUS:
        return []
    found = []
    for index, entry in enumerate(form["parties"]):
        if index and who in (forms.SELF, forms.ORGANISATION) or index > 1 and who == forms.AGENT:
            break
        if index and who == forms.GROUP and not any(entry.form[name].data for name in PARTY_FIELDS):
            continue
        found.append((_party(entry, who, index), f"{entry.name}-"))
    if who == forms.GROUP:
        found += [(PartyInput(name, address=address), "") for name, address in read_list(form["more_people"].data)]
    return found


def _party(entry: FormField, who: str, index: int) -> PartyInput:
    role = PartyRole.PETITIONER
    if who == forms.ORGANISATION:
        role = PartyRole.ORGANISATION
    elif who == forms.AGENT and index == 1:
        role = PartyRole.AUTHORIZED_AGENT
    typed = {name: entry.form[name].data or "" for name in PARTY_FIELDS}
    return PartyInput(role=role, is_representative=who == forms.GROUP and entry.form.is_representative.data, **typed)


def read_list(text: str | None) -> list[tuple[str, str]]:
    """Names and addresses, a person a line: "Trần Thị B, ấp 3, xã Kế Sách", numbered or not, or pasted from a sheet."""
    found = []
    for line in (text or "").splitlines():
        clean = re.sub(r"^\s*\d{1,3}\s*[.)/\t]\s*", "", line[:500]).strip(" \t,;|-")
        if clean:
            name, _sep, address = (re.split(r"\s*([;,\t|])\s*", clean, maxsplit=1) + ["", ""])[:3]
            found.append(((one_spelling(name) or "")[:160], (one_spelling(address) or "")[:240]))
    return found


def rearranged(typed: list[list[str]], *, add: bool = False, remove: str | None = None) -> list[list[str]]:
    """The page as typed, with one more person or without one; blocks keep running numbers from nought."""
    numbers = sorted({int(m[1]) for name, _v in typed if (m := re.match(r"parties-(\d{1,3})-", name))})
    stay = [number for number in numbers if str(number) != remove]
    places = {number: place for place, number in enumerate(stay)}
    found = []
    for name, value in typed:
        match = re.match(r"parties-(\d{1,3})-(.+)", name)
        if match is None:
            found.append([name, value])
        elif int(match[1]) in places:
            found.append([f"parties-{places[int(match[1])]}-{match[2]}", value])
    if add and len(stay) < forms.MOST_BLOCKS:
        found.append([f"parties-{len(stay)}-name", ""])
    return found


def check(procedure: Procedure, opened: Forms, petition: PetitionInput, today: date) -> list[Fault]:
    """Everything to mend, put at its field and told in order of the pages."""
    for form in opened.values():
        form.validate()
    for problem in problems(petition, today):
        _place(problem, opened)
    _check_choices(procedure.kind, opened, today)
    if LOG in opened:
        _check_identity(petition, opened[PEOPLE], today)
    return [fault for page, form in opened.items() for fault in _faults(page, form)]


def _place(problem: Problem, opened: Forms) -> None:
    words = reasons.say(problem.reason)
    if problem.field.startswith("parties"):
        _place_at_person(problem, words, opened[PEOPLE])
        return
    form = next((form for form in opened.values() if problem.field in form), None)
    field = form[problem.field] if form else None
    if field is not None and not field.errors:
        field.errors = [words]


def _place_at_person(problem: Problem, words: str, form: Form) -> None:
    _parties, _dash, rest = problem.field.partition("-")
    index, _dash, name = rest.partition("-")
    if name == "role":
        field = form["who"]
    elif not rest:
        field = form["more_people"]
    else:
        field = _person_field(form, int(index), name)
        if field is None:
            field = form["more_people"]
            line = int(index) - sum(bool(at) for _party, at in parties_of(form)) + 1
            words = _("Người thứ %(line)s trong danh sách: %(why)s", line=line, why=words)
    if len(field.errors) < 3 and words not in field.errors:
        field.errors = [*field.errors, words]


def _person_field(form: Form, index: int, name: str) -> Any:
    prefixes = [at for _party, at in parties_of(form)] or ["parties-0-"]
    if index >= len(prefixes) or not prefixes[index]:
        return None
    entry = next(entry for entry in form["parties"] if f"{entry.name}-" == prefixes[index])
    return entry.form[name]


def _check_choices(kind: CaseKind, opened: Forms, today: date) -> None:
    """What was chosen must be on the list: of that day, of today, of this kind."""
    matter = opened[MATTER]
    body = matter["respondent_body_id"].data if "respondent_body_id" in matter else None
    if body and not choices.body_exists(body, day_of_act(opened) or today):
        matter["respondent_body_id"].errors = [_("Vào ngày đó không có cơ quan này. Xin chọn lại trong danh sách.")]
    if matter["unit_code"].data and not choices.is_commune(matter["unit_code"].data, today):
        matter["unit_code"].errors = [_("Xin chọn một xã, phường trong danh sách.")]
    if matter["category_code"].data and not choices.is_category(matter["category_code"].data, kind):
        matter["category_code"].errors = [_("Xin chọn một lĩnh vực trong danh sách.")]


def _check_identity(petition: PetitionInput, people: Form, today: date) -> None:
    """Since 01/07/2026 the desk records who stands before it (N154 Đ12); a letter may come without."""
    first = people["parties"][0].form.identity_number
    asked = petition.channel is Channel.RECEPTION and lawbook.load().regime(petition.received_on or today) == "R3"
    is_person = petition.parties and petition.parties[0].role is not PartyRole.ORGANISATION
    if asked and is_person and not first.data and not first.errors:
        first.errors = [_("Từ 01/07/2026, tiếp công dân phải ghi số giấy tờ (Điều 12 Nghị định 154/2026/NĐ-CP).")]


def _faults(page: str, form: Form) -> Iterable[Fault]:
    for field in form:
        if field.name == "parties":
            for entry in field:
                yield from (Fault(page, inner.id, str(w)) for inner in entry.form for w in inner.errors)
        elif field.name != "csrf_token":
            yield from (Fault(page, field.id, str(words)) for words in field.errors)
