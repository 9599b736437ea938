"""How often one address may send: counted for what changes something, never for looking."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.web import doors
from app.web.limits import moments


@pytest.fixture
def counting(app: Flask, monkeypatch: pytest.MonkeyPatch):
    """Limits are off in tests but here."""
    monkeypatch.setattr(doors.limiter, "enabled", True)
    doors.limiter.reset()
    yield
    doors.limiter.reset()


@pytest.mark.usefixtures("counting")
def test_too_many_tries_from_one_address(app: Flask, client: FlaskClient) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    tries = [client.post("/dang-nhap", data={"username": ""}).status_code for _ in range(22)]
    assert tries == [422] * 20 + [429] * 2
    refused = client.post("/dang-nhap", data={"username": ""})
    assert "quá nhiều lần" in refused.text
    assert client.get("/dang-nhap").status_code == 200
    elsewhere = client.post("/dang-nhap", data={"username": ""}, environ_base={"REMOTE_ADDR": "10.0.0.9"})
    assert elsewhere.status_code == 422


def test_the_window_moves_and_old_addresses_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, 0.0, 1.0, 2.0, 10.5, 75.0, 75.0])
    monkeypatch.setattr(moments.time, "monotonic", lambda: next(clock))
    kept = moments.Moments()
    assert [kept.acquire_entry("a", 2, 10) for _ in range(4)] == [True, True, False, True]
    assert kept.acquire_entry("b", 2, 10)
    assert (kept.get("a"), kept.get("b")) == (0, 1)
    kept.reset()
    assert kept.get("b") == 0
