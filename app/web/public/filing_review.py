"""Everything once more before it is sent; one submit; the receipt."""

from dataclasses import replace
from typing import Any

from flask import flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.refusals import LawUnknown
from app.domain.vocabulary import Procedure
from app.i18n import grounds
from app.i18n.locale import gettext as _
from app.persistence.queries import bodies, categories, units
from app.services.intake import drafts, filing, routing
from app.services.intake.drafts import Writing
from app.services.intake.petition_input import PetitionInput
from app.services.intake.routing import Route
from app.services.likeness import for_citizens
from app.services.likeness.for_citizens import Known
from app.web import petition_reading, petition_receipt, sessions
from app.web.clock import now, today
from app.web.petition_form import SLUG_OF, TITLES
from app.web.public import filing_draft
from app.web.public.filing_pages import PATHS, examined, opened


def review() -> ResponseReturnValue:
    """Show everything that will be sent, and to whom it will go; send it when told to."""
    if request.method == "POST":
        return _send()
    writing = filing_draft.writing()
    if writing is None:
        return redirect(url_for("public.receipt" if filing_draft.just_filed() else "public.file"))
    return _show(writing)


def _send() -> ResponseReturnValue:
    """File it. A double click, a reload or a second try after a lost answer come to the same receipt."""
    token = request.form.get("draft", "")[:100]
    if not filing_draft.is_mine(token):
        return _gone()
    writing = drafts.find(token, at=now())
    if writing is None:
        return _to_receipt(token) if filing.find_receipt(token) else _gone()
    if "agree" not in request.form:
        return _show(writing, not_agreed=True)
    forms = opened(writing.procedure, writing)
    if examined(writing.procedure, forms, writing):
        return _show(writing)
    petition = petition_reading.to_input(writing.procedure, forms, writing.files, today())
    petition = replace(petition, via_board=_is_via_board(writing))
    filing.file(sessions.current_actor(), petition, token, at=now())
    return _to_receipt(token)


def _is_via_board(writing: Writing) -> bool:
    """The denouncer would rather have the reception board pass it on."""
    return writing.procedure is Procedure.DENUNCIATION and request.form.get("via") == "board"


def receipt() -> ResponseReturnValue:
    """The receipt, as often as asked for within half an hour."""
    kept = filing_draft.just_filed()
    found = petition_receipt.receipt_of(kept[0]) if kept else None
    if found is None:
        return redirect(url_for("public.file"))
    response = make_response(render_template("public/filing/receipt.html", **found))
    response.headers["Cache-Control"] = "no-store"
    return response


def finish() -> ResponseReturnValue:
    """Leave nothing in this browser: it may be that of the commune office or of a neighbour."""
    filing_draft.forget()
    sessions.forget_cases()
    flash(_("Đã xóa dấu vết trên máy này. Bà con giữ kỹ mã tra cứu."))
    response = redirect(url_for("public.file", xong=1))
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def _to_receipt(token: str) -> ResponseReturnValue:
    filing_draft.filed(token)
    return redirect(url_for("public.receipt"), 303)


def _gone() -> ResponseReturnValue:
    flash(_("Bản nháp này không còn trên máy này. Nếu bà con đã nộp, hãy dùng mã tra cứu trên giấy biên nhận."))
    return redirect(url_for("public.file"))


def _show(writing: Writing, *, not_agreed: bool = False) -> ResponseReturnValue:
    forms = opened(writing.procedure, writing)
    faults = examined(writing.procedure, forms, writing)
    petition = petition_reading.to_input(writing.procedure, forms, writing.files, today())
    page = render_template(
        "public/filing/review.html",
        kind=writing.kind.value,
        procedure=writing.procedure.value,
        title=TITLES[writing.procedure],
        slug=SLUG_OF[writing.procedure],
        paths=PATHS,
        forms=forms,
        petition=petition,
        faults=faults,
        not_agreed=not_agreed,
        via="board" if _is_via_board(writing) else "body",
        token=filing_draft.token(),
        names=_names(petition),
        known=_known(petition),
        **({} if faults else _destination(petition)),
    )
    response = make_response(page, 422 if not_agreed or (faults and request.method == "POST") else 200)
    response.headers["Cache-Control"] = "no-store"
    return response


def _known(petition: PetitionInput) -> Known:
    """What is public of the same matter, and what this browser has proven or just filed itself."""
    actor, filed = sessions.current_actor(), filing_draft.just_filed()
    receipt = filing.find_receipt(filed[0]) if filed else None
    own = actor.case_ids | ({receipt.case_id} if receipt else frozenset())
    return for_citizens.known(replace(actor, case_ids=own), petition, today())


def _destination(petition: PetitionInput) -> dict[str, Any]:
    """On whose desk it will lie, and why."""
    route = _route(petition)
    if route is None:
        return {}
    board = routing.reception_board(bodies.directory(), today())
    return {
        "route": route,
        "desk": _name_of(route.body_id),
        "board": board.name,
        "ground": grounds.sentence(route.ruling.reason),
    }


def _route(petition: PetitionInput) -> Route | None:
    """Whose case it would be; None where the law has no single answer."""
    try:
        return routing.route(petition.goes_by, petition, today())
    except LawUnknown:
        return None


def _name_of(body_id: int | None) -> str:
    body = bodies.by_id(body_id) if body_id else None
    return body.name if body else ""


def _names(petition: PetitionInput) -> dict[str, str]:
    """Codes in words."""
    unit = units.by_code(petition.unit_code, today()) if petition.unit_code else None
    category = categories.by_code(petition.category_code) if petition.category_code else None
    return {
        "body": _name_of(petition.respondent_body_id),
        "unit": unit.full_name if unit else "",
        "category": category.words if category else "",
    }
