"""The only way to add a URL. Every door names the action it is for, and the application refuses to start with
a URL that has none: a page cannot be shipped without its permission."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any

from flask import Blueprint, Flask, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from app.domain import access as permissions
from app.domain.access import Action
from app.web import sessions
from app.web.limits import floods, moments
from app.web.limits.floods import Flood

View = Callable[..., ResponseReturnValue]

STAFF_AUDIENCES = frozenset({"casework", "reception", "oversight", "admin", "account"})
"""Only accounts enter here at all, whatever the action says about citizens."""

FOR_EVERYBODY = frozenset({"public", "auth", "sso", "api"})
"""Pages that an account sees before it has done its first duties: an own password, then a second factor."""

limiter = Limiter(get_remote_address, default_limits=[], storage_uri=moments.URI, strategy="moving-window")
_guarded: dict[tuple[str, str], View] = {}


@dataclass(frozen=True, slots=True)
class Guard:
    """What a door asks of everybody who comes."""

    access: Action
    limit: str | None
    flood: Flood | None
    fresh: bool
    duty: bool


def door(
    bp: Blueprint,
    path: str,
    view: View,
    *,
    access: Action,
    methods: Sequence[str] = ("GET",),
    limit: str | None = None,
    flood: Flood | None = None,
    fresh: bool = False,
    duty: bool = False,
) -> None:
    """Open a URL for those who may ever do `access`; the endpoint is the view's name.

    `limit` (such as "10/minute") is per address and counts only requests that may change something. `flood`: when too
    many forms come here, or faster than a hand sends them, a question is asked before the view is called. `fresh` asks
    who it is once more, unless that was proven in the last five minutes; what was sent is kept meanwhile. `duty` marks
    pages where an account does what it must do before anything else. The service asks again with the case in its
    hand: the door is the early answer, not the last.
    """
    key = (bp.name, view.__name__)
    if key not in _guarded:
        _guarded[key] = _guard(view, bp.name, Guard(access, limit, flood, fresh, duty))
    bp.add_url_rule(path, endpoint=view.__name__, view_func=_guarded[key], methods=list(methods))


def _guard(view: View, audience: str, guard: Guard) -> View:
    @wraps(view)
    def guarded(**values: Any) -> ResponseReturnValue:
        actor = sessions.current_actor()
        may_ever = permissions.may_ever(actor, guard.access)
        if not actor.is_staff and (audience in STAFF_AUDIENCES or not may_ever):
            return _ask_to_sign_in()
        if not may_ever:
            abort(403)
        between = _what_comes_between(audience, guard)
        return view(**values) if between is None else between

    checked: Any = guarded
    if guard.limit:
        checked = limiter.limit(guard.limit, exempt_when=lambda: request.method in ("GET", "HEAD"))(guarded)
    checked.guard = guard.access
    checked.view = view
    checked.is_fresh = guard.fresh
    return checked  # type: ignore[no-any-return]


def _what_comes_between(audience: str, guard: Guard) -> ResponseReturnValue | None:
    """A first duty of the account, a proof that it is still the same person, or a question to a flood."""
    first = sessions.first_duty()
    if first and audience not in FOR_EVERYBODY and not (guard.duty and first == sessions.ENROL):
        return redirect(url_for(first))
    if guard.fresh and not sessions.confirmed_recently():
        return _ask_again()
    if guard.flood and limiter.enabled and request.method == "POST":
        return floods.stopped(guard.flood)
    return None


def _ask_to_sign_in() -> ResponseReturnValue:
    """A page asks for the account and comes back to itself; a sent form cannot, so it hears 403."""
    if request.method not in ("GET", "HEAD") or request.accept_mimetypes.best == "application/json":
        abort(403)
    return redirect(url_for("auth.login", next=request.full_path.rstrip("?")))


def _ask_again() -> ResponseReturnValue:
    """Who is it? A page is come back to. A sent form goes on to the page that asks, which keeps it and sends it."""
    if request.method in ("GET", "HEAD"):
        return redirect(url_for("account.confirm", next=request.full_path.rstrip("?")))
    return redirect(url_for("account.confirm", next=request.path, send="1"), 307)


def refuse_unguarded(app: Flask) -> None:
    """Raise at start when any URL but the static files was added past `door`."""
    loose = sorted(
        str(rule)
        for rule in app.url_map.iter_rules()
        if rule.endpoint != "static" and not hasattr(app.view_functions[rule.endpoint], "guard")
    )
    if loose:
        raise RuntimeError(f"these URLs have no door: {', '.join(loose)}")
