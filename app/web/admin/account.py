"""One account: who it is, and what an administrator may do to it."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.domain import signing_in as rules
from app.domain.refusals import NotFound
from app.i18n.locale import gettext as _
from app.persistence.models.user import User
from app.persistence.queries import accounts as stored
from app.persistence.queries import sign_ins, users
from app.persistence.queries.offices import holding
from app.services.keeping import accounts, first_passwords
from app.services.signing_in import factors, sso
from app.web.admin.forms import ClearingForm
from app.web.clock import now
from app.web.forms import ConfirmForm
from app.web.sessions import current_actor


def account(user_id: int) -> ResponseReturnValue:
    """The account and its buttons."""
    user = _found(user_id)
    return render_template(
        "admin/account.html",
        user=user,
        offices=holding.of_account(user_id),
        signed_in=stored.open_sessions(user_id, now() - rules.IDLE),
        is_own=user_id == current_actor().user_id,
        own=factors.of(user_id),
        last_sign_in=sign_ins.last_sign_in(user_id),
        links=sign_ins.links_of(user_id),
        form=ClearingForm(),
    )


def deactivate(user_id: int) -> ResponseReturnValue:
    """Close it; it is signed out everywhere."""
    _confirmed()
    accounts.deactivate(current_actor(), user_id, at=now())
    flash(_("Đã đóng tài khoản. Người này không đăng nhập được nữa; việc đã làm vẫn ghi tên họ."), "success")
    return redirect(url_for("admin.account", user_id=user_id))


def activate(user_id: int) -> ResponseReturnValue:
    """Open a closed one again."""
    _confirmed()
    accounts.activate(current_actor(), user_id, at=now())
    flash(_("Đã mở lại tài khoản."), "success")
    return redirect(url_for("admin.account", user_id=user_id))


def reset_password(user_id: int) -> ResponseReturnValue:
    """A one-time password, in this one answer and nowhere else."""
    _confirmed()
    return _one_time(user_id, first_passwords.reset(current_actor(), user_id, at=now()))


def start_over(user_id: int) -> ResponseReturnValue:
    """Forget the lost second factors and hand over a one-time password, in this one answer and nowhere else."""
    form = ClearingForm()
    if not form.validate_on_submit():
        flash(_("Xin chọn lý do."), "danger")
        return redirect(url_for("admin.account", user_id=user_id))
    clearing = rules.Clearing(form.reason.data)
    return _one_time(user_id, first_passwords.reset(current_actor(), user_id, at=now(), clearing=clearing))


def link_code(user_id: int) -> ResponseReturnValue:
    """A code that links the account to single sign-on, in this one answer and nowhere else."""
    _confirmed()
    code = sso.make_code(current_actor(), user_id, at=now())
    return render_template("admin/link_code.html", user=_found(user_id), code=code, until=now() + sso.CODE_LASTS)


def end_sessions(user_id: int) -> ResponseReturnValue:
    """Sign it out of every browser."""
    _confirmed()
    accounts.end_sessions(current_actor(), user_id, at=now())
    flash(_("Đã đăng xuất tài khoản này khỏi mọi máy."), "success")
    return redirect(url_for("admin.account", user_id=user_id))


def _one_time(user_id: int, password: str) -> ResponseReturnValue:
    offices = holding.of_account(user_id)
    return render_template(
        "admin/one_time.html", user=_found(user_id), offices=offices, password=password, is_new=False
    )


def _confirmed() -> None:
    if not ConfirmForm().validate_on_submit():
        abort(400)


def _found(user_id: int) -> User:
    user = users.by_id(user_id)
    if user is None:
        raise NotFound("account_not_found")
    return user
