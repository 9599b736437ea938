"""Who is it? Asked before what is sealed or dangerous, and answered with a password, a code or a passkey."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.refusals import BadInput
from app.i18n import reasons
from app.persistence.queries import sign_ins
from app.services.signing_in import confirming, factors
from app.services.signing_in import passkeys as keys
from app.web import sessions
from app.web.account.forms import ProofForm
from app.web.clock import now
from app.web.forms import is_our_path
from app.web.visitors import passkeys

SECRETS = frozenset({"password", "old", "new", "again", "code", "answer", "secret", "passphrase"})
NOT_KEPT = SECRETS | {"csrf_token", "next", "send"}
KEPT = "kept."
MOST_KEPT = 60  # fields of one form


def confirm() -> ResponseReturnValue:
    """GET or a form on its way: ask. POST of our own form: look at the proof, and go on where one was going."""
    arrived = "send" in request.args
    form = ProofForm(None) if arrived else ProofForm()
    if arrived or request.method == "GET":
        form.next.data, form.send.data = request.args.get("next", ""), request.args.get("send", "")
    elif form.validate():
        try:
            token = _proven(form)
        except BadInput as refusal:
            field = form.code if form.code.data and not form.password.data else form.password
            field.errors = [reasons.sentence(refusal)]
        else:
            sessions.go_on_as(token)
            return _go_on(form)
    account = sessions.current_account()
    own = factors.of(account.actor.user_id)
    question = passkeys.question(account.actor.user_id) if own.passkeys else ""
    more = {"kept": _kept(arrived), "links": sign_ins.links_of(account.actor.user_id)}
    page = render_template("account/confirm.html", form=form, own=own, question=question, **more)
    return page, 422 if form.errors else 200


def _proven(form: ProofForm) -> str:
    account = sessions.current_account()
    actor, token = account.actor, account.token
    if form.answer.data:
        return keys.confirm(actor, token, form.answer.data, at=now(), **passkeys.asked())
    if form.code.data:
        return confirming.by_code(actor, token, form.code.data, at=now())
    return confirming.by_password(actor, token, form.password.data or "", at=now())


def _go_on(form: ProofForm) -> ResponseReturnValue:
    target = form.next.data if form.next.data and is_our_path(form.next.data) else url_for("account.overview")
    if form.send.data:
        return render_template("account/go_on.html", target=target, kept=_kept(False))
    return redirect(target)


def _kept(arrived: bool) -> list[tuple[str, str]]:
    """What was sent when the question came between, by its own names; proofs are never kept."""
    sent = [(name, value) for name, values in request.form.lists() for value in values]
    if not arrived:
        sent = [(name.removeprefix(KEPT), value) for name, value in sent if name.startswith(KEPT)]
    return [(name, value) for name, value in sent if name not in NOT_KEPT][:MOST_KEPT]
