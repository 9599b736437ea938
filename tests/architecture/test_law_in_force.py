"""Whoever counts days counts by the calendar that people have confirmed, not by the printed one alone."""

from tests.architecture.source import CODE, name


def test_services_count_by_the_law_in_force() -> None:
    """The printed lawbook alone does not know the days that a person has confirmed."""
    print_readers = {
        "app/services/law.py",
        "app/services/keeping/calendars.py",
        "app/services/keeping/calendar_effects.py",
        "app/services/rulings/known.py",  # where there is no database
        "app/services/oversight/explanation.py",  # a row by its id
    }
    readers = {name(path) for path in CODE if "lawbook.load()" in path.read_text(encoding="utf-8")}
    counting = {file for file in readers if file.startswith("app/services/")}
    assert counting <= print_readers
