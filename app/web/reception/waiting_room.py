"""The waiting room: take a number, call the next, and the screen that shows numbers and no names."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.reception.vocabulary import Priority, TicketState
from app.i18n.locale import gettext as _
from app.services.reception import waiting
from app.web import sessions
from app.web.clock import now

RENEWING = "tu-lam-moi"
COUNTER = "counter"  # which desk calls; kept in the cookie of this browser


def waiting_room() -> ResponseReturnValue:
    """For the officer: who waits, in which order, and since when."""
    room = waiting.room(sessions.current_actor(), at=now())
    return render_template("reception/waiting_room.html", room=room, counter=request.cookies.get(COUNTER, "1")[:20])


def call_next() -> ResponseReturnValue:
    """Whoever is first."""
    counter = request.form.get("counter", "1").strip()[:20] or "1"
    ticket = waiting.call_next(sessions.current_actor(), counter, at=now())
    if ticket is None:
        flash(_("Không còn ai đang chờ."))
    response = redirect(url_for("reception.waiting_room"), 303)
    response.set_cookie(COUNTER, counter, max_age=30 * 86400, httponly=True, samesite="Lax", secure=request.is_secure)
    return response


def close_ticket(ticket_id: int) -> ResponseReturnValue:
    """Came, did not come, or waits again."""
    states = {one.value: one for one in (TicketState.SERVED, TicketState.NO_SHOW, TicketState.WAITING)}
    state = states.get(request.form.get("state", ""))
    if state is not None:
        waiting.close(sessions.current_actor(), ticket_id, state, at=now())
    if state is TicketState.SERVED:
        return redirect(url_for("reception.visit", so=ticket_id), 303)
    return redirect(url_for("reception.waiting_room"), 303)


def kiosk() -> ResponseReturnValue:
    """A screen at the door on which people take their number themselves; staff has signed it in, and says whether it
    comes back by itself to its first page (WCAG 2.2.1)."""
    kept = {RENEWING: 1} if RENEWING in request.args else {}
    if request.method == "GET":
        number, shown = request.args.get("so", "")[:4], {"priorities": list(Priority), "renewing": RENEWING}
        return render_template("reception/kiosk.html", number=number, renews=bool(kept), **shown)
    priority = next((one for one in Priority if one.value == request.form.get("priority")), None)
    ticket = waiting.take(sessions.current_actor(), priority, at=now())
    return redirect(url_for("reception.kiosk", so=ticket.number, **kept), 303)


def screen() -> ResponseReturnValue:
    """What hangs on the wall. Once asked to it loads itself anew every ten seconds, without script; and can be stopped,
    since a page that changes by itself is not everybody's to read (WCAG 2.2.1)."""
    room = waiting.room(sessions.current_actor(), at=now())
    return render_template("reception/screen.html", room=room, renewing=RENEWING, renews=RENEWING in request.args)
