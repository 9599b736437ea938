"""The only way to add a URL. Every door names the action it is for, and the application refuses to start with
a URL that has none: a page cannot be shipped without its permission."""

from collections.abc import Callable, Sequence
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

STAFF_AUDIENCES = frozenset({"casework", "reception", "oversight", "admin"})
"""Only accounts enter here at all, whatever the action says about citizens."""

OPEN_TO_ONE_TIME_PASSWORDS = frozenset({"auth", "public", "api"})
"""Who came in with a password that somebody else has seen chooses an own one before anything else."""

limiter = Limiter(get_remote_address, default_limits=[], storage_uri=moments.URI, strategy="moving-window")
_guarded: dict[tuple[str, str], View] = {}


def door(
    bp: Blueprint,
    path: str,
    view: View,
    *,
    access: Action,
    methods: Sequence[str] = ("GET",),
    limit: str | None = None,
    flood: Flood | None = None,
) -> None:
    """Open a URL for those who may ever do `access`; the endpoint is the view's name.

    `limit` (such as "10/minute") is per address and counts only requests that may change something. The service
    asks again with the case in its hand: the door is the early answer, not the last. `flood`: when too many forms come
    here, or faster than a hand sends them, a question is asked before the view is called.
    """
    key = (bp.name, view.__name__)
    if key not in _guarded:
        _guarded[key] = _guard(view, bp.name, access, limit, flood)
    bp.add_url_rule(path, endpoint=view.__name__, view_func=_guarded[key], methods=list(methods))


def _guard(view: View, audience: str, access: Action, limit: str | None, flood: Flood | None) -> View:
    @wraps(view)
    def guarded(**values: Any) -> ResponseReturnValue:
        actor = sessions.current_actor()
        if not actor.is_staff and (audience in STAFF_AUDIENCES or not permissions.may_ever(actor, access)):
            return _ask_to_sign_in()
        if not permissions.may_ever(actor, access):
            abort(403)
        if sessions.must_choose_password() and audience not in OPEN_TO_ONE_TIME_PASSWORDS:
            return redirect(url_for("auth.password"))
        question = floods.stopped(flood) if flood and limiter.enabled and request.method == "POST" else None
        return view(**values) if question is None else question

    checked: Any = guarded
    if limit:
        checked = limiter.limit(limit, exempt_when=lambda: request.method in ("GET", "HEAD"))(guarded)
    checked.guard = access
    checked.view = view
    return checked  # type: ignore[no-any-return]


def _ask_to_sign_in() -> ResponseReturnValue:
    """A page asks for the account and comes back to itself; a sent form cannot, so it hears 403."""
    if request.method not in ("GET", "HEAD") or request.accept_mimetypes.best == "application/json":
        abort(403)
    return redirect(url_for("auth.login", next=request.full_path.rstrip("?")))


def refuse_unguarded(app: Flask) -> None:
    """Raise at start when any URL but the static files was added past `door`."""
    loose = sorted(
        str(rule)
        for rule in app.url_map.iter_rules()
        if rule.endpoint != "static" and not hasattr(app.view_functions[rule.endpoint], "guard")
    )
    if loose:
        raise RuntimeError(f"these URLs have no door: {', '.join(loose)}")
