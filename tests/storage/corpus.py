"""Files as people and attackers send them, made here so that nothing dangerous lies in the repository."""

import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable

import pikepdf
from PIL import Image

TYPES_WORD = (
    b'<?xml version="1.0"?><Types><Override PartName="/word/document.xml" ContentType="application/vnd.'
    b'openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
TYPES_EXCEL = TYPES_WORD.replace(b"/word/document.xml", b"/xl/workbook.xml").replace(
    b"wordprocessingml.document", b"spreadsheetml.sheet"
)
ODT = b"application/vnd.oasis.opendocument.text"


CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] >>"


def pdf(catalog: bytes = CATALOG, *more: bytes, trailer: bytes = b"", page: bytes = PAGE) -> bytes:
    """Catalogue, pages and one page are objects 1 to 3; `more` are 4 and on."""
    content, places = b"%PDF-1.4\n", []
    for number, body in enumerate((catalog, PAGES, page, *more), 1):
        places.append(b"%010d 00000 n \n" % len(content))
        content += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    count, start = len(places) + 1, len(content)
    table = b"xref\n0 %d\n0000000000 65535 f \n%b" % (count, b"".join(places))
    return (
        content + table + b"trailer\n<< /Root 1 0 R /Size %d %b >>\nstartxref\n%d\n%%%%EOF\n" % (count, trailer, start)
    )


def stream(body: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(body), entries, body)


def picture(kind: str, width: int = 60, height: int = 40) -> bytes:
    out = io.BytesIO()
    Image.radial_gradient("L").resize((width, height)).convert("RGB").save(out, kind)
    return out.getvalue()


