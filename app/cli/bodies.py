"""`flask bodies …`: after public bodies have ended, their open cases and their people go to what takes their place."""

from datetime import UTC, datetime

import click
from flask.cli import AppGroup

from app.domain.facts import SYSTEM, Actor
from app.domain.vocabulary import Role
from app.services.keeping import reorganisation
from app.services.keeping.offices import reorganising

group = AppGroup("bodies", help="Public bodies that ended, and what takes their place.")
KEEPER = Actor(role=Role.ADMINISTRATOR, name="flask bodies")
"""Whoever may run commands on this machine."""


@group.command("hand-over")
@click.argument("day", type=click.DateTime(["%Y-%m-%d"]))
def hand_over(day: datetime) -> None:
    """Hand over every open case at a body that ended before DAY."""
    done = reorganisation.hand_over(SYSTEM, day.date(), at=datetime.now(UTC))
    click.echo(f"{done.moved} cases handed over, {done.to_board} of them to the reception board")


@group.command("propose-offices")
def propose_offices() -> None:
    """Who was in office at a body that ended, and what is proposed at its successor."""
    for one in reorganising.proposals(KEEPER, at=datetime.now(UTC)):
        heir = one.heir_name or "nobody: enter by hand"
        click.echo(
            f"{one.office.id}\t{one.office.user.username}\t{one.office.body.name}\t{heir}\t{one.role}\t{one.since}"
        )


@group.command("take-offices")
@click.option("--ground", required=True, help="Number, day and issuer of the instrument.")
@click.argument("office_ids", type=int, nargs=-1)
def take_offices(ground: str, office_ids: tuple[int, ...]) -> None:
    """Enter the proposed offices of these numbers, or all that can be when none is given."""
    at = datetime.now(UTC)
    picked = set(office_ids) or {one.office.id for one in reorganising.proposals(KEEPER, at=at)}
    click.echo(f"{reorganising.accept(KEEPER, picked, ground=ground, at=at)} offices entered")
