"""Text of a picture by Tesseract, which the caller has found; languages as it has them of Vietnamese and Khmer."""

import subprocess
from collections.abc import Sequence

SECONDS = 60


def read(content: bytes, rest: Sequence[str] = (), seconds: float = SECONDS) -> str:
    """`rest`: the program, and the languages joined by +."""
    program, languages = rest
    command = [program, "stdin", "stdout", "-l", languages]
    ran = subprocess.run(  # noqa: S603 - the caller's program; nothing of the file is on the command line
        command, input=content, capture_output=True, timeout=seconds, check=True, env={"OMP_THREAD_LIMIT": "1"}
    )
    return ran.stdout.decode("utf-8", "replace")
