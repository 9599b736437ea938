"""One door for the rarer steps: a document, its date, a word why."""

from flask import url_for
from flask.typing import ResponseReturnValue

from app.domain.refusals import NotFound
from app.domain.vocabulary import Step
from app.i18n.labels import label
from app.i18n.locale import gettext as _
from app.services.settlement import further as service
from app.services.settlement import take_over as taking_over
from app.web.casework.forms.settlement import FurtherForm
from app.web.casework.forms.steps import PaperForm
from app.web.casework.taking import ask_and_take, paper_of


def further(case_id: int, step: str) -> ResponseReturnValue:
    """Take a step that has no page of its own."""
    wanted = next((known for known in service.FURTHER if known == step), None)
    if wanted is None:
        raise NotFound("case_not_found")
    return ask_and_take(
        case_id,
        wanted,
        FurtherForm,
        lambda actor, form, at: service.further(
            actor,
            case_id,
            wanted,
            paper=paper_of(form),
            reason=form.reason.data or "" if form.reason else "",
            note=form.note.data or "" if form.note else "",
            stated=bool(form.stated and form.stated.data),
            at=at,
        ),
        done=_("Đã ghi vào hồ sơ: %(step)s.", step=label(wanted)),
    )


def take_over(case_id: int) -> ResponseReturnValue:
    """The superior settles the overdue denunciation himself."""
    return ask_and_take(
        case_id,
        Step.TAKE_OVER,
        PaperForm,
        lambda actor, form, at: taking_over.take_over(actor, case_id, paper=paper_of(form), at=at),
        done=_("Đã thụ lý để giải quyết thay. Vụ việc ở cấp dưới dừng lại, hồ sơ chuyển lên đây."),
    )


def step_page(step: Step, case_id: int) -> str:
    """Where a step is taken."""
    if step in service.FURTHER:
        return url_for("casework.further", case_id=case_id, step=step.value)
    return url_for(f"casework.{step.value}", case_id=case_id)
