"""The pages for jurists say what the lawbook says."""

from tests.lawbook.pages import BY_HAND, FOLDER, pages


def test_the_pages_are_current() -> None:
    written = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md") if path.name not in BY_HAND}
    assert written == pages(), "run `make docs`"
