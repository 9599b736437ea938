"""A petition beside those that may be the same, with the legal keys and what follows of them."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain import access
from app.domain.access import Action
from app.domain.refusals import BadInput
from app.i18n.locale import gettext as _
from app.persistence.models.case import Case
from app.persistence.queries import units
from app.persistence.queries.likeness import apart, matters
from app.services.likeness import candidates, setting_apart
from app.services.oversight import dossier
from app.services.safekeeping import reads
from app.web.clock import now, today
from app.web.forms import read_number
from app.web.sessions import current_actor


def compare(case_id: int) -> ResponseReturnValue:
    """The candidates, and one of them side by side."""
    actor = current_actor()
    case = screened(case_id)
    found = candidates.of_case(actor, case, today())
    beside = _beside(found)
    for one in [case, *([beside.case] if beside else [])]:
        reads.note(actor, one.facts(), at=now())
    return render_template(
        "casework/likeness/compare.html",
        case=case,
        petition=case.lead_petition if case.petitions else None,
        found=found,
        beside=beside,
        in_matters=matters.of_cases(actor, [case.id, *(one.case.id for one in found)]),
        set_apart=len(apart.of_case(case.id)),
        can_join=case.state in dossier.JOINABLE,
        place_of=_place,
    )


def _beside(found: tuple[candidates.Candidate, ...]) -> candidates.Candidate | None:
    """The one that was chosen, else the nearest."""
    wanted = request.args.get("voi", "")[:12]
    chosen = next((one for one in found if str(one.case.id) == wanted), None)
    return chosen or (found[0] if found else None)


def _place(petition: Any) -> str:
    """Hamlet and commune as they were called on the day."""
    unit = units.by_code(petition.unit_code, petition.received_at.date()) if petition.unit_code else None
    return ", ".join(filter(None, (petition.place_detail, petition.hamlet, unit.full_name if unit else "")))


def set_apart(case_id: int) -> ResponseReturnValue:
    """Not the same; not asked again."""
    screened(case_id)
    setting_apart.set_apart(current_actor(), case_id, other_of(request.form.get("other", "")), at=now())
    flash(_("Đã ghi: hai việc khác nhau. Máy không nhắc lại cặp này."), "success")
    return redirect(url_for("casework.compare", case_id=case_id), 303)


def bring_back(case_id: int) -> ResponseReturnValue:
    """Show again what was set apart."""
    setting_apart.bring_back(current_actor(), case_id, at=now())
    flash(_("Đã đưa lại các hồ sơ từng ghi là khác việc."), "success")
    return redirect(url_for("casework.compare", case_id=case_id), 303)


def screened(case_id: int) -> Case:
    """The case, for who may screen it; whom it is hidden from hears so before what he sent is looked at."""
    case = dossier.seen(current_actor(), case_id)
    access.require(current_actor(), Action.CASE_TRIAGE, case.facts())
    return case


def other_of(typed: str) -> int:
    """The number of a case as a form sends it; BadInput for anything else."""
    number = read_number(typed)
    if number is None:
        raise BadInput("case_not_found", field="other")
    return number
