"""Pages of a PDF that are pictures of paper: the pictures are taken out as they lie in it and read by Tesseract."""

import time
from collections.abc import Iterator, Sequence
from io import BytesIO

import pikepdf
from PIL import Image

from app.inspection.pictures import MAX_PIXELS
from app.inspection.words import pictures

MOST_PAGES = 6
MOST_ON_A_PAGE = 4  # some scanners cut a page into strips
LEAST_PIXELS = 50_000  # what is smaller is a stamp or an emblem
LONGEST_SIDE = 2400  # points: a page of A4 at 200 to the inch; more takes long and reads no better
SECONDS = 40  # for all pages together


def read(content: bytes, numbers: Sequence[int], rest: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The words on those of these pages that have pictures, with the number of the page, counted from 0; as many as
    there is time for. `rest`: the program, and the languages joined by +."""
    ends = time.monotonic() + SECONDS
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            for number, picture, turned in _pictures(pdf, numbers):
                left = ends - time.monotonic()
                if left <= 0:
                    return
                yield number, _words(picture, turned, rest, left)
    except (pikepdf.PdfError, LookupError, TypeError, ValueError):
        return  # odd, and yet it had words to be read


def _pictures(pdf: pikepdf.Pdf, numbers: Sequence[int]) -> Iterator[tuple[int, pikepdf.PdfImage, int]]:
    """Number of the page, picture, by how many degrees the page is turned clockwise."""
    done = 0
    for number in numbers:
        page = pdf.pages[number]
        found = [one for one in map(pikepdf.PdfImage, page.get_images().values()) if _is_page(one)]
        for one in found[:MOST_ON_A_PAGE]:
            yield number, one, page.rotation
        done += bool(found)
        if done == MOST_PAGES:
            return


def _is_page(picture: pikepdf.PdfImage) -> bool:
    return LEAST_PIXELS <= picture.width * picture.height <= MAX_PIXELS


def _words(picture: pikepdf.PdfImage, turned: int, rest: Sequence[str], seconds: float) -> str:
    try:
        return pictures.read(_upright(picture, turned), rest, seconds)
    except Exception:  # packed in a way that is not known here, or too much for the program: the others are read
        return ""


def _upright(picture: pikepdf.PdfImage, turned: int) -> bytes:
    """In grey, no larger than it takes, turned as the page is shown (degrees, clockwise)."""
    grey = picture.as_pil_image().convert("L")
    grey.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    out = BytesIO()
    grey.rotate(-turned, expand=True).save(out, "PNG", compress_level=1)
    return out.getvalue()
