"""The process that reads the words of a file: little memory, little time, no file written, nothing of our environment.

Reads the file from standard input; writes its text, cut off at MOST.
"""

import resource
import sys
from importlib import import_module

SECONDS = 30
OPEN_FILES = 64
MOST = 400_000  # characters: some two hundred pages


def main() -> None:
    """By the chapter that the command line names, in as many bytes of memory as it says; the rest is the chapter's."""
    content = sys.stdin.buffer.read()
    chapter = import_module(f"app.inspection.words.{sys.argv[1]}")
    memory = int(sys.argv[2])
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
    ):
        resource.setrlimit(what, (most, most))
    sys.stdout.buffer.write(chapter.read(content, sys.argv[3:])[:MOST].encode())
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
