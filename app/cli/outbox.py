"""`flask outbox …`: what waits to be done, what failed for good, and trying it again."""

from datetime import UTC, datetime

import click
from flask.cli import AppGroup

from app.persistence import outbox

group = AppGroup("outbox", help="Work promised and not yet done.")


@group.command("status")
def status() -> None:
    """How many messages wait, how late the oldest is, how many are dead."""
    standing = outbox.standing(datetime.now(UTC))
    click.echo(f"{standing['waiting']} waiting, {standing['late_seconds']:.0f} s late, {standing['dead']} dead")


@group.command("dead")
def dead() -> None:
    """Messages that failed in every try."""
    for message in outbox.dead_letters():
        click.echo(f"{message.id}\t{message.topic}\t{message.attempts} tries\t{message.error}")


@group.command("retry")
@click.argument("message_id", type=int)
def retry(message_id: int) -> None:
    """Try a dead message again from the start."""
    if not outbox.revive(message_id, datetime.now(UTC)):
        raise click.ClickException(f"message {message_id} is not dead")
    click.echo(f"message {message_id} will be tried again")
