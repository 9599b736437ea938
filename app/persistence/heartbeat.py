"""A sign of life of the worker, in a file that the web reads for /healthz."""

from datetime import datetime

from app.persistence.db import store

_FILE = "worker.alive"


def beat(now: datetime) -> None:
    """The worker is alive now. Written whole and renamed: a reader never sees half a time."""
    path = store().folder / _FILE
    draft = path.with_suffix(".part")
    draft.write_text(now.isoformat(), encoding="ascii")
    draft.replace(path)


def end() -> None:
    """The worker ends in order."""
    (store().folder / _FILE).unlink(missing_ok=True)


def ended_well() -> bool:
    """Whether the last worker ended in order; False after a kill or a power cut."""
    return not (store().folder / _FILE).exists()


def age(now: datetime) -> float | None:
    """Seconds since the last sign of life; None when no worker is at work."""
    try:
        last = datetime.fromisoformat((store().folder / _FILE).read_text(encoding="ascii"))
    except (FileNotFoundError, ValueError):
        return None
    return (now - last).total_seconds()
