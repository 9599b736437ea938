"""A process that dies by SIGKILL at its k-th write: before every changing statement, before and after every commit,
and around every change of a file. k = 1, 2, … until the work gets through tries every place between writes."""

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import event

from app import storage
from app.persistence.db import db, store
from app.persistence.queries import files

CHANGING = ("INSERT", "UPDATE", "DELETE", "BEGIN IMMEDIATE")
FILE_CHANGES = ("fsync", "rename", "unlink", "mkdir", "link")
MOST = 400

Work = Callable[[], object]


def sweep(app: Flask, work: Callable[[int], Work]) -> Iterator[tuple[int, bool]]:
    """For each k: the work is done by a child that dies at its k-th write. Gives k, and whether it got through; the
    caller looks at what is left each time. Ends when a child has got through."""
    for k in range(1, MOST):
        survived = attempt(app, work(k), k)
        yield k, survived
        if survived:
            return
    raise AssertionError("it never gets through")


def attempt(app: Flask, work: Work, k: int) -> bool:
    """Do the work in a child that dies at its k-th write; whether it got through."""
    db.session.remove()
    db.engine.dispose()  # no connection goes over the fork
    child = multiprocessing.get_context("fork").Process(target=_run, args=(app, work, k))
    child.start()
    child.join()
    assert child.exitcode in (0, -signal.SIGKILL), child.exitcode
    return child.exitcode == 0


def files_and_rows_agree(now: datetime) -> None:
    """After the daily sweep, well later: no file without a row, no row without its whole file."""
    storage.sweep(now + timedelta(days=3650))
    on_disk = {path.stem for path in _attachments().glob("??/*")}
    assert on_disk == files.referenced(on_disk)
    assert not list(_attachments().glob("??/*.part"))


def _attachments() -> Path:
    return store().folder / "attachments"


def _run(app: Flask, work: Work, k: int) -> None:
    left = [k]

    def tick(*_anything: Any) -> None:
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def statement(_connection: Any, _cursor: Any, text: str, *_rest: Any) -> None:
        if text.startswith(CHANGING):
            tick()

    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", statement)
        event.listen(db.engine, "commit", tick)
        event.listen(db.session, "after_commit", tick)
        for name in FILE_CHANGES:
            setattr(os, name, _with_ticks(getattr(os, name), tick))
        work()


def _with_ticks(change: Callable[..., Any], tick: Callable[[], None]) -> Callable[..., Any]:
    def changed(*given: Any, **named: Any) -> Any:
        tick()
        found = change(*given, **named)
        tick()
        return found

    return changed
