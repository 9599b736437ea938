"""From where a request comes, as far as signing in wants to know: address, browser in words, and whether it was here
before. The cookie of a known browser (OWASP "device cookie") says nothing else and opens nothing."""

import re

from flask import Flask, Response, current_app, g, request

from app.services.signing_in import tokens
from app.services.signing_in.origin import Origin

A_YEAR = 365 * 24 * 3600
TOKEN = re.compile(r"[\w-]{43}")
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("coc_coc", "Cốc Cốc"),
    ("Firefox/", "Firefox"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def init_app(app: Flask) -> None:
    """Hand out the cookie to browsers that have just signed somebody in."""
    app.after_request(keep_device)


def origin() -> Origin:
    """Of this request. A browser without the cookie gets one, should the sign-in succeed."""
    return Origin(address=request.remote_addr or "", browser=browser_words(), device=_device())


def know_this_browser() -> None:
    """Somebody was signed in here: the browser may keep its cookie."""
    g.known_device = _device()


def keep_device(response: Response) -> Response:
    """Set the cookie after a sign-in; a year from now it is forgotten."""
    if "known_device" in g:
        secure = current_app.config["TIEP_DAN"].in_production
        response.set_cookie(
            _cookie_name(), g.known_device, max_age=A_YEAR, secure=secure, httponly=True, samesite="Lax"
        )
    return response


def browser_words() -> str:
    """Such as "Firefox · Windows"; what nobody knows stays unsaid."""
    agent = request.headers.get("User-Agent", "")[:400]
    names = (next((name for mark, name in known if mark in agent), "") for known in (BROWSERS, SYSTEMS))
    return " · ".join(filter(None, names))


def _device() -> str:
    sent = request.cookies.get(_cookie_name(), "")
    if "device" not in g:
        g.device = sent if TOKEN.fullmatch(sent) else tokens.made()
    return str(g.device)


def _cookie_name() -> str:
    return "__Host-device" if current_app.config["TIEP_DAN"].in_production else "device"
