"""The own account at a glance: how it is guarded, where it is signed in, what happened to it."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.domain import signing_in as rules
from app.i18n.locale import gettext as _
from app.persistence.queries import sign_ins, users
from app.services.signing_in import factors, tokens
from app.services.signing_in import sessions as keeping
from app.web import sessions
from app.web.clock import now
from app.web.forms import ConfirmForm
from app.web.sessions import current_actor


def overview() -> ResponseReturnValue:
    """Factors, sessions and notices on one page."""
    actor, account = current_actor(), sessions.current_account()
    notices = sign_ins.notices_of(actor.user_id)
    return render_template(
        "account/overview.html",
        own=factors.of(actor.user_id),
        passkeys=sign_ins.passkeys_of(actor.user_id),
        links=sign_ins.links_of(actor.user_id),
        needs_factor=any(rules.needs_factor(office.role) for office in account.offices),
        here=tokens.digest(account.token),
        open_sessions=keeping.of_account(actor, at=now()),
        notices=notices,
        names=users.names(row.by_user_id for row in notices if row.by_user_id),
    )


def end_session(handle: str) -> ResponseReturnValue:
    """Sign one browser out."""
    pressed()
    keeping.end_one(current_actor(), handle, at=now())
    flash(_("Đã đăng xuất máy đó."), "success")
    return redirect(url_for("account.overview"))


def end_others() -> ResponseReturnValue:
    """Sign every other browser out."""
    pressed()
    keeping.end_others(current_actor(), sessions.current_account().token, at=now())
    flash(_("Đã đăng xuất khỏi mọi máy khác."), "success")
    return redirect(url_for("account.overview"))


def pressed() -> None:
    """The button was ours."""
    if not ConfirmForm().validate_on_submit():
        abort(400)
