"""`flask worker`: do the work of the outbox in this terminal (run.py starts one by itself)."""

import signal
import threading

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from app.jobs import worker


@click.command("worker")
@with_appcontext
def group() -> None:
    """Work until stopped."""
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda _number, _frame: stop.set())
    signal.signal(signal.SIGINT, lambda _number, _frame: stop.set())
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    worker.run(app, stop)
