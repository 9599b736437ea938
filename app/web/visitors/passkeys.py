"""What pages and browsers need to talk about passkeys: our address, and the question that is open in this session."""

import ipaddress
import json
from typing import Any
from urllib.parse import urlsplit

from flask import current_app, request, session

from app.services.signing_in import passkeys
from app.services.signing_in.passkeys import Site
from app.web.clock import now

LONGEST_QUESTION = 300  # seconds
ASK_ANEW_AFTER = 120


def site() -> Site | None:
    """Our address, if passkeys work at it: they need a name, a bare number is none."""
    address = current_app.config["TIEP_DAN"].site_url or request.host_url.rstrip("/")
    host = urlsplit(address).hostname or ""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return Site(host, address) if host else None
    return None


def question(user_id: int | None = None) -> str:
    """What the script asks of a key, as JSON; empty where passkeys do not work."""
    here = site()
    return json.dumps(passkeys.request_options(here, _open_challenge(), user_id)) if here else ""


def invitation(user_id: int, username: str, name: str) -> str:
    """What the script asks the browser to make, as JSON; empty where passkeys do not work."""
    here = site()
    return json.dumps(passkeys.creation_options(user_id, username, name, here, _open_challenge())) if here else ""


def asked() -> dict[str, Any]:
    """The site and the question that an answer belongs to; the question is closed now."""
    text, since = session.pop("challenge", ("", 0))
    is_open = now().timestamp() - since <= LONGEST_QUESTION
    return {"site": site() or Site("", ""), "challenge": text if is_open else ""}


def _open_challenge() -> str:
    """One for all the tabs of this browser; asked anew before it grows old."""
    text, since = session.get("challenge", ("", 0))
    if not text or now().timestamp() - since > ASK_ANEW_AFTER:
        text, since = passkeys.new_challenge(), int(now().timestamp())
        session["challenge"] = (text, since)
    return str(text)