def zipped(entries: dict[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in entries.items():
            archive.writestr(zipfile.ZipInfo(name) if name == "mimetype" else name, content)
    return out.getvalue()


def docx(**more: bytes) -> bytes:
    return zipped(
        {"[Content_Types].xml": TYPES_WORD, "word/document.xml": b"<document>%b</document>" % (b"<p/>" * 60), **more}
    )


def xlsx(**more: bytes) -> bytes:
    return zipped({"[Content_Types].xml": TYPES_EXCEL, "xl/workbook.xml": b"<workbook/>", **more})


def odt(**more: bytes) -> bytes:
    return zipped({"mimetype": ODT, "content.xml": b"<office/>", "META-INF/manifest.xml": b"<m/>", **more})


def doubled() -> bytes:
    """Two entries of one name: who checks reads one, who opens reads the other."""
    out = io.BytesIO(docx())
    with warnings.catch_warnings(), zipfile.ZipFile(out, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("word/document.xml", b"<document>another</document>")
    return out.getvalue()


def box(kind: bytes, content: bytes = b"") -> bytes:
    return struct.pack(">I4s", 8 + len(content), kind) + content


def film(brand: bytes = b"isom", inner: bytes = b"moov") -> bytes:
    return box(b"ftyp", brand + b"\0\0\2\0" + brand) + box(inner, b"\0" * 40) + box(b"mdat", b"\0" * 200)


def mp3(frames: int = 6, tag: bool = True) -> bytes:
    frame = b"\xff\xfb\x90\x00" + b"\0" * 413  # 128 kbit/s at 44.1 kHz: 417 bytes
    return (b"ID3\x04\0\0\0\0\0\x0a" + b"\0" * 10 if tag else b"") + frame * frames


def deep_pdf() -> bytes:
    """300 MB in about a thousand bytes."""
    packer = zlib.compressobj(9)
    head = packer.compress(bytes(1024 * 1024)) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(bytes(1024 * 1024)) + packer.flush(zlib.Z_FULL_FLUSH)  # after a full flush all are alike
    once = head + again * 299
    return pdf(CATALOG, stream(zlib.compress(once, 9), b"/Filter [/FlateDecode /FlateDecode]"))


def locked_pdf() -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf())) as paper:
        paper.save(out, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    return out.getvalue()


def bomb() -> bytes:
    return docx(**{"word/media/zeros.bin": bytes(60 * 1024 * 1024)})


def lying_zip() -> bytes:
    """Its directory says that an entry is larger than the archive holds."""
    whole = bytearray(docx())
    directory = whole.rindex(b"PK\x01\x02")
    struct.pack_into("<I", whole, directory + 20, 50_000_000)
    return bytes(whole)


def linked() -> bytes:
    out = io.BytesIO(docx())
    with zipfile.ZipFile(out, "a") as archive:
        link = zipfile.ZipInfo("word/link")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    return out.getvalue()


def huge_png() -> bytes:
    """A few bytes that say they are 30,000 by 30,000 pixels."""
    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(b"")), (b"IEND", b""))
    written = (struct.pack(">I", len(c)) + k + c + struct.pack(">I", zlib.crc32(k + c)) for k, c in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(written)


HTML = b"<!DOCTYPE html><html><body><script>alert(1)</script></body></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
EXE = b"MZ\x90\x00\x03\x00\x00\x00" + b"\0" * 56 + b"PE\0\0" + b"\0" * 200

GOOD: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "pdf": ("đơn.pdf", pdf, "application/pdf"),
    "jpeg": ("ảnh.JPG", lambda: picture("JPEG"), "image/jpeg"),
    "png": ("ảnh.png", lambda: picture("PNG"), "image/png"),
    "webp": ("ảnh.webp", lambda: picture("WEBP"), "image/webp"),
    "heic": ("IMG_0001.HEIC", lambda: film(b"heic", b"meta"), "image/heic"),
    "docx": ("đơn.docx", docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "docx with a table": (
        "đơn.docx",
        lambda: docx(**{"word/embeddings/bang.xlsx": xlsx()}),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "xlsx": ("bảng.xlsx", xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "odt": ("đơn.odt", odt, "application/vnd.oasis.opendocument.text"),
    "text": ("thư.txt", lambda: "Kính gửi Ủy ban nhân dân phường.\r\n".encode(), "text/plain"),
    "text, utf-16": ("thư.txt", lambda: "Kính gửi".encode("utf-16"), "text/plain"),
    "mp3": ("ghi âm.mp3", mp3, "audio/mpeg"),
    "mp3 without tag": ("ghi âm.mp3", lambda: mp3(tag=False), "audio/mpeg"),
    "m4a": ("ghi âm.m4a", lambda: film(b"M4A "), "audio/mp4"),
    "mp4": ("phim.mp4", film, "video/mp4"),
}

BAD: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "empty": ("đơn.pdf", bytes, "file_empty"),
    "html as pdf": ("đơn.pdf", lambda: HTML, "file_type_refused"),
    "html as text": ("đơn.txt", lambda: HTML, "file_type_refused"),
    "html after words": ("đơn.txt", lambda: b"Kinh gui\n" * 900 + HTML, "file_type_refused"),
    "html": ("trang.html", lambda: HTML, "file_type_refused"),
    "svg": ("hình.svg", lambda: SVG, "file_type_refused"),
    "svg as png": ("hình.png", lambda: SVG, "file_type_refused"),
    "svg after a declaration": ("hình.txt", lambda: b'<?xml version="1.0"?>' + SVG, "file_type_refused"),
    "exe as jpg": ("ảnh.jpg", lambda: EXE, "file_type_refused"),
    "exe": ("cài đặt.exe", lambda: EXE, "file_type_refused"),
    "elf": ("chương trình", lambda: b"\x7fELF\x02\x01\x01" + b"\0" * 100, "file_type_refused"),
    "shell": ("chay.sh", lambda: b"#!/bin/sh\necho a\n", "file_type_refused"),
    "shell as text": ("chay.txt", lambda: b"#!/bin/sh\necho a\n", "file_type_refused"),
    "batch": ("chay.bat", lambda: b"echo a\r\n", "file_type_refused"),
    "php as text": ("a.txt", lambda: b"<?php system($_GET[0]);", "file_type_refused"),
    "double ending": ("đơn.pdf.exe", lambda: EXE, "file_type_refused"),
    "bytes": ("a.txt", lambda: bytes(range(256)), "file_type_refused"),
    "old text": ("a.txt", lambda: b"Vi\xd6t Nam", "file_type_refused"),
    "bare pdf head": ("a.pdf", lambda: b"%PDF-1.7\n", "file_damaged"),
    "pdf head and page": ("a.pdf", lambda: b"%PDF-1.7\n" + HTML, "file_damaged"),
    "pdf cut off": ("a.pdf", lambda: pdf()[:-30], "file_damaged"),
    "pdf with a false start": ("a.pdf", lambda: pdf().replace(b"startxref\n", b"startxref\n1"), "file_damaged"),
    "pdf bomb": ("a.pdf", deep_pdf, "file_bomb"),
    "bare zip head": ("a.docx", lambda: b"PK\x03\x04" + b"\0" * 60, "file_damaged"),
    "zip": ("a.zip", lambda: zipped({"a.txt": b"a"}), "file_type_refused"),
    "zip as docx": ("a.docx", lambda: zipped({"a.txt": b"a"}), "file_type_refused"),
    "docx without document": ("a.docx", lambda: zipped({"[Content_Types].xml": TYPES_WORD}), "file_type_refused"),
    "macros": ("a.docm", lambda: docx(**{"word/vbaProject.bin": b"x"}), "file_macros"),
    "zip bomb": ("a.docx", bomb, "file_bomb"),
    "many entries": ("a.docx", lambda: docx(**{f"w/{n}": b"" for n in range(600)}), "file_bomb"),
    "archives in archives": (
        "a.docx",
        lambda: docx(**{"word/embeddings/a.zip": zipped({"b.zip": zipped({"c": b"c"})})}),
        "file_bomb",
    ),
    "lying directory": ("a.docx", lying_zip, "file_bomb"),
    "damaged entry": ("a.docx", lambda: docx().replace(b"PK\x03\x04", b"PK\x03\x05")[1:], "file_type_refused"),
    "path upwards": ("a.docx", lambda: docx(**{"../../etc/cron.d/a": b"x"}), "file_type_refused"),
    "absolute path": ("a.docx", lambda: docx(**{"/etc/passwd": b"x"}), "file_type_refused"),
    "windows path": ("a.docx", lambda: docx(**{"C:\\a.txt": b"x"}), "file_type_refused"),
    "link": ("a.docx", linked, "file_type_refused"),
    "jar": ("a.jar", lambda: zipped({"META-INF/MANIFEST.MF": b"x", "A.class": b"x"}), "file_type_refused"),
    "png cut off": ("a.png", lambda: picture("PNG", 600, 400)[:-300], "file_damaged"),
    "png without end": ("a.png", lambda: picture("PNG")[:-12], "file_damaged"),
    "jpeg cut off": ("a.jpg", lambda: picture("JPEG", 600, 400)[:2000], "file_damaged"),
    "jpeg head": ("a.jpg", lambda: b"\xff\xd8\xff\xe0" + HTML, "file_damaged"),
    "webp cut off": ("a.webp", lambda: picture("WEBP", 600, 400)[:200], "file_damaged"),
    "wav": ("a.wav", lambda: b"RIFF\x24\0\0\0WAVEfmt ", "file_type_refused"),
    "huge picture": ("a.png", huge_png, "image_too_large"),
    "film without content": ("a.mp4", lambda: box(b"ftyp", b"isom\0\0\2\0"), "file_damaged"),
    "film cut off": ("a.mp4", lambda: film()[:-20], "file_damaged"),
    "heic without picture": ("a.heic", lambda: film(b"heic", b"free"), "file_damaged"),
    "unknown film": ("a.mp4", lambda: film(b"abcd"), "file_type_refused"),
    "tag without sound": ("a.mp3", lambda: b"ID3\x04\0\0\0\0\0\x0a" + HTML, "file_type_refused"),
    "gif": ("a.gif", lambda: picture("GIF"), "file_type_refused"),
    "tiff": ("a.tif", lambda: picture("TIFF"), "file_type_refused"),
    "rtf": ("a.rtf", lambda: b"{\\rtf1 \\object}", "file_type_refused"),
    "shortcut": ("a.lnk", lambda: b"L\0\0\0\x01\x14\x02\0" + b"\0" * 80, "file_type_refused"),
    "macros in excel": ("a.xlsm", lambda: xlsx(**{"xl/vbaProject.bin": OLE}), "file_macros"),
    "macros, upper case": ("a.docx", lambda: docx(**{"word/VBAPROJECT.BIN": b"x"}), "file_macros"),
    "macros by another name": ("a.docx", lambda: docx(**{"word/rong.bin": OLE}), "file_macros"),
    "a type with macros": (
        "a.docx",
        lambda: zipped({"[Content_Types].xml": TYPES_WORD + b"<!-- macroEnabled -->", "word/document.xml": b"<d/>"}),
        "file_macros",
    ),
    "macro sheet": ("a.xlsx", lambda: xlsx(**{"xl/macrosheets/sheet1.xml": b"<xm/>"}), "file_macros"),
    "active x": ("a.docx", lambda: docx(**{"word/activeX/activeX1.xml": b"<ax/>"}), "file_macros"),
    "ole object": ("a.docx", lambda: docx(**{"word/embeddings/oleObject1.bin": OLE + b"\0" * 99}), "file_macros"),
    "program inside": ("a.docx", lambda: docx(**{"word/media/image1.png": EXE}), "file_macros"),
    "script inside": ("a.docx", lambda: docx(**{"word/a.js": b"alert(1)"}), "file_macros"),
    "dde in excel": (
        "a.xlsx",
        lambda: xlsx(**{"xl/externalLinks/externalLink1.xml": b"<e><ddeLink ddeService='cmd'/></e>"}),
        "file_macros",
    ),
    "dde in word": (
        "a.docx",
        lambda: docx(**{"word/footer1.xml": b"<f><w:instrText>DDEAUTO c:\\cmd.exe</w:instrText></f>"}),
        "file_macros",
    ),
    "basic in odt": ("a.odt", lambda: odt(**{"Basic/Standard/Module1.xml": b"<b/>"}), "file_macros"),
    "macros one deeper": (
        "a.docx",
        lambda: docx(**{"word/embeddings/b.xlsx": xlsx(**{"xl/vbaProject.bin": b"x"})}),
        "file_macros",
    ),
    "an archive within": ("a.docx", lambda: docx(**{"word/a.bin": zipped({"a": b"a"})}), "file_type_refused"),
    "7z within": ("a.docx", lambda: docx(**{"word/a.bin": b"7z\xbc\xaf\x27\x1c" + b"\0" * 30}), "file_bomb"),
    "rar within": ("a.docx", lambda: docx(**{"word/a.bin": b"Rar!\x1a\x07\0"}), "file_bomb"),
    "gzip within": ("a.docx", lambda: docx(**{"word/a.bin": b"\x1f\x8b\x08" + b"\0" * 20}), "file_bomb"),
    "entities": (
        "a.docx",
        lambda: docx(**{"word/comments.xml": b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>'}),
        "file_type_refused",
    ),
    "entities, utf-16": (
        "a.docx",
        lambda: docx(**{"word/styles.xml": '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e "x">]><a/>'.encode("utf-16")}),
        "file_type_refused",
    ),
    "no xml": ("a.docx", lambda: docx(**{"word/comments.xml": b"<author"}), "file_damaged"),
    "two of one name": ("a.docx", doubled, "file_damaged"),
    "old word": ("a.doc", lambda: OLE + b"\0" * 600, "file_old_office"),
    "old word as pdf": ("a.pdf", lambda: OLE + b"\0" * 600, "file_old_office"),
    "pdf and archive": ("a.pdf", lambda: pdf() + zipped({"a.txt": b"a"}), "file_two_kinds"),
    "jpeg and archive": ("a.jpg", lambda: picture("JPEG") + zipped({"a.class": b"a"}), "file_two_kinds"),
    "mp3 and archive": ("a.mp3", lambda: mp3() + zipped({"a": b"a"}), "file_two_kinds"),
    "film and archive": ("a.mp4", lambda: film() + zipped({"a": b"a"}), "file_two_kinds"),
    "webp and archive": ("a.webp", lambda: picture("WEBP") + zipped({"a": b"a"}), "file_two_kinds"),
    "archive with a pdf before": ("a.docx", lambda: pdf() + docx(), "file_two_kinds"),
    "png and page": ("a.png", lambda: picture("PNG") + HTML, "file_damaged"),
    "locked pdf": ("a.pdf", locked_pdf, "file_locked"),
    "pdf without pages": ("a.pdf", lambda: pdf(b"<< /Type /Catalog >>"), "file_damaged"),
    "pdf in a circle": ("a.pdf", lambda: pdf(b"<< /Type /Catalog /Pages 1 0 R /Kids [1 0 R] >>"), "file_damaged"),
    "pdf of brackets": ("a.pdf", lambda: pdf(b"[" * 100_000), "file_damaged"),
    "javascript": ("a.js", lambda: b"alert(1)", "file_type_refused"),
    "page saved by a browser": ("a.mhtml", lambda: b"MIME-Version: 1.0\r\n\r\n" + HTML, "file_type_refused"),
    "xml": ("a.xml", lambda: b'<?xml version="1.0"?><a/>', "file_type_refused"),
    "7z": ("a.7z", lambda: b"7z\xbc\xaf\x27\x1c" + b"\0" * 30, "file_type_refused"),
    "rar": ("a.rar", lambda: b"Rar!\x1a\x07\0" + b"\0" * 30, "file_type_refused"),
    "postscript": ("a.ps", lambda: b"%!PS-Adobe-3.0\n(a) run\n", "file_type_refused"),
}
