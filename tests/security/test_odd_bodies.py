"""Requests that no form sends: ten thousand fields, nested parts, other alphabets, no type, a megabyte a field."""

import time

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests import cast
from tests.builders import a_case
from tests.security import fuzzing
from tests.web.casework.clerk import fields_of
from tests.web.public.follower import NOW
from tests.web.public.pen import Pen, csrf_of

pytestmark = pytest.mark.usefixtures("db")

SENT_BY_PAGE = ("version", "next", "csrf_token", "check", "preview")
PATHS = ("/nop-don/khieu-nai/nguoi-nop", "/nop-don/xem-lai", "/tra-cuu", "/dang-nhap")
FORM_DATA = "multipart/form-data; boundary=a"
NESTED = b"--a\r\nContent-Type: multipart/mixed; boundary=a\r\n\r\n" * 2_000 + b"--a--\r\n"
BODIES = (
    (b"&".join(b"parties-%d-name=x" % n for n in range(10_000)), "application/x-www-form-urlencoded"),
    (b"a=" + b"x" * 3_000_000, "application/x-www-form-urlencoded"),
    (b"\xff\xfe\x00\xd8=\xc0\x80&%ff=%fe", "application/x-www-form-urlencoded; charset=utf-16"),
    (b"a=1", "application/x-www-form-urlencoded; charset=no-such"),
    (b"a=1", ""),
    (b'{"a": ' + b"[" * 20_000, "application/json"),
    (b"[1, 2]", "application/json"),
    (NESTED, "multipart/form-data; boundary=a"),
    (b"--a\r\n" * 10_000, "multipart/form-data; boundary=a"),
    (b"no boundary", "multipart/form-data"),
    (b'--a\r\nContent-Disposition: form-data; name="\xff\x00"; filename="\x00../\xfe"\r\n\r\nx\r\n--a--', FORM_DATA),
)  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_odd_bodies_are_refused_quickly(app: Flask, client: FlaskClient, path: str) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False
    token = csrf_of(client.get("/dang-nhap"))
    for body, kind in BODIES:
        began = time.monotonic()
        answer = client.post(path, data=body, content_type=kind, headers={"X-CSRFToken": token})
        assert answer.status_code < 500, (path, kind)
        assert time.monotonic() - began < 5, (path, kind)


def test_a_thousand_people_in_fields_stay_few_blocks(client: FlaskClient) -> None:
    pen = Pen(client)
    people = {f"parties-{n}-name": "x" for n in range(3_000)}
    began = time.monotonic()
    assert pen.page("nguoi_nop", who="group", **people).status_code in (302, 413, 422)
    assert pen.get("/nop-don/khieu-nai/nguoi-nop").status_code == 200
    assert time.monotonic() - began < 10


def test_a_megabyte_in_every_field_of_every_step_is_told(app: Flask) -> None:
    app.config["NOW"] = NOW
    case = a_case().registered("2026-11-17").made()
    cuc = cast.sign_in(app.test_client(), "cuc")
    for slug in ("de-xuat", "phan-loai", "gop", "hoi-them"):
        path = f"/ho-so/{case.id}/{slug}"
        page = cuc.get(path)
        long = {n: "đ " * 150_000 for n in fuzzing.field_names(page.text) if n not in SENT_BY_PAGE}
        answer = cuc.post(path, data={**fields_of(page, path), **dict(list(long.items())[:3])})
        assert answer.status_code in (413, 422), slug
