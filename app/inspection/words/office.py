"""Text of DOCX and XLSX: the runs of their XML, in the order of the document."""

import zipfile
from collections.abc import Iterator, Sequence
from io import BytesIO

from lxml import etree

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
PARTS = ("word/document.xml", "word/footnotes.xml", "xl/sharedStrings.xml")
SHEETS = "xl/worksheets/"
LARGEST_PART = 64 << 20


def read(content: bytes, _rest: Sequence[str] = ()) -> str:
    """Paragraphs of a document; shared and written strings of a workbook."""
    return "".join(_texts(content)).strip()


def _texts(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for part in archive.infolist():
            if part.file_size > LARGEST_PART or not (part.filename in PARTS or part.filename.startswith(SHEETS)):
                continue
            with archive.open(part) as stream:
                yield from _of_part(stream)


def _of_part(stream: object) -> Iterator[str]:
    texts = {f"{WORD}t", f"{SHEET}t"}
    ends = {f"{WORD}p", f"{WORD}tab", f"{WORD}br", f"{SHEET}si", f"{SHEET}is"}
    for _event, element in etree.iterparse(stream, resolve_entities=False, no_network=True):
        if element.tag in texts:
            yield element.text or ""
        elif element.tag in ends:
            yield "\n"
        if element.tag in ends:
            element.clear()
