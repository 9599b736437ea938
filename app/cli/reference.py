"""`flask reference load`: administrative units, bodies and categories from the seed files."""

from datetime import UTC, datetime

import click
from flask.cli import AppGroup

from app.services.keeping import reference

group = AppGroup("reference", help="Administrative units, public bodies and categories.")


@group.command("load")
def load() -> None:
    """Bring the tables to the state of the seed files; safe to repeat."""
    for name, count in reference.load(datetime.now(UTC)).items():
        click.echo(f"{name}: {count.rows} rows, {count.added} added, {count.changed} changed")
