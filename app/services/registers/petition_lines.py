"""Entries of the petition register, out of petition, case and steps; personal data masked unless read whole."""

from collections.abc import Sequence
from datetime import date

from app.domain.facts import Actor
from app.domain.keeping.personal import Field, masked
from app.domain.vocabulary import PartyRole, State, Step
from app.i18n import labels
from app.i18n.locale import gettext as _
from app.persistence.models.event import CaseEvent
from app.persistence.queries import categories
from app.persistence.queries.reception import petition_register, register
from app.persistence.queries.reception.petition_register import Entered
from app.reports.registers.petitions import PetitionLine
from app.services.registers import progress
from app.services.registers.visit_lines import NAMED, SHORT

HANDLED = (Step.ACCEPT, Step.DECLINE, Step.GUIDE, Step.TRANSFER, Step.TRANSFER_OUT, Step.SEND_BACK, Step.FILE_AWAY)
UNFIT = frozenset({Step.DECLINE, Step.SEND_BACK, Step.FILE_AWAY})
ANSWERED = (Step.DECIDE, Step.CONCLUDE, Step.ANSWER)


def entries(actor: Actor, found: Sequence[Entered], *, whole: bool) -> list[PetitionLine]:
    """Lines for whoever may see these entries; a handful of questions for all of them together."""
    ids = [one.case.id for one in found if one.is_seen and not one.case.is_sealed]
    events = register.events_of(ids) if ids else {}
    duplicates = petition_register.joined(ids) if ids else {}
    due = petition_register.due_days(ids) if ids else {}
    return [_line(one, events.get(one.case.id, []), duplicates, due, whole) for one in found]


def _line(
    one: Entered, events: list[CaseEvent], duplicates: dict[int, int], due: dict[int, date], whole: bool
) -> PetitionLine:
    entry, petition, case = one.entry, one.petition, one.case
    if case.is_sealed or not one.is_seen:
        visible = (case.id,) if one.is_seen else ()
        return PetitionLine(entry.number, entry.year, entry.arrived_on, visible, is_sealed=True)
    here = [event for event in events if event.body_id == entry.body_id]
    handled = next((event for event in here if event.step in HANDLED), None)
    answered = next((event for event in reversed(events) if event.step in ANSWERED), None)
    return PetitionLine(
        number=entry.number,
        year=entry.year,
        day=entry.arrived_on,
        case_ids=(case.id,),
        source=labels.label(petition.channel),
        forwarded=", ".join(filter(None, (petition.forwarded_by, petition.forwarded_number))),
        written_on=petition.written_on,
        names=_names(one),
        address=_address(one, whole),
        people=case.people_count,
        kind=SHORT[petition.kind],
        category=_category(case.category_code),
        matter="\n".join(filter(None, (petition.content, petition.request))),
        eligible=_eligible(handled),
        competence=str((case.competence or {}).get("settler_name") or ""),
        handling=labels.label(handled.step) if handled else "",
        paper=progress.paper(handled) if handled else "",
        receiver=str((handled.details or {}).get("target_name", "")) if handled else "",
        due_on=due.get(case.id),
        answered_on=answered.document_on if answered else None,
        result=_result(one, answered),
        duplicates=duplicates.get(case.id),
        note=case.number,
    )


def _names(one: Entered) -> str:
    named = [party.name for party in one.petition.parties if party.role is not PartyRole.AUTHORIZED_AGENT]
    return ", ".join(named[:NAMED])


def _address(one: Entered, whole: bool) -> str:
    left = [party.address for party in one.petition.parties[:NAMED] if party.address]
    return "; ".join(dict.fromkeys(address if whole else masked(Field.ADDRESS, address) for address in left))


def _category(code: str | None) -> str:
    item = categories.by_code(code) if code else None
    return item.name if item else ""


def _eligible(handled: CaseEvent | None) -> str:
    """Fit to be handled or not, with the reason that was given (TT05 Đ6)."""
    if handled is None:
        return ""
    return _("Không: %(reason)s", reason=handled.reason) if handled.step in UNFIT else _("Có")


def _result(one: Entered, answered: CaseEvent | None) -> str:
    if one.case.state is State.MERGED:
        return _("Gộp vào vụ việc khác")
    paper = f" ({progress.paper(answered)})" if answered else ""
    return labels.label(one.case.state) + paper
