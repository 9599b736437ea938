"""`flask audit …`: does the log of acts still stand as it was written?"""

import click
from flask.cli import AppGroup

from app.persistence import audit

group = AppGroup("audit", help="The append-only log of acts.")


@group.command("verify")
@click.option("--expected", metavar="NUMBER:HASH", help="A head noted earlier, to find rows cut off since.")
def verify(expected: str | None) -> None:
    """Check the whole chain; fails with the number of the first row that does not stand."""
    number, _, digest = (expected or "").partition(":")
    if expected and not (number.isdecimal() and digest):
        raise click.BadParameter("give NUMBER:HASH as `flask audit head` prints it")
    broken = audit.verify(expected=(int(number), digest) if expected else None)
    if broken is not None:
        raise click.ClickException(f"row {broken} does not stand")
    click.echo(f"{audit.head()[0]} rows stand")


@group.command("head")
def head() -> None:
    """Number and hash of the newest row, to be noted somewhere else."""
    number, digest = audit.head()
    click.echo(f"{number}:{digest}")
