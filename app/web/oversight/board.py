"""All bodies on one page: how much each has open, and how much of it is late."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from app.persistence.queries import bodies, worklists
from app.services.keeping.offices import appointing
from app.web.clock import today
from app.web.sessions import current_actor


def board() -> ResponseReturnValue:
    """Bodies with open cases, the most overdue first; each leads to its queue."""
    rows = []
    for body_id, every, late in worklists.by_body(current_actor(), today()):
        body = bodies.by_id(body_id)
        name = body.name if body else ""
        rows.append((name, every, late, url_for("casework.queue", tab="overdue" if late else "body", body=body_id)))
    rows.sort(key=lambda row: (-row[2], -row[1], row[0]))
    return render_template(
        "oversight/board.html",
        rows=rows,
        every=sum(row[1] for row in rows),
        late=sum(row[2] for row in rows),
        vacant=appointing.vacant(today()),
    )
