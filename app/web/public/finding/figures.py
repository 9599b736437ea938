"""What every body did with the petitions of the people, in numbers, for everybody."""

from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.services.oversight.wall import told
from app.web.clock import today
from app.web.figures import drawn, periods, sheets


def figures() -> ResponseReturnValue:
    """Of a year, a quarter or a month; the link holds the period."""
    chosen = periods.chosen(_asked(), today())
    found = told.read(chosen.period, today=today(), to_everybody=True)
    shown: dict[str, Any] = {"busy": [], "quiet": []}
    for line in found.lines:
        shown["quiet" if line.is_quiet else "busy"].append(line)
    return render_template(
        "public/figures.html",
        chosen=chosen,
        choices=[(one.key, one.words) for one in periods.choices(today())],
        figures=found,
        drawing=drawn.drawing(found.lines),
        **shown,
    )


def figures_file(form: str) -> ResponseReturnValue:
    """The same as a table."""
    chosen = periods.chosen(_asked(), today())
    return sheets.answer(form, told.read(chosen.period, today=today(), to_everybody=True), chosen)


def _asked() -> str:
    return request.args.get("ky", "")[:10]
