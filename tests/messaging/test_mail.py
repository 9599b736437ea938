"""Letters against a real SMTP server that takes, refuses, hangs and drops; texts against real HTTP providers."""

import asyncio
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from app.messaging import Mail, NotSentError, RefusedError, Text, UncertainError
from app.messaging.mail import MailServer, SmtpPost
from app.messaging.texts import Provider, TextPost

MAIL = Mail(
    "n7", "an@example.vn", "UBND phường Sóc Trăng", "Đơn số 2026-000007", "Kính gửi bà con,\n", "https://x.vn/dung"
)
TEXT = Text("n8", "0912345678", "Tiếp Dân: đơn 2026-000007: đã thụ lý.")


@dataclass
class Mood:
    """What the server is to do next."""

    port: int
    reader: str = "250 OK"
    letter: str = "250 OK taken"
    hangs: bool = False
    drops: str = ""  # "early" before the letter, "late" after it
    taken: list[bytes] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802  # aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.drops == "early":
            server.transport.abort()
        if self.reader.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.reader

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.hangs:
            await asyncio.sleep(1)
        self.taken.append(envelope.content)  # type: ignore[arg-type]
        if self.drops == "late":
            server.transport.abort()
        return self.letter


@pytest.fixture
def mood() -> Iterator[Mood]:
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        mood = Mood(free.getsockname()[1])
    controller = Controller(mood, hostname="127.0.0.1", port=mood.port)
    controller.start()
    yield mood
    controller.stop()


def post(mood: Mood) -> SmtpPost:
    return SmtpPost(MailServer("127.0.0.1", mood.port, "tiepdan@example.vn", "none", timeout=0.4))


def test_a_letter_is_handed_over_whole(mood: Mood) -> None:
    handed: list[str] = []
    post(mood).send(MAIL, handed.append)
    assert handed == ["smtp"]
    letter = mood.taken[0].decode()
    for header in ("Message-ID: <n7@example.vn>", "List-Unsubscribe: <https://x.vn/dung>", "Auto-Submitted"):
        assert header in letter


@pytest.mark.parametrize(
    ("change", "error", "was_handed"),
    [
        ({"reader": "450 later"}, NotSentError, False),
        ({"reader": "550 no such mailbox"}, RefusedError, False),
        ({"drops": "early"}, NotSentError, False),
        ({"letter": "451 later"}, NotSentError, True),
        ({"drops": "late"}, UncertainError, True),
        ({"hangs": True}, UncertainError, True),
    ],
    ids=["greylisted", "no mailbox", "drops before", "refuses the letter", "drops after", "hangs"],
)
def test_every_failure_says_whether_it_was_sent(
    mood: Mood, change: dict[str, Any], error: type[Exception], was_handed: bool
) -> None:
    for name, value in change.items():
        setattr(mood, name, value)
    handed: list[str] = []
    with pytest.raises(error):
        post(mood).send(MAIL, handed.append)
    assert bool(handed) is was_handed


def test_no_server_is_no_letter_and_a_line_end_in_a_header_is_refused(mood: Mood) -> None:
    with pytest.raises(NotSentError):
        SmtpPost(MailServer("127.0.0.1", 9, "tiepdan@example.vn", "none", timeout=0.4)).send(MAIL, print)
    with pytest.raises(ValueError, match="line"):
        post(mood).send(replace(MAIL, subject="a\r\nBcc: all@example.vn"), print)


class Gateway(ThreadingHTTPServer):
    """A provider: answers as told and keeps what it got, once for each key."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.status, self.hangs = 200, False
        self.kept: dict[str, dict[str, Any]] = {}
        self.calls = 0
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def provider(self, name: str, **more: Any) -> Provider:
        return Provider(name, f"http://127.0.0.1:{self.server_port}/v1/send", "t0ken", timeout=0.4, **more)


class _Handler(BaseHTTPRequestHandler):
    server: Gateway

    def do_POST(self) -> None:  # noqa: N802  # the library's name
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.calls += 1
        if self.server.status == 200:
            self.server.kept[self.headers["Idempotency-Key"]] = body
        if self.server.hangs:
            threading.Event().wait(0.8)
        self.send_response(self.server.status)
        self.end_headers()
        self.wfile.write(b'{"id": "abc"}')

    def log_message(self, *_anything: object) -> None:
        return


@pytest.fixture
def gateways() -> Iterator[tuple[Gateway, Gateway]]:
    both = Gateway(), Gateway()
    yield both
    for one in both:
        one.shutdown()
        one.server_close()


def test_the_second_provider_is_asked_when_the_first_will_not(gateways: tuple[Gateway, Gateway]) -> None:
    zalo, sms = gateways
    posts = TextPost((zalo.provider("zalo", kind="zalo", template="17"), sms.provider("sms")))
    assert posts.send(TEXT, print) == "abc"
    assert zalo.kept["n8"]["phone"] == "84912345678" and not sms.calls
    zalo.status = 503
    handed: list[str] = []
    posts.send(replace(TEXT, key="n9"), handed.append)
    assert handed == ["zalo", "sms"]
    assert sms.kept["n9"]["text"] == TEXT.text
    zalo.status = sms.status = 404
    with pytest.raises(RefusedError):
        posts.send(replace(TEXT, key="n10"), print)


def test_a_provider_that_hangs_may_have_it_and_nobody_else_is_asked(gateways: tuple[Gateway, Gateway]) -> None:
    first, second = gateways
    first.hangs = True
    posts = TextPost((first.provider("first"), second.provider("second")))
    with pytest.raises(UncertainError):
        posts.send(TEXT, print)
    first.hangs = False
    posts.send(TEXT, print, only="first")
    assert (first.calls, len(first.kept), second.calls) == (2, 1, 0)
