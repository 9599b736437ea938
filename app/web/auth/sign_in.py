"""Signing in and out. Whatever was wrong, the answer is the same sentence."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.refusals import BadInput, NotAllowed
from app.i18n import reasons
from app.i18n.locale import gettext as _
from app.services.keeping import accounts
from app.web import context, sessions
from app.web.auth.forms import PasswordForm, SignInForm
from app.web.clock import now
from app.web.forms import is_our_path

HOMES = ("casework.home", "casework.queue", "oversight.home", "admin.home")


def login() -> ResponseReturnValue:
    """GET the form, POST name and password."""
    form = SignInForm(next=request.args.get("next", ""))
    if form.validate_on_submit():
        try:
            token = accounts.authenticate(form.username.data, form.password.data, at=now())
        except NotAllowed as refusal:
            form.password.errors = [reasons.sentence(refusal)]
        else:
            sessions.enter(token)
            return redirect(safe_next(form.next.data))
    elif request.method == "GET" and sessions.current_account():
        return redirect(home())
    return render_template("auth/login.html", form=form), 422 if form.errors else 200


def logout() -> ResponseReturnValue:
    """End this session everywhere and let the browser forget what it kept."""
    sessions.leave()
    response = redirect(url_for("auth.login"))
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def password() -> ResponseReturnValue:
    """Change the own password; every session ends, so the new one is used at once."""
    form = PasswordForm()
    if form.validate_on_submit():
        try:
            accounts.change_own_password(sessions.current_actor(), form.old.data, form.new.data, at=now())
        except BadInput as refusal:
            field = form.old if refusal.reason == "password_wrong" else form.new
            field.errors = [reasons.sentence(refusal)]
        else:
            sessions.leave()
            flash(_("Đã đổi mật khẩu. Xin đăng nhập bằng mật khẩu mới."))
            return redirect(url_for("auth.login"))
    return render_template("auth/password.html", form=form), 422 if form.errors else 200


def safe_next(target: str | None) -> str:
    """A path of this site, else the account's home: nobody is led elsewhere by a link to our sign-in page."""
    return target if target and is_our_path(target) else home()


def home() -> str:
    """Where work begins: the first of the staff pages that this account may open."""
    return next((url_for(name) for name in HOMES if context.may_open(name)), "/")
