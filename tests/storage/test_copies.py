"""The copy that people are shown tells nothing of who made a file, and nothing in it acts; what came is kept."""

import io
import zipfile

import pikepdf
import pytest
from flask_sqlalchemy import SQLAlchemy
from PIL import Image

from app import storage
from app.domain.refusals import BadInput
from app.inspection import kinds
from app.storage import workshop
from tests.security import canaries
from tests.storage import authored, corpus


def copy_of(name: str, content: bytes) -> bytes:
    return kinds.examine(content, kinds.chapter(content, name)).copy


def every_byte(content: bytes) -> bytes:
    """The content, and what is packed in it."""
    found = content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            found += b"".join(every_byte(archive.read(entry)) for entry in archive.infolist())
    if content.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(content)) as paper:
            found += b"".join(thing.unparse(resolved=True) for thing in paper.objects if thing._type_name != "stream")
            found += b"".join(s.read_raw_bytes() for s in paper.objects if isinstance(s, pikepdf.Stream))
    return found


@pytest.mark.parametrize("name", authored.FILES)
def test_no_copy_tells_who_made_it(name: str) -> None:
    content = authored.FILES[name]()
    assert canaries.NAME in canaries.hits_in(every_byte(content)), "the file itself does"
    assert canaries.hits_in(every_byte(copy_of(name, content))) == set()


@pytest.mark.parametrize("name", authored.FILES)
def test_a_copy_is_a_file_of_the_same_kind_and_its_copy_is_the_same(name: str) -> None:
    content = authored.FILES[name]()
    chapter = kinds.chapter(content, name)
    first = kinds.examine(content, chapter)
    second = kinds.examine(first.copy, chapter)
    assert second.media_type == first.media_type
    if chapter != "pictures":  # painted anew each time
        assert second.copy == first.copy


@pytest.mark.parametrize("case", corpus.GOOD)
def test_honest_files_have_a_copy(case: str) -> None:
    name, make, media_type = corpus.GOOD[case]
    assert kinds.examine(copy_of(name, make()), kinds.chapter(make(), name)).media_type == media_type


def test_pictures_look_the_same_and_stand_upright() -> None:
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x0112] = 6  # held sideways
    Image.linear_gradient("L").resize((60, 40)).save(out, "JPEG", exif=exif)
    copy = Image.open(io.BytesIO(copy_of("a.jpg", out.getvalue())))
    assert (
        copy.size == (40, 60)
        and not copy.getexif()
        and set(copy.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    )


def test_a_paper_starts_nothing_and_carries_nothing() -> None:
    copy = copy_of("a.pdf", authored.pdf())
    every = every_byte(copy)
    for word in (
        b"/JavaScript",
        b"/JS",
        b"/OpenAction",
        b"/AA",
        b"/Launch",
        b"/EmbeddedFile",
        b"/Metadata",
        b"app.alert",
    ):
        assert word not in every, word
    with pikepdf.open(io.BytesIO(copy)) as paper:
        assert len(paper.pages) == 1 and "/Info" not in paper.trailer
        photo = paper.pages[0].Resources.XObject.I
        Image.open(io.BytesIO(photo.read_raw_bytes())).load()


def test_office_files_fetch_nothing() -> None:
    copy = every_byte(copy_of("a.docx", authored.docx()))
    assert b"evil.example" not in copy and b"Normal.dotm" in copy
    assert "Nội dung".encode() in copy


def test_a_film_keeps_every_place() -> None:
    """What is taken out is overwritten: the offsets of a film point into the file."""
    content = authored.mp4()
    copy = copy_of("a.mp4", content)
    assert len(copy) == len(content) and copy.count(b"free") == 3


@pytest.mark.parametrize("name", ["a.jpg", "a.pdf", "a.docx", "a.heic"])
def test_a_child_does_the_work(name: str) -> None:
    content = authored.FILES[name]()
    examined = workshop.examine(content, name)
    assert canaries.hits_in(every_byte(examined.copy)) == set()
    assert examined.media_type == kinds.examine(content, kinds.chapter(content, name)).media_type


@pytest.mark.parametrize("case", ["huge picture", "jpeg cut off", "macros"])
def test_a_child_says_why_not(case: str) -> None:
    name, make, reason = corpus.BAD[case]
    with pytest.raises(BadInput) as refusal:
        workshop.examine(make(), name)
    assert refusal.value.reason == reason


def test_what_is_too_hard_kills_the_child_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workshop, "SECONDS", 0.01)
    with pytest.raises(BadInput, match="file_too_hard"):
        workshop.examine(corpus.pdf(), "a.pdf")


def test_a_child_is_killed_by_memory_before_the_machine_is(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGBA", (4000, 3000)).save(out, "PNG", compress_level=1, exif=exif)
    monkeypatch.setattr(workshop, "MEMORY", 120 * 1024 * 1024)
    with pytest.raises(BadInput, match="file_too_hard"):
        workshop.examine(out.getvalue(), "a.png")


def test_the_bytes_that_came_are_kept_encrypted_and_only_the_copy_is_shown(db: SQLAlchemy) -> None:
    content = authored.docx()
    kept = storage.save(io.BytesIO(content), "đơn.docx")
    assert b"".join(storage.original(kept.id, key=kept.key)) == content
    assert canaries.hits_in(every_byte(b"".join(storage.read(kept.id, key=kept.key)))) == set()
    assert storage.is_intact(kept.id, kept.digest)
