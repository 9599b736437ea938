"""`flask register …`: registers as files, for an archive or a machine that asks every night."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup

from app.domain.facts import Actor
from app.domain.keeping.personal import Purpose
from app.domain.reception.registers import Book, Chosen
from app.domain.refusals import Refusal
from app.domain.vocabulary import Role
from app.i18n import reasons
from app.persistence.queries import bodies
from app.services.registers import exporting

group = AppGroup("register", help="Registers as XLSX, PDF or CSV, in the forms of the law.")
DAY = click.DateTime(["%Y-%m-%d", "%d/%m/%Y"])


def _options(command: Callable[..., None]) -> Any:
    for option in (
        click.option("--whole", is_flag=True, help="With identity numbers and addresses; else they are masked."),
        click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help=".xlsx, .pdf, .csv"),
        click.option("--to", "until", required=True, type=DAY),
        click.option("--from", "since", required=True, type=DAY),
        click.option("--body", required=True, help="Code of the body whose register it is."),
    ):
        command = option(command)
    return command


@group.command("reception")
@_options
def reception(**asked: Any) -> None:
    """Sổ tiếp công dân: Mẫu 03/TCD since 01/07/2026, the older form before."""
    _write(Book.RECEPTION, **asked)


@group.command("petitions")
@_options
def petitions(**asked: Any) -> None:
    """Sổ theo dõi tiếp nhận, xử lý đơn."""
    _write(Book.PETITIONS, **asked)


def _write(book: Book, body: str, since: datetime, until: datetime, out: Path, *, whole: bool) -> None:
    at = datetime.now(UTC)
    found = bodies.by_code(body, until.date()) or bodies.by_code(body, since.date())
    if found is None:
        raise click.ClickException(f"no body {body} on these days")
    desk = Actor(role=Role.RECEPTION_OFFICER, body_id=found.id, name="")
    chosen = Chosen(found.id, since.date(), until.date())
    try:
        lines = exporting.write_out(desk, book, chosen, out, Purpose.HANDLE if whole else None, at=at)
    except Refusal as refusal:
        raise click.ClickException(reasons.sentence(refusal)) from refusal
    click.echo(f"{out}: {lines} lines")
