"""Signing in and out. Whatever was wrong, the answer is the same sentence."""

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from app.domain.refusals import BadInput, NotAllowed, Refusal
from app.i18n import reasons
from app.i18n.locale import gettext as _
from app.services.keeping import accounts
from app.services.signing_in import entry, factors
from app.services.signing_in import passkeys as keys
from app.web import context, sessions
from app.web.auth.forms import CodeForm, PasskeyForm, PasswordForm, SignInForm
from app.web.clock import now
from app.web.forms import is_our_path
from app.web.visitors import origin, passkeys

HOMES = ("casework.home", "casework.queue", "oversight.home", "admin.home")


def login() -> ResponseReturnValue:
    """GET the form, POST name and password."""
    form = SignInForm(next=request.args.get("next", ""))
    if form.validate_on_submit():
        try:
            token = entry.authenticate(form.username.data, form.password.data, at=now(), origin=origin.origin())
        except NotAllowed as refusal:
            form.password.errors = [reasons.sentence(refusal)]
        else:
            return _entered(token, form.next.data)
    elif request.method == "GET" and sessions.current_account():
        return redirect(home())
    return _login_page(form)


def second_factor() -> ResponseReturnValue:
    """The password was right; now the code of the application, a recovery code, or a passkey."""
    account = sessions.halfway_account()
    if account is None:
        return redirect(url_for("auth.login"))
    form = CodeForm()
    if form.validate_on_submit():
        try:
            token = entry.prove_code(account.token, form.code.data, at=now(), origin=origin.origin())
        except BadInput as refusal:
            form.code.errors = [reasons.sentence(refusal)]
        else:
            return _entered(token, session.get("next"))
    own = factors.of(account.actor.user_id)
    question = passkeys.question(account.actor.user_id) if own.passkeys else ""
    page = render_template("auth/second_factor.html", form=form, own=own, question=question)
    return page, 422 if form.errors else 200


def passkey() -> ResponseReturnValue:
    """The answer of a passkey: the second step after a password, or the only one without."""
    form, account = PasskeyForm(), sessions.halfway_account()
    try:
        if not form.validate():
            raise BadInput("passkey_refused")
        asked = {**passkeys.asked(), "at": now(), "origin": origin.origin()}
        answer = form.answer.data
        token = keys.prove(account.token, answer, **asked) if account else keys.enter(answer, **asked)
    except Refusal as refusal:
        flash(reasons.sentence(refusal), "danger")
        return redirect(url_for("auth.second_factor" if account else "auth.login"))
    return _entered(token, session.get("next") if account else form.next.data)


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


def _entered(token: str, target: str | None) -> ResponseReturnValue:
    """In, or halfway: then the second step remembers where to go."""
    sessions.enter(token)
    if sessions.halfway_account():
        session["next"] = target or ""
        return redirect(url_for("auth.second_factor"))
    origin.know_this_browser()
    return redirect(safe_next(target))


def _login_page(form: SignInForm) -> ResponseReturnValue:
    page = render_template("auth/login.html", form=form, question=passkeys.question())
    return page, 422 if form.errors else 200
