"""The real program in a process of its own, on a free port, with its own instance folder."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 20


class Server:
    """A running `python run.py`."""

    def __init__(self, folder: Path) -> None:
        self.port = _free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.environ = {**os.environ, "INSTANCE_DIR": str(folder), "PORT": str(self.port)}
        self.environ.pop("DATABASE_URL", None)
        self.output = folder / "output.txt"
        with self.output.open("w") as out:
            self.process = subprocess.Popen(
                [sys.executable, "run.py"], cwd=ROOT, env=self.environ, stdout=out, stderr=subprocess.STDOUT
            )

    def wait(self) -> None:
        """Until it answers; fails with what it printed."""
        give_up = time.monotonic() + START_SECONDS
        while time.monotonic() < give_up and self.process.poll() is None:
            try:
                with urllib.request.urlopen(f"{self.address}/healthz", timeout=2):
                    return
            except OSError:
                time.sleep(0.05)
        raise AssertionError(self.output.read_text())

    def stop(self) -> int:
        """Ask it to end, as a supervisor does; its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(15)


def flask(folder: Path, *words: str) -> str:
    """What `flask …` prints."""
    env = {**os.environ, "INSTANCE_DIR": str(folder)}
    ran = subprocess.run([sys.executable, "-m", "flask", *words], cwd=ROOT, env=env, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


@contextmanager
def serving(folder: Path, database: Path) -> Iterator[Server]:
    """A server on a copy of a database."""
    shutil.copy(database, folder / "tiepdan.db")
    server = Server(folder)
    try:
        server.wait()
        yield server
    finally:
        if server.process.poll() is None:
            server.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
        return number
