"""`flask worker`: do the work of the outbox in this terminal (run.py starts one by itself). `flask sweep --on DATE`:
what a day asks of the clocks, told as JSON."""

import json
import signal
import threading
from datetime import datetime, time, timedelta
from time import monotonic

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from app.domain.calendars import LAW_ZONE
from app.jobs import worker
from app.jobs.worker import Clock
from app.services.escalation import daily

MORNING = time(6, 0)


@click.command("worker")
@click.option("--once", is_flag=True, help="Do what is due now, and end.")
@click.option("--now", "moment", metavar="ISO-DATETIME", help="Take this for the present; without a zone, in Vietnam.")
@with_appcontext
def work(once: bool, moment: str | None) -> None:
    """Work until stopped (SIGTERM, SIGINT): what is in hand is finished, what is only claimed is given back."""
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda _number, _frame: stop.set())
    signal.signal(signal.SIGINT, lambda _number, _frame: stop.set())
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    clock = _clock_from(moment) if moment else worker.utc_now
    if once:
        click.echo(f"{worker.run_once(app, stop, clock)} messages")
    else:
        worker.run(app, stop, clock)


@click.command("sweep")
@click.option("--on", "day", required=True, type=click.DateTime(["%Y-%m-%d"]), help="A day, as it is in Vietnam.")
@with_appcontext
def sweep(day: datetime) -> None:
    """Note what has come to a rung of its ladder by this day. Run twice it does nothing the second time."""
    done = daily.sweep(day.date(), at=datetime.combine(day.date(), MORNING, LAW_ZONE))
    click.echo(json.dumps(done, ensure_ascii=False, indent=1))


COMMANDS = (work, sweep)


def _clock_from(text: str) -> Clock:
    """A clock that stands at a moment now and goes on from there."""
    try:
        begins = datetime.fromisoformat(text)
    except ValueError as error:
        raise click.BadParameter(f"{text!r} is no moment such as 2026-07-01T08:00", param_hint="--now") from error
    begins = begins if begins.tzinfo else begins.replace(tzinfo=LAW_ZONE)
    started = monotonic()
    return lambda: begins + timedelta(seconds=monotonic() - started)
