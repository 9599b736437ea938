"""Going to the provider and coming back: to sign in, to link an account, to prove that one is still there."""

from dataclasses import astuple

from flask import abort, current_app, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from app.domain.refusals import BadInput
from app.i18n import reasons
from app.i18n.locale import gettext as _
from app.services.signing_in import sso
from app.services.signing_in.sso import Identity
from app.web import sessions
from app.web.clock import now
from app.web.forms import ConfirmForm, is_our_path
from app.web.sso.forms import LinkCodeForm
from app.web.sso.provider import Begun, Provider
from app.web.visitors import origin

ENTER, LINK, CONFIRM = "enter", "link", "confirm"
KEPT_SECONDS = 600
_providers: dict[str, Provider] = {}


def begin() -> ResponseReturnValue:
    """To the provider, to sign in."""
    return _go(ENTER, request.args.get("next", ""))


def link() -> ResponseReturnValue:
    """To the provider, to link the account that is signed in."""
    return _go(LINK, "")


def confirm() -> ResponseReturnValue:
    """To the provider, to be asked again who one is."""
    return _go(CONFIRM, request.args.get("next", ""))


def callback() -> ResponseReturnValue:
    """Back from the provider."""
    kept = session.pop("sso", None)
    try:
        if kept is None or _is_old(kept["begun"][3]):
            raise BadInput("sso_refused")
        begun, anew = Begun(*kept["begun"]), kept["purpose"] == CONFIRM
        who, name = _provider().finish(_back(), request.args, begun, at=now(), anew=anew)
        return _arrived(who, name, kept["purpose"], kept["next"])
    except BadInput as refusal:
        flash(reasons.sentence(refusal), "danger")
        return redirect(url_for("account.overview" if sessions.current_account() else "auth.login"))


def accept_link() -> ResponseReturnValue:
    """The provider said who is there; link it, once the person has seen whom."""
    who, name = _waiting()
    form, account = ConfirmForm(), sessions.current_account()
    if form.validate_on_submit():
        session.pop("sso_identity", None)
        try:
            sessions.go_on_as(sso.link(account.actor, account.token, who, at=now()))
            flash(_("Đã liên kết. Từ nay có thể đăng nhập qua cổng đó."), "success")
        except BadInput as refusal:
            flash(reasons.sentence(refusal), "danger")
        return redirect(url_for("account.overview"))
    return render_template("sso/accept_link.html", form=form, name=name)


def link_code() -> ResponseReturnValue:
    """Known to the provider and not to us: the code that an administrator handed over tells which account it is."""
    who, name = _waiting()
    form = LinkCodeForm()
    if form.validate_on_submit():
        try:
            token = sso.enter_by_code(who, form.code.data, at=now(), origin=origin.origin())
        except BadInput as refusal:
            form.code.errors = [reasons.sentence(refusal)]
        else:
            session.pop("sso_identity", None)
            return _entered(token, "")
    return render_template("sso/link_code.html", form=form, name=name), 422 if form.errors else 200


def unlink(link_id: int) -> ResponseReturnValue:
    """Forget a link of the own account."""
    if not ConfirmForm().validate_on_submit():
        abort(400)
    account = sessions.current_account()
    sessions.go_on_as(sso.unlink(account.actor, account.token, link_id, at=now()))
    flash(_("Đã bỏ liên kết. Các máy khác đã được đăng xuất."), "success")
    return redirect(url_for("account.overview"))


def sso_name() -> str:
    """What people call the provider."""
    return str(_provider().settings.name)


def _go(purpose: str, target: str) -> ResponseReturnValue:
    try:
        address, begun = _provider().begin(_back(), at=now(), anew=purpose == CONFIRM)
    except BadInput as refusal:
        flash(reasons.sentence(refusal), "danger")
        return redirect(url_for("account.overview" if sessions.current_account() else "auth.login"))
    session["sso"] = {"purpose": purpose, "next": target if is_our_path(target) else "", "begun": astuple(begun)}
    return redirect(address)


def _arrived(who: Identity, name: str, purpose: str, target: str) -> ResponseReturnValue:
    account = sessions.current_account()
    if purpose == ENTER:
        try:
            return _entered(sso.enter(who, at=now(), origin=origin.origin()), target)
        except BadInput:
            _wait_with(who, name)
            return redirect(url_for("sso.link_code"))
    if account is None:
        raise BadInput("session_over")
    if purpose == LINK:
        _wait_with(who, name)
        return redirect(url_for("sso.accept_link"))
    sessions.go_on_as(sso.confirm(account.actor, account.token, who, at=now()))
    return redirect(target or url_for("account.overview"))


def _entered(token: str, target: str) -> ResponseReturnValue:
    sessions.enter(token)
    if sessions.halfway_account():
        session["next"] = target
        return redirect(url_for("auth.second_factor"))
    origin.know_this_browser()
    return redirect(target or url_for("auth.login"))


def _wait_with(who: Identity, name: str) -> None:
    session["sso_identity"] = [*astuple(who), name, int(now().timestamp())]


def _waiting() -> tuple[Identity, str]:
    kept = session.get("sso_identity")
    if kept is None or _is_old(kept[4]):
        abort(redirect(url_for("auth.login")))
    return Identity(*kept[:3]), kept[3]


def _is_old(since: int) -> bool:
    return not 0 <= now().timestamp() - since <= KEPT_SECONDS


def _back() -> str:
    return f"{current_app.config['TIEP_DAN'].site_url}{url_for('sso.callback')}"


def _provider() -> Provider:
    settings = current_app.config["TIEP_DAN"].sso
    return _providers.setdefault(f"{settings.issuer} {settings.client_id}", Provider(settings))
