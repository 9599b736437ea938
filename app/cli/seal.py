"""`flask seal …`: the recovery key of the safe, cases of the time before keys, and the tool for offline machines."""

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import click
from flask.cli import AppGroup, with_appcontext

from app.domain.refusals import Refusal
from app.i18n import reasons
from app.services.sealing import ceremony, migration, recovery

T = TypeVar("T")

group = AppGroup("seal", help="The sealed compartment of denunciations.")
recovery_group = click.Group("recovery", help="The recovery key: printed, kept in a safe, never on this machine.")
group.add_command(recovery_group)


@recovery_group.command("new")
@with_appcontext
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=Path(), help="Folder for the sheet.")
def new(out: Path) -> None:
    """Make the recovery key and its sheet to print. Print it, put it in the safe, destroy the file."""
    printed = recovery.new(at=datetime.now(UTC))
    place = out / f"khoa-phuc-hoi-{printed.name}.html"
    ceremony.write(place, printed)
    click.echo(f"recovery key {printed.name}: print {place}, put the sheets in two safes, then delete the file")
    click.echo("the key is stored nowhere else; earlier recovery keys are retired: run `flask seal recovery reissue`")


@recovery_group.command("check")
@with_appcontext
def check() -> None:
    """Whether the sheet in your hand is right: type or scan it."""
    row = _asked(lambda: recovery.check(_typed()))
    state = "retired" if row.retired_at else "in use"
    click.echo(f"yes: recovery key {recovery.name_of(row.public_key)}, {state}")


@recovery_group.command("reissue")
@with_appcontext
@click.option("--user", "username", default="", help="Only to this keeper (user name).")
def reissue(username: str) -> None:
    """Give every keeper who is entitled and has no copy his copies, with the key typed from the sheet."""
    made = _asked(lambda: recovery.reissue(_typed(), at=datetime.now(UTC), username=username))
    click.echo(f"{made} copies made")


@recovery_group.command("open")
@with_appcontext
@click.argument("number")
@click.option("--reason", prompt=True, help="Goes on record with the opening.")
def open_case(number: str, reason: str) -> None:
    """Open one case with the key from the sheet, when nobody else can: what it says goes to standard output."""
    click.echo(_asked(lambda: recovery.open_case(_typed(), number, reason, at=datetime.now(UTC))))


@group.command("migrate")
def migrate() -> None:
    """Give every case that still lies under the server's key a key of its own."""
    click.echo(f"{_asked(lambda: migration.migrate(at=datetime.now(UTC)))} cases have a key of their own now")


@group.command("tool")
def tool() -> None:
    """The program for a machine without network, to standard output: save it as moniem.py and carry it there."""
    click.echo((Path(__file__).parent / "offline" / "tool.py").read_text(encoding="utf-8"), nl=False)


def _typed() -> bytes:
    typed = click.prompt("recovery key", hide_input=True) if sys.stdin.isatty() else sys.stdin.readline()
    return recovery.read(typed)


def _asked(act: Callable[[], T]) -> T:
    try:
        return act()
    except Refusal as refusal:
        raise click.ClickException(reasons.sentence(refusal)) from None
