"""Files are taken for what they are, never for what they say: a corpus of honest and hostile ones."""

import resource
import time

import pytest

from app.domain.refusals import BadInput
from app.inspection import kinds, names
from tests.storage.corpus import BAD, GOOD


def inspect(content: bytes, name: str) -> str:
    return kinds.examine(content, kinds.chapter(content, name)).media_type


@pytest.mark.parametrize("case", GOOD)
def test_honest_files_come_in(case: str) -> None:
    name, make, media_type = GOOD[case]
    assert inspect(make(), name) == media_type


@pytest.mark.parametrize("case", [case for case in BAD if case != "empty"])
def test_hostile_files_stay_out(case: str) -> None:
    name, make, reason = BAD[case]
    content = make()
    before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
    with pytest.raises(BadInput) as refusal:
        inspect(content, name)
    assert refusal.value.reason == reason
    assert time.monotonic() - started < 5
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 64 * 1024, "kilobytes"


@pytest.mark.parametrize("case", GOOD)
def test_no_beginning_of_a_file_breaks_the_inspection(case: str) -> None:
    """Cut anywhere, a file is refused or (text, padded sound) taken; never a fault."""
    name, make, _ = GOOD[case]
    content = make()
    for length in range(1, len(content), max(1, len(content) // 60)):
        try:
            inspect(content[:length], name)
        except BadInput as refusal:
            assert refusal.reason.startswith(("file_", "image_"))


@pytest.mark.parametrize("case", GOOD)
def test_no_single_wrong_byte_breaks_the_inspection(case: str) -> None:
    name, make, _ = GOOD[case]
    content = make()
    for place in range(0, len(content), max(1, len(content) // 80)):
        broken = bytearray(content)
        broken[place] ^= 0xFF
        try:
            inspect(bytes(broken), name)
        except BadInput as refusal:
            assert refusal.reason.startswith(("file_", "image_"))


@pytest.mark.parametrize(
    ("given", "media_type", "shown"),
    [
        ("đơn.pdf", "application/pdf", "đơn.pdf"),
        ("đơn.PDF", "application/pdf", "đơn.PDF"),
        ("đơn.pdf.exe", "application/pdf", "đơn.pdf.exe.pdf"),
        ("../../etc/passwd", "text/plain", "passwd.txt"),
        ("C:\\Users\\An\\đơn.docx", "application/pdf", "đơn.docx.pdf"),
        ("đơn tố cáo.pdf", "application/pdf", "đơn tố cáo.pdf"),  # NFD becomes NFC
        ("a\u202efdp.exe", "application/pdf", "afdp.exe.pdf"),
        ("a\x00b\r\nc.pdf", "application/pdf", "ab c.pdf"),
        ('<"a">|?*.png', "image/png", "a.png"),
        ("...", "image/jpeg", "tep-dinh-kem.jpg"),
        ("", "image/jpeg", "tep-dinh-kem.jpg"),
        (".htaccess", "text/plain", "htaccess.txt"),
        ("IMG.HEIC", "image/heic", "IMG.HEIC"),
        ("x" * 300 + ".pdf", "application/pdf", "x" * 116 + ".pdf"),
        ("ảnh chụp.", "image/png", "ảnh chụp.png"),
    ],
)
def test_names_are_shown_without_tricks(given: str, media_type: str, shown: str) -> None:
    assert names.shown(given, media_type) == shown
