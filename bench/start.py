"""`python -m bench.start`: how long a web worker takes to answer, and how much memory it holds, from /proc."""

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

from bench import report
from bench.houses import ENGINES, SECRET, House, house

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("/", "/nop-don", "/nop-don/kien-nghi/noi-dung", "/tra-cuu", "/dang-nhap")
MIB = 1024


def measure(here: House, rounds: int) -> dict[str, Any]:
    """Medians of fresh processes of the real program."""
    found = [_one(here) for _ in range(rounds)]
    return {"engine": here.engine} | {name: report.median(one[name] for one in found) for name in found[0]}


def _one(here: House) -> dict[str, float]:
    port = _free_port()
    environ = {**os.environ, "INSTANCE_DIR": str(here.folder), "DATABASE_URL": here.url, "PORT": str(port)}
    start = time.perf_counter()
    command = [sys.executable, "run.py"]
    with subprocess.Popen(command, cwd=ROOT, env=environ | {"SECRET_KEY": SECRET}, stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL) as process:  # fmt: skip
        try:
            _until_it_answers(port)
            answered = time.perf_counter() - start
            processor = _processor_seconds(process.pid)
            fresh = _resident(process.pid)
            for page in PAGES * 20:
                urllib.request.urlopen(f"http://127.0.0.1:{port}{page}").read()
            return {
                "answers after s": answered,
                "of it CPU s": processor,
                "MiB at start": fresh,
                "MiB after 100 pages": _resident(process.pid),
            }
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(20)


def _until_it_answers(port: int) -> None:
    while True:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2).close()
            return
        except OSError:
            time.sleep(0.01)


def _resident(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / MIB


def _processor_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--engine", choices=ENGINES, action="append")
    given = parser.parse_args()
    rows = []
    for engine in given.engine or ENGINES:
        with house(engine) as here:
            rows.append(measure(here, given.rounds))
    report.table("A web worker", rows)
    report.as_json("start", rows=rows)


if __name__ == "__main__":
    main()
