"""Samples: drawing one, what was drawn and how, and the file of a case that was drawn."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.oversight.sampling import POINTS
from app.domain.oversight.vocabulary import Method, Progress
from app.domain.refusals import BadInput, WrongState
from app.i18n import reasons
from app.i18n.locale import gettext as _
from app.persistence.models.oversight import InspectionRound
from app.persistence.queries import bodies, categories, units
from app.services.oversight.audit import drawing, opening, planning
from app.services.oversight.audit.drawing import DrawInput
from app.web.clock import now
from app.web.faults import Faults, placed, typed_wrong
from app.web.forms import read_number
from app.web.oversight.audit.forms import KINDS, MOST, DrawForm, kinds, of
from app.web.sessions import current_actor

USUAL_SIZE = 20


def draw_sample(round_id: int) -> ResponseReturnValue:
    """By a seed or by risk; once drawn it stands."""
    actor = current_actor()
    row = planning.seen(actor, round_id)
    if request.method == "GET":
        usual = {"method": Method.RANDOM, "size": USUAL_SIZE, "progress": Progress.EVERY}
        return _form_page(row, DrawForm(formdata=None, data=usual))
    form = DrawForm()
    if not form.validate():
        return _form_page(row, form, typed_wrong(form))
    try:
        number = drawing.draw(actor, round_id, _read(form), at=now())
    except BadInput as refusal:
        return _form_page(row, form, placed(form, refusal, {"body_id": "body"}))
    except WrongState as refusal:
        return _form_page(row, form, [("method", reasons.sentence(refusal))])
    flash(_("Đã rút mẫu. Mẫu không thay đổi nữa."), "success")
    return redirect(url_for("oversight.show_sample", round_id=round_id, sample_id=number), 303)


def show_sample(round_id: int, sample_id: int) -> ResponseReturnValue:
    """How it was drawn, and its cases; ?again=1 draws it again and compares."""
    actor = current_actor()
    sample, places = drawing.shown(actor, round_id, sample_id)
    is_random = sample.method is Method.RANDOM
    again = drawing.can_be_drawn_again(sample) if is_random and request.args.get("again") == "1" else None
    row = planning.seen(actor, round_id)
    return render_template(
        "oversight/audit/sample.html",
        round=row,
        sample=sample,
        places=places,
        hidden=sum(1 for one in places if one.case is None),
        names=bodies.short_names(sample.chosen["bodies"]),
        is_member=actor.user_id in row.facts().member_ids,
        again=again,
        points=POINTS,
        Method=Method,
    )


def sampled_file(round_id: int, case_id: int) -> ResponseReturnValue:
    """Everything of one case on one page, to be read."""
    file = opening.opened(current_actor(), round_id, case_id, at=now())
    case = file.dossier.case
    return render_template(
        "oversight/audit/file.html",
        audit=file,
        round=file.round,
        file=file.dossier,
        case=case,
        unit=units.by_code(case.unit_code, case.received_on) if case.unit_code else None,
        category=categories.by_code(case.category_code) if case.category_code else None,
    )


def _read(form: DrawForm) -> DrawInput:
    return DrawInput(
        method=next((one for one in Method if one.value == form.method.data), Method.RANDOM),
        size=form.size.data or 0,
        seed=form.seed.data or "",
        kind=next((one for one in KINDS if one.value == form.kind.data), None),
        progress=next((one for one in Progress if one.value == form.progress.data), Progress.EVERY),
        body_id=read_number(form.body.data or ""),
    )


def _form_page(row: InspectionRound, form: DrawForm, faults: Faults | None = None) -> ResponseReturnValue:
    form.method.choices, form.kind.choices, form.progress.choices = of(Method), kinds(), of(Progress)
    form.body.choices = [(str(one.body_id), one.body.name) for one in row.bodies]
    page = render_template(
        "oversight/audit/draw.html", round=row, form=form, summary=faults or [], points=POINTS, most=MOST
    )
    return page, 422 if faults else 200
