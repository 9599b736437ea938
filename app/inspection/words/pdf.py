"""Text of a PDF, page by page; of scanned pages by Tesseract, where the caller has found it."""

from collections.abc import Sequence
from io import BytesIO

from pypdf import PdfReader

from app.inspection.words import scans

MOST_PAGES = 300
ENOUGH = 400_000
FEW = 150  # characters: a scanned page may bear the line of an electronic signature


def read(content: bytes, rest: Sequence[str] = ()) -> str:
    """`rest`: the program that reads pictures and its languages; without it a scanned document has no words."""
    pages: list[str] = []
    length = 0
    for page in PdfReader(BytesIO(content)).pages[:MOST_PAGES]:
        pages.append(page.extract_text())
        length += len(pages[-1])
        if length > ENOUGH:
            break
    if rest:
        bare = [number for number, text in enumerate(pages) if len(text.strip()) < FEW]
        for number, words in scans.read(content, bare, rest):
            pages[number] = f"{pages[number]}\n{words}".strip()
    return "\n\n".join(pages)
