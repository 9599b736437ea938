"""The press: a letter goes in, PDF or Word comes out. It is a process of its own (printer.py): its libraries are heavy,
60 MiB and half a second, and the web starts without them. Nothing is written to disk."""

import json
import subprocess
import sys
from pathlib import Path

from app.documents.letter import Letter

MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
LONGEST = 60  # seconds
ROOT = Path(__file__).resolve().parents[2]


class PressError(Exception):
    """The press gave nothing back. What it said may quote the letter and is not passed on."""


def print_letter(letter: Letter, form: str) -> bytes:
    """The bytes of the letter in a form of MEDIA; PressError when the press fails or takes longer than a minute."""
    if form not in MEDIA:
        raise ValueError(form)
    try:
        done = subprocess.run(  # noqa: S603  # our own program, a fixed word, and the letter as its input
            [sys.executable, "-m", "app.documents.printer", form],
            input=json.dumps(letter.to_plain()).encode(),
            capture_output=True,
            timeout=LONGEST,
            cwd=ROOT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise PressError(form) from None
    if done.returncode != 0 or not done.stdout:
        raise PressError(form)
    return done.stdout
