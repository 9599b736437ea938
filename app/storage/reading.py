"""The words of a kept file, read in a process of its own (app/inspection/words)."""

import shutil
import subprocess
import sys
from functools import cache

from app.storage.workshop import ROOT

SECONDS = 90  # by the clock on the wall
MEMORY = 768 * 1024 * 1024
LANGUAGES = ("vie", "khm")
PDF = "application/pdf"
CHAPTERS = {
    PDF: "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "office",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "office",
    "image/jpeg": "pictures",
    "image/png": "pictures",
    "image/webp": "pictures",
}
BY_OCR = ("pictures", "pdf")  # a PDF has words of its own, or scanned pages


def words(content: bytes, media_type: str) -> tuple[str, str]:
    """The text, and how it was found: pdf, office, pictures, text; none where there is no way, failed where the file or
    its reading was too much."""
    if media_type == "text/plain":
        return content.decode("utf-8-sig", "replace"), "text"
    chapter = CHAPTERS.get(media_type)
    if chapter is None:
        return "", "none"
    rest = (tesseract() or ()) if chapter in BY_OCR else ()
    if chapter == "pictures" and not rest:
        return "", "none"
    command = [sys.executable, "-m", "app.inspection.words.child", chapter, str(MEMORY), *rest]
    try:
        ran = subprocess.run(  # noqa: S603 - our own program; the chapter is one of three words
            command, input=content, capture_output=True, cwd=ROOT, env={}, timeout=SECONDS, check=True
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        return "", "failed"
    return ran.stdout.decode(), chapter


@cache
def tesseract() -> tuple[str, str] | None:
    """The program and the languages that it has of ours, or None: pictures are then not read."""
    program = shutil.which("tesseract")
    if program is None:
        return None
    told = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False)  # noqa: S603
    known = [language for language in LANGUAGES if language in told.stdout.split()]
    return (program, "+".join(known)) if known else None
