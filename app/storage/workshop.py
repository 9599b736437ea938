"""Files of strangers are opened in a process of their own: one that a bad file breaks is one that nobody misses."""

import json
import subprocess
import sys
import threading
from pathlib import Path

from app.domain.refusals import BadInput
from app.inspection import kinds, text
from app.inspection.examined import Examined

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 60  # by the clock on the wall; the child has a third of it of the processor
MEMORY = 768 * 1024 * 1024
_benches = threading.BoundedSemaphore(2)  # as many files are opened at once; each may take its megabytes


def examine(content: bytes, name: str) -> Examined:
    """The type of a whole, sound file of a kind we take, and the copy that people are shown.

    Raises BadInput with the reason: file_type_refused, file_damaged, file_bomb, file_macros, file_locked,
    file_two_kinds, file_old_office, image_too_large; file_too_hard when it took more memory or time than it may.
    """
    chapter = kinds.chapter(content, name)
    if chapter == "text":
        return text.examine(content)
    with _benches:
        head, _, copy = _asked(content, chapter).partition(b"\n")
    answer = json.loads(head)
    if "refused" in answer:
        raise BadInput(answer["refused"], **answer["details"])
    return Examined(answer["media_type"], copy)


def _asked(content: bytes, chapter: str) -> bytes:
    """What the child answers. It is given no environment: no key of ours is in it."""
    command = [sys.executable, "-m", "app.inspection.child", chapter, str(MEMORY)]
    try:
        ran = subprocess.run(  # noqa: S603 - our own program; the chapter is one of five words
            command, input=content, capture_output=True, cwd=ROOT, env={}, timeout=SECONDS, check=True
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        raise BadInput("file_too_hard") from None
    return ran.stdout
