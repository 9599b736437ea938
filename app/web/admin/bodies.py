"""Public bodies as they stood on a day, and what became of them. They are read here, not changed."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.domain.vocabulary import BodyLevel
from app.i18n import labels
from app.persistence.models.body import BEGINNING
from app.persistence.queries import bodies as stored
from app.web.clock import today
from app.web.forms import read_day


def bodies() -> ResponseReturnValue:
    """Bodies of one day, from the province down."""
    words, level = request.args.get("q", "")[:80], request.args.get("level", "")
    day = read_day(request.args.get("day", "")[:20]) or today()
    found = stored.on(day, q=words, level=BodyLevel(level) if level in list(BodyLevel) else None)
    directory = stored.directory()
    return render_template(
        "admin/bodies.html",
        day=day,
        found=[(body, directory.last_known(body.successor_code) if body.successor_code else None) for body in found],
        chosen={"q": words, "level": level},
        levels=[(level.value, labels.label(level)) for level in BodyLevel],
        beginning=BEGINNING,
    )
