"""Somebody following a petition by its code, without a script."""

from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.domain.tracking_codes import grouped
from app.persistence.models import Case
from app.services.intake.filing import Receipt
from tests.builders import CaseBuilder
from tests.times import at
from tests.web.public.pen import csrf_of

NOW = at("2026-11-23 10:00")


class Follower:
    """A browser at /tra-cuu; `case` is the one its code opens."""

    def __init__(self, client: FlaskClient, made: tuple[Receipt, Case]) -> None:
        client.application.config["NOW"] = NOW
        self.client = client
        self.receipt, self.case = made

    def path(self, below: str = "") -> str:
        return f"/tra-cuu/ho-so/{self.case.id}{below}"

    def open(self, typed: str | None = None) -> TestResponse:
        """Type the code; a browser gets the page before it sends it."""
        page = self.client.get("/tra-cuu")
        code = grouped(self.receipt.tracking_code) if typed is None else typed
        return self.client.post("/tra-cuu", data={"csrf_token": csrf_of(page), "code": code})

    def page(self, below: str = "") -> TestResponse:
        return self.client.get(self.path(below))

    def send(self, below: str, **fields: Any) -> TestResponse:
        """Fill in a form of the case and send it, with whatever hidden fields the page has."""
        data = {"csrf_token": csrf_of(self.client.get("/tra-cuu")), **fields}
        return self.client.post(self.path(below), data=data)


def follow(client: FlaskClient, built: CaseBuilder) -> Follower:
    """Follow a case in a browser that has proven its code."""
    follower = Follower(client, built.receipt_and_case())
    assert follower.open().status_code == 303
    return follower
