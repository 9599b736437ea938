"""`python -m bench.serving ours|bare URL FOLDER PORT`: one of the two applications under waitress, as run.py serves."""

import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import waitress

from app import create_app
from bench import bare
from bench.houses import settings

THREADS = 8


@contextmanager
def served(which: str, url: str, folder: Path, port: int) -> Iterator[None]:
    """The application in a process of its own, answering."""
    command = [sys.executable, "-m", "bench.serving", which, url, str(folder), str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # its log is not ours
    try:
        _wait(port, process)
        yield
    finally:
        process.terminate()
        process.wait()


def _wait(port: int, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(400):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2).close()
            return
        except urllib.error.HTTPError:
            return  # the bare form has no such page, but it answers
        except OSError:
            assert process.poll() is None, "the server ended"
            time.sleep(0.05)
    raise TimeoutError(port)


def main(which: str, url: str, folder: str, port: str) -> None:
    if which == "bare":
        app = bare.create(url)
    else:
        app = create_app(settings(url, Path(folder)), with_commands=False)
    waitress.serve(
        app, host="127.0.0.1", port=int(port), threads=THREADS, clear_untrusted_proxy_headers=False, _quiet=True
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
