"""Somebody filling in the pages of a petition, without a script."""

import re
from io import BytesIO
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.persistence.queries import bodies
from tests import cast
from tests.times import at

NOW = at("2026-11-23 10:00")
TODAY = NOW.date()
CONTENT = "Ngày 10/10/2026 phường ra quyết định thu hồi 320 m² đất của gia đình tôi mà không đo đạc lại."

ACT = {"act_on": "10/10/2026", "known_on": "12/10/2026", "decision_number": "215/QĐ-UBND"}
PLACE = {"unit_code": "31507"}
PEOPLE = {"who": "self", "parties-0-name": "Thạch Thị An", "parties-0-address": "Khóm 3, phường Sóc Trăng"}
PAGES = {"quyet-dinh", "noi-dung", "nguoi-nop", "tai-lieu"}


class Pen:
    """Walks through the pages of one kind; every page is got before it is sent, as a browser does."""

    def __init__(self, client: FlaskClient, slug: str = "khieu-nai") -> None:
        client.application.config["NOW"] = NOW
        self.client, self.slug = client, slug

    def get(self, path: str) -> TestResponse:
        return self.client.get(path)

    def send(self, path: str, fields: dict[str, Any], *, token: str | None = None) -> TestResponse:
        page = self.client.get(path)
        fields = {"csrf_token": token or csrf_of(page), **fields}
        return self.client.post(path, data=fields)

    def page(self, name: str, **fields: Any) -> TestResponse:
        return self.send(f"/nop-don/{self.slug}/{name.replace('_', '-')}", fields)

    def attach(self, content: bytes, name: str, **fields: Any) -> TestResponse:
        return self.page("tai_lieu", files=(BytesIO(content), name), **fields)

    def written(self, **changes: Any) -> "Pen":
        """All pages filled well, up to the review."""
        if self.slug == "khieu-nai":
            assert self.page("quyet_dinh", **ACT).status_code == 302
        assert self.page("noi_dung", **(self.matter() | changes)).status_code == 302
        more = {"parties-0-phone": "0912345678"} if self.slug == "to-cao" else {}
        assert self.page("nguoi_nop", **PEOPLE, **more).status_code == 302
        return self

    def matter(self) -> dict[str, str]:
        if self.slug == "khieu-nai":
            return {**PLACE, "respondent_body_id": ward(), "content": CONTENT, "request": "Đo lại đất."}
        if self.slug == "to-cao":
            return {"respondent_name": "Trần Văn Kín", "respondent_position": "công chức địa chính", "content": CONTENT}
        return {**PLACE, "content": CONTENT}

    def review(self) -> TestResponse:
        return self.get("/nop-don/xem-lai")

    def submit(self, **changes: Any) -> TestResponse:
        page = self.review()
        return self.client.post(
            "/nop-don/xem-lai",
            data={"csrf_token": csrf_of(page), "draft": draft_of(page), "agree": "y", **changes},
        )

    def receipt(self) -> TestResponse:
        return self.get("/nop-don/bien-nhan")


def ward(day: Any = TODAY) -> str:
    body = bodies.by_code(cast.WARD, day)
    assert body is not None
    return str(body.id)


def csrf_of(page: TestResponse) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', page.text)
    assert found, page.text[:2000]
    return found[1]


def draft_of(page: TestResponse) -> str:
    found = re.search(r'name="draft" value="([^"]+)"', page.text)
    return found[1] if found else ""


def code_on(page: TestResponse) -> str:
    found = re.search(r"(?:[0-9A-Z]{4}-){6}[0-9A-Z]{4}", page.text)
    assert found
    return found[0]


def summary_of(page: TestResponse) -> str:
    """What stands in the box of things to mend."""
    found = re.search(r'<div class="td-summary".*?</div>', page.text, re.DOTALL)
    return found[0] if found else ""
