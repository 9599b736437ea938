"""The list of accounts, and a new one."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.refusals import BadInput
from app.domain.vocabulary import Role
from app.i18n import reasons
from app.persistence.queries import accounts as stored
from app.persistence.queries import bodies
from app.persistence.queries.offices import holding
from app.services.keeping import first_passwords
from app.services.keeping.accounts import NewAccount
from app.web.admin.forms import AccountForm
from app.web.clock import now, today
from app.web.forms import one_spelling, read_number
from app.web.sessions import current_actor

STATES = {"mo": True, "dong": False}


def home() -> ResponseReturnValue:
    """Where an administrator's day begins."""
    return redirect(url_for("admin.accounts"))


def accounts() -> ResponseReturnValue:
    """Accounts by body; what is looked for stands in the address."""
    args = request.args
    chosen = {name: (one_spelling(args.get(name)) or "")[:80] for name in ("q", "body", "state")}
    found = stored.page(
        chosen["q"],
        read_number(chosen["body"]),
        STATES.get(chosen["state"]),
        day=today(),
        after=read_number(args.get("after", "")),
        before=read_number(args.get("before", "")),
    )
    return render_template(
        "admin/accounts.html",
        found=found,
        offices=holding.of_accounts((user.id for user in found.users), today()),
        chosen=chosen,
        bodies=[(str(body.id), body.name) for body in bodies.on(today())],
    )


def create_account() -> ResponseReturnValue:
    """A new account. Its one-time password is in this one answer and nowhere else."""
    form = AccountForm()
    form.prepare()
    if form.validate_on_submit():
        try:
            user, password = first_passwords.open_account(current_actor(), _asked_for(form), at=now())
        except BadInput as refusal:
            field = form.role if refusal.details.get("field") == "role" else form.username
            field.errors = [reasons.sentence(refusal)]
        else:
            return render_template(
                "admin/one_time.html", user=user, offices=holding.of_account(user.id), password=password, is_new=True
            )
    return render_template("admin/create_account.html", form=form), 422 if form.errors else 200


def _asked_for(form: AccountForm) -> NewAccount:
    return NewAccount(
        username=form.username.data,
        name=form.name.data,
        role=Role(form.role.data),
        body_id=int(form.body_id.data),
        position=form.position.data or "",
    )
