"""Every URL has its guard, every page its template, and the list of both is written down."""

from flask import Flask

from app.web import doors
from tests.architecture.documents import ROUTES, routes_page
from tests.architecture.source import APP
from tests.security.matrix import table


def test_the_list_of_routes_is_current(app: Flask) -> None:
    assert ROUTES.read_text(encoding="utf-8") == routes_page(app), "run `make docs`"


def test_every_url_stands_in_the_matrix(app: Flask) -> None:
    """A new URL says, in tests/security/matrix/table.py, who gets what there; the matrix then tries everybody."""
    built, said = {table.address_of(rule.rule) for rule in app.url_map.iter_rules()}, set(table.rows())
    assert built == said, table.WHAT_TO_DO % (sorted(built - said), sorted(said - built))


def test_names_agree(app: Flask) -> None:
    """The endpoint is the view's own name, in the audience's own folder."""
    for rule in app.url_map.iter_rules():
        view = getattr(app.view_functions[rule.endpoint], "view", None)
        if view is None:
            assert rule.endpoint == "static"
            continue
        audience, _, called = rule.endpoint.partition(".")
        assert view.__name__ == called
        assert view.__module__.startswith(f"app.web.{audience}."), rule.endpoint


def test_every_audience_is_of_staff_or_of_everybody() -> None:
    """A new folder in web/ must be named on one side, so that nobody forgets to think of it."""
    audiences = {path.parent.name for path in (APP / "web").glob("*/routes.py")}
    assert audiences <= doors.STAFF_AUDIENCES | doors.FOR_EVERYBODY


def test_nothing_changes_by_get(app: Flask) -> None:
    """Whatever takes POST also says so; nothing takes PUT, PATCH or DELETE, which a page without script cannot send."""
    for rule in app.url_map.iter_rules():
        assert (rule.methods or set()) <= {"GET", "HEAD", "OPTIONS", "POST"}, rule.rule
