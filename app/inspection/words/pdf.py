"""Text of a PDF, page by page."""

from collections.abc import Sequence
from io import BytesIO

from pypdf import PdfReader

MOST_PAGES = 300
ENOUGH = 400_000


def read(content: bytes, _rest: Sequence[str] = ()) -> str:
    """Empty for a scanned document: its pages are pictures."""
    pages: list[str] = []
    length = 0
    for page in PdfReader(BytesIO(content)).pages[:MOST_PAGES]:
        pages.append(page.extract_text())
        length += len(pages[-1])
        if length > ENOUGH:
            break
    return "\n\n".join(pages)
