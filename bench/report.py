"""Numbers as a table for people and one line of JSON for machines."""

import json
import os
import platform
import statistics
import sys
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from time import perf_counter
from typing import Any


def table(title: str, rows: Iterable[dict[str, Any]]) -> None:
    """Print rows under the names of their columns."""
    rows = list(rows)
    names = list(rows[0])
    widths = {name: max(len(name), *(len(_spelled(row[name])) for row in rows)) for name in names}
    print(f"\n{title}")
    print("  ".join(name.ljust(widths[name]) for name in names))
    for row in rows:
        print("  ".join(_spelled(row[name]).ljust(widths[name]) for name in names))
    sys.stdout.flush()


def as_json(name: str, **found: Any) -> None:
    """One line to keep."""
    machine = {"cores": os.cpu_count(), "python": platform.python_version(), "load": os.getloadavg()[0]}
    line = {"bench": name, "on": f"{datetime.now(UTC):%Y-%m-%d}", "machine": machine} | found
    print(json.dumps(line, ensure_ascii=False))


def median(values: Iterable[float]) -> float:
    return statistics.median(values)


def seconds(work: Callable[[], object]) -> float:
    """How long it took."""
    start = perf_counter()
    work()
    return perf_counter() - start


def _spelled(value: Any) -> str:
    if not isinstance(value, float):
        return f"{value:,}" if isinstance(value, int) else str(value)
    return f"{value:,.0f}" if value >= 100 else f"{value:,.3g}"
