"""What is in files is found like what is in petitions, and goes with them."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pikepdf
import pytest
from flask_sqlalchemy import SQLAlchemy
from fpdf import FPDF
from PIL import Image, ImageDraw, ImageFont

from app import storage
from app.domain.vocabulary import CaseKind, Procedure
from app.inspection.words import scans
from app.jobs.handlers.indexing import read_files
from app.persistence import outbox
from app.persistence.models import FileText
from app.persistence.outbox import Message
from app.persistence.queries.finding import file_texts
from app.persistence.transaction import transaction
from app.search import desk
from app.search.keys import Kind, key
from app.services.finding import files
from app.services.intake import triage
from app.services.intake.petition_input import FileInput
from app.storage import reading
from tests import cast
from tests.builders import a_case
from tests.search import indexing
from tests.times import at

WORDS = "biên bản kiểm đếm cây sầu riêng"
FONT = Path(reading.ROOT / "app/documents/fonts/LiberationSerif-Regular.ttf")
OFFICE = "application/vnd.openxmlformats-officedocument."


def a_pdf() -> bytes:
    page = FPDF()
    page.add_page()
    page.add_font("serif", fname=FONT)
    page.set_font("serif", size=14)
    page.multi_cell(0, text=WORDS)
    return bytes(page.output())


def a_document() -> bytes:
    out, document = BytesIO(), docx.Document()
    document.add_paragraph("Mở đầu")
    document.add_paragraph(WORDS)
    document.save(out)
    return out.getvalue()


def a_workbook() -> bytes:
    out, book = BytesIO(), openpyxl.Workbook()
    book.active.append(["Số", WORDS])
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "media_type", "how"),
    [
        (a_pdf, "application/pdf", "pdf"),
        (a_document, OFFICE + "wordprocessingml.document", "office"),
        (a_workbook, OFFICE + "spreadsheetml.sheet", "office"),
        (WORDS.encode, "text/plain", "text"),
    ],
)
def test_words_are_read(content: object, media_type: str, how: str) -> None:
    text, found = reading.words(content(), media_type)  # type: ignore[operator]
    assert (found, WORDS in " ".join(text.split())) == (how, True)


TOLD = "Đơn khiếu nại của bà Thạch Thị Sà Rươl"
FAKE = f"""#!/bin/sh
[ "$1" = --list-langs ] && echo "vie" && exit 0
[ "$*" = "stdin stdout -l vie" ] && /bin/cat > /dev/null && echo "{TOLD}"
"""


@pytest.fixture
def path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """A folder that alone is looked through for programs."""
    monkeypatch.setenv("PATH", str(tmp_path))
    reading.tesseract.cache_clear()
    yield tmp_path
    reading.tesseract.cache_clear()


def a_picture(words: str, size: tuple[int, int] = (900, 120)) -> bytes:
    out, picture = BytesIO(), Image.new("L", size, 255)
    ImageDraw.Draw(picture).text((30, 30), words, font=ImageFont.truetype(str(FONT), 36), fill=0)
    picture.save(out, "PNG")
    return out.getvalue()


def test_a_picture_is_read_by_the_program_that_is_there(path: Path) -> None:
    assert reading.words(a_picture(TOLD), "image/png") == ("", "none"), "not installed: nothing is found, nothing fails"
    (path / "tesseract").write_text(FAKE, "utf-8")
    (path / "tesseract").chmod(0o700)
    reading.tesseract.cache_clear()
    text, how = reading.words(a_picture(TOLD), "image/png")
    assert (text.strip(), how) == (TOLD, "pictures")


def a_scan(*pages: bytes, words: str = "", turned: int = 0) -> bytes:
    """A PDF of pictures; `words`: written over each."""
    paper = FPDF()
    paper.add_font("serif", fname=FONT)
    paper.set_font("serif", size=9)
    for page in pages:
        paper.add_page()
        paper.image(BytesIO(page), x=10, y=20, w=190)
        if words:
            paper.set_y(60)
            paper.multi_cell(0, text=words)
    with pikepdf.open(BytesIO(paper.output())) as pdf:
        for sheet in pdf.pages:
            sheet.rotate(turned, relative=False)
        out = BytesIO()
        pdf.save(out)
    return out.getvalue()


def test_scanned_pages_are_read_up_to_a_limit(path: Path) -> None:
    signed, stamp = "Ký bởi: Ủy ban nhân dân phường", a_picture(TOLD, (200, 60))
    scan = a_scan(*[a_picture(f"{TOLD} {number}") for number in range(scans.MOST_PAGES + 2)], stamp, words=signed)
    text, how = reading.words(scan, reading.PDF)
    assert (text.count(signed), TOLD in text, how) == (scans.MOST_PAGES + 3, False, "pdf"), "not installed"
    (path / "tesseract").write_text(FAKE, "utf-8")
    (path / "tesseract").chmod(0o700)
    reading.tesseract.cache_clear()
    text, how = reading.words(scan, reading.PDF)
    assert (text.count(TOLD), text.count(signed), how) == (scans.MOST_PAGES, scans.MOST_PAGES + 3, "pdf")
    text, _how = reading.words(a_scan(stamp), reading.PDF)
    assert text.strip() == "", "an emblem is no page"
    text, _how = reading.words(a_scan(a_picture(TOLD), words=f"{WORDS} " * 6), reading.PDF)
    assert WORDS in text and TOLD not in text, "a page with words of its own is not read again"


def test_the_program_itself_reads_a_scan() -> None:
    """Where it is installed, and a page that lies on its side too."""
    reading.tesseract.cache_clear()
    text, how = reading.words(a_scan(turned_left(a_picture(TOLD)), turned=90), reading.PDF)
    installed = reading.tesseract()
    assert how == "pdf"
    if installed and "vie" in installed[1]:
        assert {"khiếu", "nại", "Thạch"} <= set(text.split())
    else:
        assert text.strip() == ""


def turned_left(content: bytes) -> bytes:
    out = BytesIO()
    with Image.open(BytesIO(content)) as picture:
        picture.rotate(90, expand=True).save(out, "PNG")
    return out.getvalue()


def test_the_program_itself_reads_vietnamese() -> None:
    """Where it is installed; elsewhere its answer is that it is not."""
    reading.tesseract.cache_clear()
    text, how = reading.words(a_picture(TOLD), "image/png")
    installed = reading.tesseract()
    assert how == ("pictures" if installed else "none")
    if installed and "vie" in installed[1]:
        assert {"khiếu", "nại", "Thạch"} <= set(text.split())


def test_a_broken_file_has_no_words() -> None:
    assert reading.words(b"%PDF-1.7 \x00 nothing of the sort", "application/pdf") == ("", "failed")
    assert reading.words(b"", "audio/mpeg") == ("", "none")


@pytest.fixture
def tidy(db: SQLAlchemy) -> Iterator[None]:
    yield
    indexing.let_go()


def test_a_file_is_found_and_forgotten_when_its_case_is_sealed(db: SQLAlchemy, tidy: None) -> None:
    kept = FileInput.of(storage.save(BytesIO(WORDS.encode()), "biên-bản.txt"))
    case = a_case(CaseKind.RECOMMENDATION).filed("2026-07-13", files=(kept,)).registered("2026-07-13").made()
    home = indexing.built()
    assert desk.staff(cast.actor("em"), "kiem dem cay sau rieng").found.keys == ()
    assert files.read_next([case.id], at=at("2026-07-13 10:00"))
    assert not files.read_next([case.id], at=at("2026-07-13 10:01"))
    indexing.fed(home)
    assert desk.staff(cast.actor("em"), "kiem dem cay sau rieng").found.keys == (key(Kind.CASE, case.id),)
    clerk = cast.desk_of(case.body_id)
    triage.classify(clerk, case.id, Procedure.DENUNCIATION, "Tố cáo cán bộ.", at=at("2026-07-14"))
    assert db.session.query(FileText).count() == 0
    indexing.fed(home)
    for actor in (clerk, cast.head_of(case.body_id), cast.actor("em")):
        assert desk.staff(actor, WORDS).found.keys == ()
    assert file_texts.cases_with_unread(10) == []


def test_letters_do_not_wait_for_more_than_one_file(db: SQLAlchemy) -> None:
    """Two files of one case and one of another are read one a message, each asked for behind what is due by then."""
    several = [FileInput.of(storage.save(BytesIO(f"{WORDS} {n}".encode()), f"{n}.txt")) for n in range(3)]
    first = a_case(CaseKind.RECOMMENDATION).filed("2026-07-13", files=tuple(several[:2])).made()
    second = a_case(CaseKind.RECOMMENDATION).filed("2026-07-13", files=tuple(several[2:])).made()
    emptied()
    files.ask_for([first.id, second.id], at=at("2026-07-13 10:00"))
    with transaction():
        outbox.post("staff.mail", at=at("2026-07-13 10:01"), notice_id=1)
    in_hand = []
    for minute in range(2, 8):
        for message in outbox.claim(at(f"2026-07-13 10:0{minute}"), 1):
            in_hand.append(message.topic)
            if message.topic == files.INDEX_FILES:
                read_files(message, at(f"2026-07-13 10:0{minute}"))
            outbox.done(message, at(f"2026-07-13 10:0{minute}"))
    one_more = [files.INDEX_CASE, files.INDEX_FILES]
    assert in_hand == [files.INDEX_FILES, "staff.mail", *one_more, *one_more]
    assert db.session.query(FileText).count() == 3


def test_a_message_of_before_names_one_case(db: SQLAlchemy) -> None:
    kept = FileInput.of(storage.save(BytesIO(WORDS.encode()), "biên-bản.txt"))
    case = a_case(CaseKind.RECOMMENDATION).filed("2026-07-13", files=(kept,)).made()
    read_files(Message(1, files.INDEX_FILES, {"case_id": case.id}, 1), at("2026-07-13 10:00"))
    assert db.session.query(FileText).count() == 1


def emptied() -> None:
    for message in outbox.claim(at("2026-07-13 10:00"), 100):
        outbox.done(message, at("2026-07-13 10:00"))
