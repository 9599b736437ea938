"""What this browser is writing and has just filed: only a token in the signed session, the words lie on the server."""

import secrets
from datetime import UTC, datetime, timedelta

from flask import session

from app.services.intake import drafts
from app.services.intake.drafts import Writing
from app.web.clock import now

SHOWN_AGAIN = timedelta(minutes=30)


def token() -> str:
    """The token of the draft of this browser; a new one where there is none. It becomes the token of the submission."""
    if "draft" not in session:
        session["draft"] = secrets.token_urlsafe(32)
    return str(session["draft"])


def writing() -> Writing | None:
    """The draft of this browser."""
    return drafts.find(session["draft"], at=now()) if "draft" in session else None


def is_mine(sent: str) -> bool:
    """Whether a token sent with a form is of this browser: its draft, or what it has just filed."""
    known = [str(session.get("draft", "")), *session.get("filed", ["", 0])[:1]]
    return bool(sent) and any(secrets.compare_digest(sent.encode(), each.encode()) for each in known)


def filed(sent: str) -> None:
    """The draft has become a petition: its receipt may be shown again for half an hour."""
    if session.get("draft") == sent:
        del session["draft"]
    if session.get("filed", [""])[0] != sent:
        session["filed"] = [sent, int(now().timestamp())]


def just_filed() -> tuple[str, datetime] | None:
    """The token and moment of the petition this browser filed within the last half hour."""
    kept, moment = session.get("filed", ["", 0])
    at = datetime.fromtimestamp(moment, UTC)
    return (kept, at) if kept and now() - at <= SHOWN_AGAIN else None


def forget() -> None:
    """Leave nothing behind in this browser."""
    if "draft" in session:
        drafts.discard(session.pop("draft"))
    session.pop("filed", None)
