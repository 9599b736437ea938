"""The process that reads the words of a file: little memory, little time, no file written, no
network where Linux lets us, nothing of our environment.

Reads the file from standard input; writes its text, cut off at MOST.
"""

import sys
from importlib import import_module

from app.inspection import limits

SECONDS = 30
MOST = 400_000  # characters: some two hundred pages


def main() -> None:
    """By the chapter that the command line names, in as many bytes of memory as it says; the rest is the chapter's."""
    content = sys.stdin.buffer.read()
    chapter = import_module(f"app.inspection.words.{sys.argv[1]}")
    limits.confine(int(sys.argv[2]), SECONDS)
    sys.stdout.buffer.write(chapter.read(content, sys.argv[3:])[:MOST].encode())
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
