"""The process that opens a stranger's file: little memory, little time, no file written, no network where Linux lets
us, nothing of our environment. What breaks here breaks alone.

Reads the file from standard input; writes one line of JSON, and after it the copy.
"""

import json
import sys
from importlib import import_module

from app.domain.refusals import BadInput
from app.inspection import kinds, limits

SECONDS = 20


def main() -> None:
    """Examine by the chapter that the command line names, in as many bytes of memory as it says."""
    content = sys.stdin.buffer.read()
    import_module(f"app.inspection.{sys.argv[1]}")  # before no file may be written: Python keeps what it compiles
    limits.confine(int(sys.argv[2]), SECONDS)
    try:
        examined = kinds.examine(content, sys.argv[1])
    except BadInput as refusal:
        answer, copy = {"refused": refusal.reason, "details": refusal.details}, b""
    else:
        answer, copy = {"media_type": examined.media_type}, examined.copy
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + copy)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
