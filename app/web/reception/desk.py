"""The desk's day: who came today, whose answer is due, and the waiting room beside it."""

from datetime import datetime, time, timedelta

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.domain.reception.groups import LARGE
from app.persistence.queries.reception import visits
from app.services.law import law_in_force
from app.services.reception import printing, waiting
from app.web import sessions
from app.web.clock import now, today
from app.web.forms import read_near_day
from app.web.reception.visit_reading import HERE


def desk() -> ResponseReturnValue:
    """Visits of a day, open answers, notices owed."""
    actor = sessions.current_actor()
    day = read_near_day(request.args.get("ngay", "")) or today()
    since = datetime.combine(day, time(), HERE)
    return render_template(
        "reception/desk.html",
        day=day,
        found=visits.between(actor, since, since + timedelta(days=1)),
        unanswered=visits.unanswered(actor),
        notices=visits.notices_owed(actor),
        room=waiting.room(actor, at=now()),
        large=LARGE,
        forms=[law_in_force().letter(letter, today()) for letter in printing.CONTEXTS],
    )
