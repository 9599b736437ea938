"""`flask accounts first-administrator`: the one account that no administrator can open."""

from datetime import UTC, datetime

import click
from flask.cli import AppGroup

from app.domain.refusals import Refusal
from app.i18n import reasons
from app.services.keeping import first_passwords

group = AppGroup("accounts", help="Accounts of staff; all but the first are opened in the browser.")


@group.command("first-administrator")
@click.argument("username")
@click.argument("name")
@click.option(
    "--body", "body_code", default=None, help="Code of the body; the office of the People's Committee if none."
)
def first_administrator(username: str, name: str, body_code: str | None) -> None:
    """Open the first administrator's account and tell its one-time password, once. Refused where there is one."""
    try:
        user, password = first_passwords.first_administrator(username, name, body_code, at=datetime.now(UTC))
    except Refusal as refusal:
        raise click.ClickException(reasons.sentence(refusal)) from refusal
    click.echo(f"{user.username}: {password}")
    click.echo(f"Good until {user.one_time_until:%Y-%m-%d %H:%M} UTC, for choosing an own password at /dang-nhap.")
