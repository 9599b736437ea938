"""The own second factors: an application with codes, passkeys, and recovery codes for the day they are lost."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.domain.refusals import BadInput
from app.i18n import reasons
from app.i18n.locale import gettext as _
from app.services.signing_in import passkeys as keys
from app.services.signing_in import recovery, totp
from app.web import sessions
from app.web.account.forms import EnrolForm, PasskeyForm
from app.web.account.overview import pressed
from app.web.assets import qr
from app.web.clock import now
from app.web.visitors import origin, passkeys


def begin() -> ResponseReturnValue:
    """The first page of an account that needs a second factor and has none: what it is for, and which to choose."""
    return render_template("account/begin.html", can_passkey=passkeys.site() is not None)


def enrol() -> ResponseReturnValue:
    """Take the secret into the application, and show one code of it."""
    form, account = EnrolForm(), sessions.current_account()
    if form.validate_on_submit():
        try:
            done = totp.enrol(account.actor, account.token, form.code.data, at=now())
        except BadInput as refusal:
            form.code.errors = [reasons.sentence(refusal)]
        else:
            return _added(done.token, done.codes, _("Từ nay, đăng nhập cần thêm mã của ứng dụng."))
    offer = totp.offer(account.token, account.username)
    page = render_template(
        "account/enrol.html", form=form, secret=_spaced(offer.secret), picture=qr.picture(offer.address)
    )
    return page, 422 if form.errors else 200


def remove_totp() -> ResponseReturnValue:
    """Forget the application."""
    pressed()
    account = sessions.current_account()
    sessions.go_on_as(totp.remove(account.actor, account.token, at=now()))
    flash(_("Đã bỏ ứng dụng tạo mã. Các máy khác đã được đăng xuất."), "success")
    return redirect(url_for("account.overview"))


def add_passkey() -> ResponseReturnValue:
    """Make a passkey in this browser, or on a telephone beside it."""
    form, account = PasskeyForm(), sessions.current_account()
    if form.validate_on_submit():
        try:
            done = keys.add(
                account.actor, account.token, form.answer.data or "", form.name.data, at=now(), **passkeys.asked()
            )
        except BadInput as refusal:
            form.name.errors = [reasons.sentence(refusal)]
        else:
            return _added(done.token, done.codes, _("Từ nay, có thể đăng nhập bằng khóa này."))
    invitation = passkeys.invitation(account.actor.user_id, account.username, account.actor.name)
    return render_template("account/add_passkey.html", form=form, invitation=invitation), 422 if form.errors else 200


def remove_passkey(passkey_id: int) -> ResponseReturnValue:
    """Forget one passkey."""
    pressed()
    account = sessions.current_account()
    sessions.go_on_as(keys.remove(account.actor, account.token, passkey_id, at=now()))
    flash(_("Đã bỏ khóa truy cập. Các máy khác đã được đăng xuất."), "success")
    return redirect(url_for("account.overview"))


def renew_codes() -> ResponseReturnValue:
    """Ten new recovery codes, in this one answer and nowhere else."""
    pressed()
    account = sessions.current_account()
    codes = recovery.renew(account.actor, account.token, at=now())
    return render_template("account/codes.html", codes=codes, words="")


def _added(token: str, codes: tuple[str, ...], words: str) -> ResponseReturnValue:
    """The session goes on by its new token; codes that were made are shown this once."""
    sessions.go_on_as(token)
    origin.know_this_browser()
    if codes:
        return render_template("account/codes.html", codes=codes, words=words)
    flash(words, "success")
    return redirect(url_for("account.overview"))


def _spaced(secret: str) -> str:
    """In groups of four, as one types it."""
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
