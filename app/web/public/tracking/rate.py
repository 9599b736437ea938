"""Whether the citizen is satisfied; an answer that does not satisfy is looked at once more."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.domain.refusals import WrongState
from app.domain.vocabulary import Step
from app.i18n.locale import gettext as _
from app.services.settlement import answering
from app.web.clock import now
from app.web.public.tracking import proven
from app.web.public.tracking.forms import RateForm
from app.web.public.tracking.words import SCORES
from app.web.sessions import current_actor


def rate(case_id: int) -> ResponseReturnValue:
    """Take the score, the comment, and the wish to have it looked at again."""
    case = proven.read(case_id)
    form = RateForm(score=str(case.score or ""))
    if not case.can_rate:
        raise WrongState("nothing_to_rate")
    if form.validate_on_submit() and _says_why(form):
        wants_again = bool(form.reopen.data) and Step.REOPEN in case.actions
        score, comment = int(form.score.data), form.comment.data or ""
        answering.rate(current_actor(), case_id, score, comment, reopen=wants_again, at=now())
        flash(_thanks(again=wants_again), "success")
        return redirect(url_for("public.tracked", case_id=case_id), 303)
    return render_template("public/rate.html", case=case, form=form, scores=SCORES.items()), 422 if form.errors else 200


def _says_why(form: RateForm) -> bool:
    """Nobody can look again without knowing at what."""
    if form.reopen.data and not form.comment.data:
        form.comment.errors = [_("Xin viết điều chưa thỏa đáng, để cơ quan biết cần xem lại điều gì.")]
        return False
    return True


def _thanks(*, again: bool) -> str:
    if again:
        return _("Đã ghi nhận. Cơ quan sẽ xem lại và trả lời bà con lần nữa.")
    return _("Cảm ơn bà con đã cho biết ý kiến.")
