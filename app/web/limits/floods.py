"""When many forms come from one place, or faster than a hand can send them, a question is asked first: only then, and
whoever answers goes on at once. What was typed goes along, but for passwords and files."""

import ipaddress
import secrets
import time
from dataclasses import dataclass

from flask import Request, current_app, render_template, request, session
from flask.typing import ResponseReturnValue
from itsdangerous import BadData, URLSafeTimedSerializer

from app.domain.refusals import BadInput
from app.services.keeping import tries
from app.web.clock import now
from app.web.limits import questions
from app.web.limits.moments import Moments

TRAP = "website"
"""A field that no person sees. Who fills it in is a program."""

WINDOW = 600  # seconds
PASS_SECONDS, PASS_USES = 300, 3
MEGABYTE = 1024 * 1024
MEGABYTES_AN_HOUR = 1000  # a whole commune may share one address
MOST_KEPT = 20_000  # characters
_OWN = frozenset(
    {"csrf_token", "question_token", "question_answer", TRAP, "password", "old", "new", "again", "passphrase"}
)


@dataclass(frozen=True, slots=True)
class Flood:
    """What is too much within ten minutes: from one address (a whole commune may share one), and from all together."""

    name: str
    of_one: int
    of_all: int
    fewest_seconds: bool = False  # the form is long: nobody has read it within three seconds


FILING = Flood("filing", 30, 600, fewest_seconds=True)
TRACKING = Flood("tracking", 60, 3_000)
SIGN_IN = Flood("sign_in", 40, 1_000)
BOOKING = Flood("booking", 30, 600)

_seen = Moments()


def stopped(flood: Flood) -> ResponseReturnValue | None:
    """The page with the question, when one has to be answered first; None when the form may go on."""
    is_many = _is_many(flood)
    if not (is_many or _is_program(flood) or _has_guessed(flood)):
        return None
    if questions.is_right(request.form.get("question_token", ""), request.form.get("question_answer", "")):
        session["answered"] = secrets.token_hex(8)
        return None
    if _has_pass():
        return None
    return _page("question_token" in request.form)


def note_wrong(flood: Flood) -> None:
    """A wrong code or name came from this address."""
    tries.note(flood.name, neighbourhood(request), at=now())


def require_quota(size: int) -> None:
    """Raise BadInput("upload_quota") when files from this address would be more than a line carries in an hour."""
    megabytes = max(1, -(-size // MEGABYTE))
    address = neighbourhood(request)
    if not _seen.acquire_entry(f"bytes:{address}", MEGABYTES_AN_HOUR, 3600, megabytes):
        raise BadInput("upload_quota")


def neighbourhood(asking: Request) -> str:
    """The address; of IPv6 the network that one house has."""
    try:
        address = ipaddress.ip_address(asking.remote_addr or "")
    except ValueError:
        return "-"
    return str(ipaddress.ip_network((address, 64), strict=False)) if address.version == 6 else str(address)


def _is_many(flood: Flood) -> bool:
    """Divided by the processes that share the visitors: each counts its own."""
    share = current_app.config["TIEP_DAN"].web_processes
    of_one = _seen.acquire_entry(f"{flood.name}:{neighbourhood(request)}", -(-flood.of_one // share), WINDOW)
    of_all = _seen.acquire_entry(flood.name, -(-flood.of_all // share), WINDOW)
    return not (of_one and of_all)


def _is_program(flood: Flood) -> bool:
    return bool(request.form.get(TRAP)) or (flood.fewest_seconds and _is_too_quick())


def _is_too_quick() -> bool:
    """The form's token carries under our signature when the page was made."""
    signer = URLSafeTimedSerializer(str(current_app.secret_key), salt="wtf-csrf-token")
    try:
        _token, made = signer.loads(request.form.get("csrf_token", ""), return_timestamp=True)
    except BadData:
        return False  # refused by the check of forgery
    fewest: int = current_app.config["TIEP_DAN"].fewest_form_seconds
    return bool(time.time() - made.timestamp() < fewest)


def _has_guessed(flood: Flood) -> bool:
    return bool(tries.wait(flood.name, neighbourhood(request), at=now()))


def _has_pass() -> bool:
    """Who has answered may send a few more: the password that did not go along is typed again."""
    nonce = session.get("answered")
    return isinstance(nonce, str) and _seen.acquire_entry(f"pass:{nonce}", PASS_USES, PASS_SECONDS)


def _page(was_asked: bool) -> ResponseReturnValue:
    kept = [(name, value) for name, value in request.form.items(multi=True) if name not in _OWN]
    if sum(len(name) + len(value) for name, value in kept) > MOST_KEPT:
        kept = []
    page = render_template("errors/question.html", question=questions.ask(), kept=kept, was_asked=was_asked)
    return page, 429
