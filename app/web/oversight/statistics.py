"""Numbers only: no case, no name, nothing that leads to one."""

from datetime import date

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.vocabulary import Role
from app.i18n import labels
from app.persistence.queries import aggregates
from app.web.clock import today
from app.web.forms import read_day
from app.web.sessions import current_actor


def home() -> ResponseReturnValue:
    """Where the day of somebody who watches begins."""
    is_inspector = current_actor().role is Role.INSPECTORATE
    return redirect(url_for("oversight.board" if is_inspector else "oversight.statistics"))


def statistics() -> ResponseReturnValue:
    """Received, open, late, and the share of time limits kept; a head sees his own body."""
    actor = current_actor()
    since = read_day(request.args.get("from", "")[:20]) or date(today().year, 1, 1)
    until = read_day(request.args.get("to", "")[:20]) or today()
    found = aggregates.totals(actor, since, until, today(), actor.body_id if actor.role is Role.HEAD else None)
    return render_template(
        "oversight/statistics.html",
        found=found,
        since=since,
        until=until,
        received=[(labels.label(kind), number) for kind, number in sorted(found.received.items())],
        states=sorted(((labels.label(s), n) for s, n in found.states.items()), key=lambda item: -item[1]),
        share=round(100 * found.clocks_met / found.clocks_ended) if found.clocks_ended else None,
    )
