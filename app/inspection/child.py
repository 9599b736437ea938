"""The process that opens a stranger's file: little memory, little time, no file written, no network where Linux lets
us, nothing of our environment. What breaks here breaks alone.

Reads the file from standard input; writes one line of JSON, and after it the copy.
"""

import json
import os
import resource
import sys
from importlib import import_module

from app.domain.refusals import BadInput
from app.inspection import kinds

SECONDS = 20
OPEN_FILES = 64


def main() -> None:
    """Examine by the chapter that the command line names, in as many bytes of memory as it says."""
    content = sys.stdin.buffer.read()
    import_module(f"app.inspection.{sys.argv[1]}")  # before no file may be written: Python keeps what it compiles
    _be_limited(int(sys.argv[2]))
    try:
        examined = kinds.examine(content, sys.argv[1])
    except BadInput as refusal:
        answer, copy = {"refused": refusal.reason, "details": refusal.details}, b""
    else:
        answer, copy = {"media_type": examined.media_type}, examined.copy
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + copy)
    sys.stdout.buffer.flush()


def _be_limited(memory: int) -> None:
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
    ):
        resource.setrlimit(what, (most, most))
    if hasattr(os, "unshare"):  # from Python 3.12
        try:
            os.unshare(os.CLONE_NEWUSER | os.CLONE_NEWNET)
        except OSError:  # not every machine lets a process without rights do so
            return


if __name__ == "__main__":
    main()
