"""Where observers begin (the Front, the Departments of Home Affairs and of Justice): numbers of every body, what has
been published, files. No case, no name, no denunciation: services/oversight/wall/told.py is the one rule of it all."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.services.finding import published
from app.services.oversight.wall import told
from app.services.oversight.wall.told import Figures
from app.web.clock import today
from app.web.figures import drawn, periods, sheets
from app.web.figures.periods import Chosen

NEWEST = 5


def observer() -> ResponseReturnValue:
    """Of a year, a quarter or a month; the link holds the period."""
    chosen, found = _read()
    newest, _cursor = published.newest()
    return render_template(
        "oversight/observer.html",
        chosen=chosen,
        choices=[(one.key, one.words) for one in periods.choices(today())],
        figures=found,
        busy=[line for line in found.lines if not line.is_quiet],
        drawing=drawn.drawing(found.lines),
        newest=newest[:NEWEST],
    )


def observer_file(form: str) -> ResponseReturnValue:
    """The same as a table."""
    chosen, found = _read()
    return sheets.answer(form, found, chosen)


def _read() -> tuple[Chosen, Figures]:
    chosen = periods.chosen(request.args.get("ky", "")[:10], today())
    return chosen, told.read(chosen.period, today=today())
