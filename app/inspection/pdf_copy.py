"""A copy of a PDF that looks the same, starts nothing, carries no other file and does not tell who made it."""

from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

from app.domain.refusals import BadInput
from app.inspection import embedded_pictures

MOST_PAGES = 2000
DROPPED = (
    "/Metadata", "/PieceInfo", "/LastModified", "/AA", "/OpenAction", "/JS", "/JavaScript", "/EmbeddedFiles", "/EF",
    "/AF", "/XFA", "/RichMediaContent", "/FS", "/Collection", "/Renditions",
)  # fmt: skip
ACTIONS = frozenset(
    "/JavaScript /Launch /SubmitForm /ImportData /GoToR /GoToE /Rendition /Movie /Sound /RichMediaExecute".split()
)
MADE_BY = ("/T", "/M", "/CreationDate", "/NM")
_FAULTS = (pikepdf.PdfError, RecursionError, ValueError, TypeError, KeyError, IndexError, RuntimeError)


def clean(content: bytes) -> bytes:
    """Raises BadInput: file_locked (a password), file_damaged."""
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            if not 0 < len(pdf.pages) <= MOST_PAGES:
                raise BadInput("file_damaged")
            for thing in pdf.objects:
                _strip(thing)
            if "/Info" in pdf.trailer:
                del pdf.trailer["/Info"]
            out = BytesIO()
            pdf.save(out, static_id=True, fix_metadata_version=False, encryption=False)
    except pikepdf.PasswordError:
        raise BadInput("file_locked") from None
    except _FAULTS:
        raise BadInput("file_damaged") from None
    return out.getvalue()


def _strip(thing: Object) -> None:
    """What acts or tells, in this object and in those that stand inside it (others are reached by themselves)."""
    if isinstance(thing, Array):
        for inner in thing:
            _strip_inner(inner)
    elif isinstance(thing, Dictionary | Stream):
        _strip_entries(thing)
        for key in list(thing.keys()):
            _strip_inner(thing[key])
        if isinstance(thing, Stream):
            _bare_picture(thing)


def _strip_inner(inner: Any) -> None:
    if isinstance(inner, Object) and not inner.is_indirect:
        _strip(inner)


def _strip_entries(thing: Object) -> None:
    if str(thing.get("/S", "")) in ACTIONS:
        for key in list(thing.keys()):
            del thing[key]
        return
    for key in DROPPED:
        if key in thing:
            del thing[key]
    if "/Rect" in thing and thing.get("/Subtype") != Name.Widget:  # a note on a page, and who wrote it
        for key in MADE_BY:
            if key in thing:
                del thing[key]


def _bare_picture(stream: Stream) -> None:
    """A photograph inside keeps its points and loses what the camera wrote."""
    if stream.get("/Filter") not in (Name.DCTDecode, Array([Name.DCTDecode])):
        return
    raw = stream.read_raw_bytes()
    bare = embedded_pictures.bare_jpeg(raw) if raw.startswith(b"\xff\xd8\xff") else raw
    if bare != raw:
        stream.write(bare, filter=Name.DCTDecode, decode_parms=stream.get("/DecodeParms"))
