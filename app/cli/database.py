"""`flask db …`: bring the database to the shape of the models."""

import click
from flask.cli import AppGroup

from app.persistence import migrating

group = AppGroup("db", help="Bring the database to the shape of the models.")


@group.command("upgrade")
@click.argument("revision", default="head")
def upgrade(revision: str) -> None:
    """Go up to a revision (the newest)."""
    migrating.upgrade(revision)


@group.command("downgrade")
@click.argument("revision", default="-1")
def downgrade(revision: str) -> None:
    """Go back to a revision (one step)."""
    migrating.downgrade(revision)


@group.command("check")
def check() -> None:
    """Fail when the models have something that no migration brings."""
    migrating.check()


@group.command("current")
def current() -> None:
    """Show where the database stands."""
    migrating.current()


@group.command("migrate")
@click.option("-m", "--message", required=True, help="What changes, in a few words.")
def migrate(message: str) -> None:
    """Write the next migration, to be read and mended."""
    migrating.write(message)
