"""How a member of the cast works with the pages: opens one, fills in its form, sends it."""

from html.parser import HTMLParser
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse


class _Forms(HTMLParser):
    """The fields of every form of a page with what stands in them, by the address they are sent to."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: dict[str, dict[str, str]] = {}
        self._here: dict[str, str] | None = None
        self._area = self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._here = self.forms.setdefault(at.get("action", ""), {})
        if self._here is None or tag not in ("input", "textarea", "select", "option"):
            return
        name = at.get("name", "")
        if tag == "input" and name and at.get("type") not in ("checkbox", "radio", "submit"):
            self._here[name] = at.get("value", "")
        elif tag == "input" and name and "checked" in at:
            self._here[name] = at.get("value", "on")
        elif tag == "textarea":
            self._area = name
            self._here[name] = ""
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and ("selected" in at or self._select not in self._here):
            self._here[self._select] = at.get("value", "")

    def handle_data(self, data: str) -> None:
        if self._area and self._here is not None:
            self._here[self._area] += data.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._here = None
        self._area = "" if tag == "textarea" else self._area
        self._select = "" if tag == "select" else self._select


def fields_of(page: TestResponse, action: str) -> dict[str, str]:
    """What the form that is sent to this address holds."""
    parser = _Forms()
    parser.feed(page.text)
    assert action in parser.forms, (page.status_code, action, sorted(parser.forms))
    return parser.forms[action]


def submit(client: FlaskClient, path: str, /, **typed: Any) -> TestResponse:
    """Open a step, fill in what is given over what stands there, send."""
    action = path.partition("?")[0]
    return client.post(action, data={**fields_of(client.get(path), action), **typed})


def sent(client: FlaskClient, path: str, /, **typed: Any) -> str:
    """The same where it must succeed: the sentence that the next page says, with the page."""
    answer = submit(client, path, **typed)
    assert answer.status_code == 302, answer.text
    return client.get(answer.location).text
