"""The worker, doing now what waits."""

import threading
from datetime import datetime

from app.jobs import worker


def done_by_worker(at: datetime) -> None:
    """Do everything that is due at a moment, and what follows from it."""
    while worker.work(threading.Event(), lambda: at):
        pass
