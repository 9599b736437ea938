"""`flask reception …`: whether heads have received citizens as often as they must."""

import json
from datetime import UTC, datetime

import click
from flask.cli import AppGroup

from app.domain.refusals import NotFound
from app.services.reception.days import duties

group = AppGroup("reception", help="Reception of citizens by the heads.")
DAY = click.DateTime(["%Y-%m-%d"])


@group.command("duty")
@click.option("--body", "code", required=True, help="Code of the body, such as UBND-92-31507.")
@click.option("--from", "since", type=DAY, required=True)
@click.option("--to", "until", type=DAY, required=True)
def tell_duty(code: str, since: datetime, until: datetime) -> None:
    """Days required, held in person, delegated and missed of each head, as JSON."""
    first, last = since.date(), until.date()
    if last < first:
        raise click.BadParameter("ends before it begins", param_hint="--to")
    try:
        body = duties.body_of(code, last)
    except NotFound as refusal:
        raise click.BadParameter("no such body", param_hint="--body") from refusal
    accounts = duties.of_body(body, first, last, at=datetime.now(UTC))
    click.echo(json.dumps(duties.told(body, first, last, accounts), ensure_ascii=False, indent=2))
