"""The head disposes of a petition."""

from datetime import datetime
from typing import Any

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.domain.facts import Actor
from app.domain.vocabulary import Disposition, Step
from app.i18n.locale import gettext as _
from app.services.intake import disposition
from app.services.oversight import dossier
from app.web.casework.forms.intake import (
    AcceptForm,
    ApproveForm,
    DeclineForm,
    GuideForm,
    ReturnProposalForm,
    TransferForm,
)
from app.web.casework.taking import ask_and_take, changed, paper_of
from app.web.clock import now
from app.web.sessions import current_actor, keyed_actor


def accept(case_id: int) -> ResponseReturnValue:
    """Accept for settlement: the clock of settlement starts on the date of the notice."""
    return ask_and_take(
        case_id,
        Step.ACCEPT,
        AcceptForm,
        lambda actor, form, at: disposition.dispose(actor, case_id, Disposition.ACCEPT, paper=paper_of(form), at=at),
        done=_("Đã thụ lý. Thời hạn giải quyết bắt đầu chạy."),
    )


def decline(case_id: int) -> ResponseReturnValue:
    """Decline, with the reason in writing."""
    return ask_and_take(case_id, Step.DECLINE, DeclineForm, _disposing(case_id, Disposition.DECLINE), done=_done())


def guide(case_id: int) -> ResponseReturnValue:
    """Guide the citizen to the competent body."""
    return ask_and_take(case_id, Step.GUIDE, GuideForm, _disposing(case_id, Disposition.GUIDE), done=_done())


def transfer(case_id: int) -> ResponseReturnValue:
    """Pass the petition on: inside the system with the case itself, outside it ends here."""
    return ask_and_take(
        case_id,
        Step.TRANSFER,
        TransferForm,
        _disposing(case_id, Disposition.TRANSFER),
        done=_("Đã chuyển. Cơ quan nhận thấy hồ sơ trong hàng việc của mình; ở đây vẫn xem được trong mục Theo dõi."),
    )


def send_back(case_id: int) -> ResponseReturnValue:
    """Return the petition to the body that forwarded it."""
    return ask_and_take(case_id, Step.SEND_BACK, DeclineForm, _disposing(case_id, Disposition.SEND_BACK), done=_done())


def file_away(case_id: int) -> ResponseReturnValue:
    """File the petition without handling it."""
    return ask_and_take(case_id, Step.FILE_AWAY, DeclineForm, _disposing(case_id, Disposition.FILE_AWAY), done=_done())


def return_proposal(case_id: int) -> ResponseReturnValue:
    """Ask for another proposal."""
    return ask_and_take(
        case_id,
        Step.RETURN_PROPOSAL,
        ReturnProposalForm,
        lambda actor, form, at: disposition.return_proposal(actor, case_id, form.note.data, at=at),
        done=_("Đã trả lại để đề xuất lại."),
    )


def approve(case_id: int) -> ResponseReturnValue:
    """Approve as proposed, in one click from the desk."""
    case = dossier.seen(current_actor(), case_id)
    form = ApproveForm()
    if form.is_stale(case):
        return changed(case, form)
    if form.validate():
        disposition.approve(keyed_actor(), case_id, paper=paper_of(form), at=now())
        flash(_("Đã duyệt như đề xuất: %(number)s.", number=case.number), "success")
    return redirect(form.way_back() or url_for("casework.head"))


def _disposing(case_id: int, kind: Disposition) -> Any:
    def act(actor: Actor, form: Any, at: datetime) -> object:
        target = getattr(form, "target", None)
        name = getattr(form, "target_name", None)
        return disposition.dispose(
            actor,
            case_id,
            kind,
            at=at,
            paper=paper_of(form),
            reason=form.reason.data,
            target_body_id=int(target.data) if target is not None and target.data else None,
            target_name=name.data or "" if name is not None else "",
        )

    return act


def _done() -> str:
    return _("Đã xử lý đơn. Công dân đọc được kết quả và lý do khi tra cứu bằng mã.")
