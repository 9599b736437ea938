"""What is done with a finding from its page: sent, answered, accepted, returned, withdrawn."""

from collections.abc import Callable

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.refusals import BadInput, WrongState
from app.i18n import reasons
from app.i18n.locale import gettext as _
from app.services.oversight.audit import answering, finding
from app.web.clock import now
from app.web.faults import placed, typed_wrong
from app.web.forms import one_spelling
from app.web.oversight.audit import findings
from app.web.oversight.audit.forms import AnswerForm
from app.web.sessions import current_actor


def send_finding(finding_id: int) -> ResponseReturnValue:
    """To the head of the body, who is told at once."""
    return _noted(
        finding_id,
        lambda: finding.send(current_actor(), finding_id, at=now()),
        _("Đã gửi. Người đứng đầu được báo ngay."),
    )


def withdraw_finding(finding_id: int) -> ResponseReturnValue:
    """With the reason."""
    words = _words("reason")
    return _noted(
        finding_id, lambda: finding.withdraw(current_actor(), finding_id, words, at=now()), _("Đã rút phát hiện.")
    )


def answer_finding(finding_id: int) -> ResponseReturnValue:
    """What is typed stays where something is wrong with it."""
    actor, form = current_actor(), AnswerForm()
    row = finding.seen(actor, finding_id)
    if not form.validate():
        return findings.page(row, form, typed_wrong(form))
    try:
        answering.answer(actor, finding_id, form.words.data or "", form.fixed_on.data, at=now())
    except BadInput as refusal:
        return findings.page(row, form, placed(form, refusal))
    except WrongState as refusal:
        flash(reasons.sentence(refusal))
    else:
        flash(_("Đã gửi trả lời đến đoàn thanh tra, kiểm tra."), "success")
    return redirect(url_for("oversight.show_finding", finding_id=finding_id), 303)


def accept_finding(finding_id: int) -> ResponseReturnValue:
    """The answer is enough."""
    words = _words("words")
    return _noted(
        finding_id, lambda: answering.accept(current_actor(), finding_id, words, at=now()), _("Đã chấp nhận trả lời.")
    )


def return_finding(finding_id: int) -> ResponseReturnValue:
    """It is not, with the reason."""
    words = _words("reason")
    return _noted(
        finding_id,
        lambda: answering.give_back(current_actor(), finding_id, words, at=now()),
        _("Đã trả lại, kèm lý do. Người đứng đầu được báo."),
    )


def _words(name: str) -> str:
    return one_spelling(request.form.get(name, "")[: finding.LONGEST]) or ""


def _noted(finding_id: int, act: Callable[[], None], done: str) -> ResponseReturnValue:
    try:
        act()
        flash(done, "success")
    except (BadInput, WrongState) as refusal:
        flash(reasons.sentence(refusal))
    return redirect(url_for("oversight.show_finding", finding_id=finding_id), 303)
