"""`flask demo …`: lively data to try the system with. Never in production."""

import json
from dataclasses import asdict
from datetime import UTC, datetime

import click
from flask import current_app
from flask.cli import AppGroup

from app.services.keeping.demo import loading, staff
from app.services.oversight.wall import figures

group = AppGroup("demo", help="Demo accounts and petitions from January 2025 to today.")


@group.command("load")
@click.option("--cases", "number", default=400, show_default=True, type=click.IntRange(1, 50_000))
@click.option("--seed", default=2025, show_default=True, help="The same seed tells the same stories.")
@click.option("--if-empty", is_flag=True, help="Do nothing when there are cases.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="Live until the evening of this day instead of now.")
def load(number: int, seed: int, if_empty: bool, until: datetime | None) -> None:
    """File petitions and let the offices handle them until today."""
    _refuse_in_production()
    if if_empty and not loading.is_empty():
        click.echo("demo: there are cases already")
        return
    now = datetime.now(UTC)
    end = min(now, until.replace(hour=11, tzinfo=UTC)) if until else now
    done = loading.load(number, seed, until=end, tell=_tell)
    figures.refresh(at=end)  # what the night would do: the wall shows the past at once
    loading.hand_to_worker(at=datetime.now(UTC))
    click.echo(f"demo: {done.cases} cases, {done.steps} steps, {done.handed_over} handed over on 01/07/2025")
    for reason, count in sorted(done.refused.items()):
        click.echo(f"demo: {count} refused: {reason}", err=True)


@group.command("accounts")
def show_accounts() -> None:
    """The accounts to sign in with, as JSON."""
    click.echo(json.dumps([asdict(account) for account in staff.opened()], ensure_ascii=False, indent=2))


def _refuse_in_production() -> None:
    if current_app.config["TIEP_DAN"].in_production:
        raise click.ClickException("production takes no demo: its accounts have a password that everybody knows")


def _tell(done: int, whole: int) -> None:
    if done % 100 == 0:
        click.echo(f"demo: {done} of {whole}")
