"""The own key: whether it is open in this browser, opening it, and helping a colleague who has lost his."""

import base64
from collections.abc import Callable

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import Field

from app.domain.confidentiality import Opening
from app.domain.refusals import BadInput
from app.i18n import reasons
from app.i18n.locale import gettext as _
from app.i18n.locale import ngettext
from app.persistence.db import store
from app.persistence.queries import users
from app.persistence.queries.seals import keys
from app.services.sealing import granting, keepers, offline
from app.web.casework.sealed.forms import PassphraseForm, PublicKeyForm, UnlockForm
from app.web.clock import now, today
from app.web.forms import Form
from app.web.sessions import Account, current_account, keyed_actor


def own_key() -> ResponseReturnValue:
    """The state of the own key and the one thing to do about it."""
    return _page()


def unlock() -> ResponseReturnValue:
    """Open the key for this browser."""
    form = UnlockForm()
    return _tried(
        form,
        form.secret,
        lambda account: keepers.unlock(account.actor, account.token, form.secret.data, at=now()),
        _("Đã mở khóa niêm phong cho phiên làm việc này."),
    )


def passphrase() -> ResponseReturnValue:
    """Make the first pair of an account that signs in without a password."""
    form = PassphraseForm()
    return _tried(
        form,
        form.passphrase,
        lambda account: keepers.choose_passphrase(account.actor, account.token, form.passphrase.data, at=now()),
        _("Đã tạo khóa niêm phong. Hãy nhớ cụm từ này: không ai xem lại được nó."),
    )


def public_key() -> ResponseReturnValue:
    """Register a pair that was made on an offline machine."""
    form = PublicKeyForm()
    return _tried(
        form,
        form.public_key,
        lambda account: keepers.register_public(account.actor, offline.public_of(form.public_key.data), at=now()),
        _("Đã nhận khóa công khai. Đơn tố cáo từ nay được niêm phong cho khóa này."),
    )


def reissue() -> ResponseReturnValue:
    """Seal to a colleague what he has never had."""
    number = request.form.get("user_id", "")
    if not number.isdecimal():
        abort(404)
    done = granting.reissue(keyed_actor(), int(number), at=now())
    return _back(ngettext("Đã cấp lại %(n)s hồ sơ.", "Đã cấp lại %(n)s hồ sơ.", done, n=done))


def hand_after() -> ResponseReturnValue:
    """Give the keys of cases that went elsewhere to those who have them now."""
    done = granting.hand_after(keyed_actor(), at=now())
    return _back(ngettext("Đã giao chìa khóa %(n)s hồ sơ.", "Đã giao chìa khóa %(n)s hồ sơ.", done, n=done))


def _tried(form: Form, field: Field, act: Callable[[Account], object], done: str) -> ResponseReturnValue:
    """Do what the form asks for; a refusal stands at the field it is about."""
    account = current_account()
    if account is not None and form.validate_on_submit():
        try:
            act(account)
        except BadInput as refusal:
            field.errors = [reasons.sentence(refusal)]
        else:
            return _back(done)
    return _page(form), 422


def _back(said: str) -> ResponseReturnValue:
    flash(said, "success")
    return redirect(url_for("casework.own_key"), 303)


def _page(form: Form | None = None) -> str:
    actor = keyed_actor()
    row = keys.of_user(actor.user_id) if actor.user_id else None
    lacking = granting.lacking(actor, today()) if actor.seal_key else {}
    forms = {"unlock": UnlockForm, "passphrase": PassphraseForm, "public": PublicKeyForm}
    return render_template(
        "casework/sealed/own_key.html",
        key=row,
        is_open=actor.seal_key is not None,
        offline=store().opening is Opening.OFFLINE,
        form=form,
        forms={name: form if isinstance(form, kind) else kind() for name, kind in forms.items()},
        lacking=[(user_id, name, len(lacking[user_id])) for user_id, name in users.names(lacking).items()],
        moved_away=len(granting.moved_away(actor)) if actor.seal_key else 0,
        fingerprint=base64.b16encode(row.public_key[:4]).decode() if row else "",
    )
