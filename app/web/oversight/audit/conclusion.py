"""The conclusion of a round: signed by its leader, printed on A4."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.documents import press
from app.domain.refusals import BadInput, WrongState
from app.i18n import reasons
from app.i18n.locale import gettext as _
from app.persistence.models.oversight import InspectionRound
from app.persistence.queries.oversight.audit import findings
from app.services.oversight.audit import concluding, paper, planning
from app.web.answers.downloads import download
from app.web.clock import now, today
from app.web.faults import Faults, placed, typed_wrong
from app.web.oversight.audit.forms import ConcludeForm
from app.web.sessions import current_actor


def conclude_round(round_id: int) -> ResponseReturnValue:
    """Number, day and text; findings are followed on."""
    actor = current_actor()
    row = planning.seen(actor, round_id)
    if request.method == "GET":
        return _form_page(row, ConcludeForm(formdata=None, data={"concluded_on": today()}))
    form = ConcludeForm()
    if not form.validate():
        return _form_page(row, form, typed_wrong(form))
    try:
        text, day = form.conclusion.data or "", form.concluded_on.data or today()
        number = concluding.conclude(actor, round_id, text, day, at=now())
    except BadInput as refusal:
        return _form_page(row, form, placed(form, refusal))
    except WrongState as refusal:
        return _form_page(row, form, [("conclusion", reasons.sentence(refusal))])
    flash(
        _("Đã ký kết luận số %(number)s. Các phát hiện vẫn được theo dõi đến khi khắc phục xong.", number=number), "ok"
    )
    return redirect(url_for("oversight.show_round", round_id=round_id), 303)


def print_round(round_id: int, form: str) -> ResponseReturnValue:
    """The conclusion with its findings, as PDF or Word."""
    if form not in press.MEDIA:
        abort(404)
    letter = paper.of_round(current_actor(), round_id, at=now())
    return download([press.print_letter(letter, form)], f"ket-luan-{round_id}.{form}", press.MEDIA[form])


def _form_page(row: InspectionRound, form: ConcludeForm, faults: Faults | None = None) -> ResponseReturnValue:
    page = render_template(
        "oversight/audit/conclude.html",
        round=row,
        form=form,
        counted=concluding.counted(row.id, findings.of_round(current_actor(), row.id), today()),
        drafts=findings.drafts(row.id),
        summary=faults or [],
    )
    return page, 422 if faults else 200
