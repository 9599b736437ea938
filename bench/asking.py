"""Ready-made submissions: session cookie, token and fields, so that only the POST itself is measured."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from flask import Flask, session
from flask_wtf.csrf import generate_csrf

from app.domain.calendars import local_date
from app.domain.vocabulary import Procedure
from app.persistence.queries import bodies
from app.services.intake import drafts
from bench import bare

CONTENT = bare.FIELDS["content"]
FORM = "application/x-www-form-urlencoded"
WARD = "UBND-92-31507"


@dataclass(frozen=True, slots=True)
class Submission:
    """One POST."""

    path: str
    headers: dict[str, str]
    body: bytes


def ours(app: Flask, count: int) -> list[Submission]:
    """So many complaints, written page by page and waiting for the last submit."""
    now = datetime.now(UTC)
    with app.app_context():
        today = local_date(now)
        ward = bodies.by_code(WARD, today)
        assert ward is not None
        day = today - timedelta(days=20)
        pages = {
            "act": [["act_on", f"{day:%d/%m/%Y}"], ["known_on", f"{day:%d/%m/%Y}"], ["decision_number", "215/QĐ-UBND"]],
            "matter": [
                ["unit_code", "31507"],
                ["hamlet", "Khóm 3"],
                ["respondent_body_id", str(ward.id)],
                ["content", CONTENT],
                ["request", "Đo lại đất."],
            ],
            "people": [
                ["who", "self"],
                *[[f"parties-0-{name}", bare.FIELDS[name]] for name in ("name", "address", "phone", "email")],
            ],
        }
        made = []
        for _ in range(count):
            token = secrets.token_urlsafe(32)
            for page, typed in pages.items():
                drafts.save(token, Procedure.COMPLAINT_FIRST, page, typed, at=now)
            made.append(token)
    return [_signed(app, "/nop-don/xem-lai", {"draft": token}, {"draft": token, "agree": "y"}) for token in made]


def bares(app: Flask, count: int) -> list[Submission]:
    """As many of the bare form's."""
    return [_signed(app, "/file", {}, bare.FIELDS) for _ in range(count)]


def _signed(app: Flask, path: str, kept: dict[str, str], fields: dict[str, str]) -> Submission:
    with app.test_request_context():
        session.update(kept)
        token = generate_csrf()
        serializer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
        value = serializer.dumps(dict(session))
    name = app.config["SESSION_COOKIE_NAME"]
    headers = {"Cookie": f"{name}={value}", "Content-Type": FORM, "X-Forwarded-For": _somebody()}
    return Submission(path, headers, urlencode({**fields, "csrf_token": token}).encode())


def _somebody() -> str:
    return ".".join(str(1 + secrets.randbelow(254)) for _ in range(4))
