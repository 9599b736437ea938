"""A copy of a Word, Excel or OpenDocument file that does not tell who wrote it, and that fetches and starts nothing."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from lxml import etree

from app.domain.refusals import BadInput
from app.inspection import embedded_pictures

LONG_AGO = (1980, 1, 1, 0, 0, 0)
AUTHOR = frozenset({"author", "initials", "username", "userid", "providerid", "lastmodifiedby"})
"""Names of attributes, in small letters and without their namespace."""
NAMED = frozenset({("person", "displayname"), ("abspath", "url")})
AUTHOR_WORDS = frozenset({"author", "creator", "initial-creator", "creator-initials", "printed-by", "author-name"})
"""Names of elements whose text is somebody's name; in comments and notes."""
NOTES = re.compile(r"(xl/comments|xl/threadedComments|word/comments|content\.xml|styles\.xml)")
BLANK = {
    "docProps/core.xml": b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    b'core-properties"/>',
    "docProps/app.xml": b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'extended-properties"/>',
    "docProps/custom.xml": b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'custom-properties"/>',
    "meta.xml": b'<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    b'office:version="1.2"/>',
}
PICTURE_OF_THE_FILE = re.compile(r"(docProps/thumbnail\.|Thumbnails/)", re.IGNORECASE)
NOWHERE = "about:blank"
_DDE = re.compile(rb"(<\w*:?ddeLink|DDEAUTO|instrText[^>]*>\s*DDE\b)", re.IGNORECASE)
_DOCTYPE = re.compile(rb"<!DOCTYPE|<\x00!\x00D\x00O\x00C|\x00<\x00!\x00D\x00O\x00C", re.IGNORECASE)
_WORTH_READING = re.compile(
    rb"author|initials|username|userid|providerid|lastmodifiedby|displayname|creator|printed-by|abspath|printer|external",
    re.IGNORECASE,
)


class NotXmlError(Exception):
    """A part that says it is XML and is not."""


def clean(content: bytes, *, depth: int = 0) -> bytes:
    """The same entries in the same order, each without names; an Office file inside is cleaned as well."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(out, "w") as target:
        for entry in source.infolist():
            if entry.is_dir():
                continue
            kept = zipfile.ZipInfo(entry.filename, LONG_AGO)
            kept.compress_type = zipfile.ZIP_STORED if entry.filename == "mimetype" else zipfile.ZIP_DEFLATED
            target.writestr(kept, _part(entry.filename, source.read(entry), depth))
    return out.getvalue()


def _part(name: str, content: bytes, depth: int) -> bytes:
    if name in BLANK:
        return BLANK[name]
    if PICTURE_OF_THE_FILE.match(name):
        return b""
    if content.startswith(b"PK\x03\x04") and not depth:
        return clean(content, depth=1)
    if name.casefold().endswith((".xml", ".rels", ".vml")):
        return _words(name, content)
    return embedded_pictures.bare(content)


def _words(name: str, content: bytes) -> bytes:
    if _DOCTYPE.search(content):
        raise BadInput("file_type_refused")
    if _DDE.search(content):
        raise BadInput("file_macros")
    is_wide = content[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in content[:8]
    if not is_wide and not _WORTH_READING.search(content):
        return content
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        raise NotXmlError(name) from None
    for element in root.iter(etree.Element):
        _without_names(element, name)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _without_names(element: Any, part: str) -> None:
    kind = etree.QName(element).localname.casefold()
    for attribute in _names_in(element, kind):
        element.set(attribute, "")
    if kind in AUTHOR_WORDS and NOTES.match(part) and not len(element):
        element.text = ""
    if kind == "config-item" and any("Printer" in value for value in element.values()):
        element.text = ""
    if kind == "relationship" and element.get("TargetMode", "").casefold() == "external":
        _refer_nowhere(element)


def _names_in(element: Any, kind: str) -> Iterator[str]:
    for attribute in element.attrib:
        name = etree.QName(attribute).localname.casefold()
        if name in AUTHOR or (kind, name) in NAMED:
            yield attribute


def _refer_nowhere(relationship: Any) -> None:
    """A template, picture or object that would be fetched from elsewhere when the file is opened; links may stay."""
    kind = relationship.get("Type", "")
    if not kind.endswith("/hyperlink"):
        relationship.set("Target", "Normal.dotm" if kind.endswith("/attachedTemplate") else NOWHERE)
