"""`flask oversight …`: the indicators of a head, and the figures of the wall."""

import json
from datetime import UTC, datetime

import click
from flask.cli import AppGroup

from app.domain.oversight.measures import Period
from app.domain.refusals import NotFound
from app.services.oversight.wall import figures, indicators
from app.services.reception.days import duties

group = AppGroup("oversight", help="What those who watch count.")
DAY = click.DateTime(["%Y-%m-%d"])


@group.command("indicators")
@click.option("--body", "code", required=True, help="Code of the body, such as UBND-92-31507.")
@click.option("--from", "since", type=DAY, required=True)
@click.option("--to", "until", type=DAY, required=True)
def tell_indicators(code: str, since: datetime, until: datetime) -> None:
    """The indicators of a body in a period, each with numerator and denominator, as JSON."""
    period = Period(since.date(), until.date())
    if period.until < period.since:
        raise click.BadParameter("ends before it begins", param_hint="--to")
    try:
        body = duties.body_of(code, period.until)
    except NotFound as refusal:
        raise click.BadParameter("no such body", param_hint="--body") from refusal
    click.echo(json.dumps(indicators.told(body, period, at=datetime.now(UTC)), ensure_ascii=False, indent=2))


@group.command("refresh")
def refresh() -> None:
    """Make the kept figures anew, as the worker does every night."""
    click.echo(f"figures of {figures.refresh(at=datetime.now(UTC))} bodies")
