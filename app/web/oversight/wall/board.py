"""All bodies on one page, and the cases behind every number."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.i18n import labels
from app.persistence.queries import bodies, categories, units
from app.persistence.queries.oversight import standing
from app.persistence.queries.oversight.standing import What
from app.reports import table_files
from app.services.keeping.offices import appointing
from app.services.oversight.wall import indicators, reading
from app.web.clock import now, today
from app.web.forms import read_place
from app.web.oversight.wall import asked, case_files, communes, words
from app.web.oversight.wall.asked import Asked
from app.web.sessions import current_actor


def board() -> ResponseReturnValue:
    """What stands open and late today, and how the period went."""
    wanted = asked.read(request.args)
    wall = reading.read(current_actor(), wanted.narrowed, wanted.period, at=now())
    return render_template(
        "oversight/wall.html",
        wall=wall,
        asked=wanted,
        What=What,
        options=asked.options(),
        drawn=communes.drawn(wall.communes, wanted, today()),
        vacant=appointing.vacant(today()),
        narrowed=_said(wanted),
    )


def behind() -> ResponseReturnValue:
    """The cases that a number of the wall counts, fifty at a time."""
    wanted = asked.read(request.args)
    what, unit_code = _which()
    moment = indicators.moment(wanted.period, today())
    after = read_place(request.args.get("after", ""))
    rows = standing.behind(current_actor(), what, wanted.narrowed, moment, unit_code=unit_code, after=after)
    shown, more = rows[: standing.PAGE], len(rows) > standing.PAGE
    last = f"{shown[-1].next_due_on}~{shown[-1].id}" if more else None
    here = {"what": what.value, "commune": unit_code}
    return render_template(
        "oversight/behind.html",
        asked=wanted,
        up=wanted.link("oversight.board"),
        title=words.WHAT[what],
        has_period=what in (What.RECEIVED, What.MISSED),
        rows=words.case_rows(shown),
        narrowed=[*_said(wanted), *_commune(unit_code)],
        further=wanted.link("oversight.behind", **here, after=last) if more else None,
        first=wanted.link("oversight.behind", **here) if after else None,
        files={form: wanted.link("oversight.behind_file", **here, form=form) for form in table_files.MEDIA},
    )


def behind_file(form: str) -> ResponseReturnValue:
    """The same list as a table."""
    wanted = asked.read(request.args)
    what, unit_code = _which()
    moment, limit = indicators.moment(wanted.period, today()), case_files.MOST
    rows = standing.behind(current_actor(), what, wanted.narrowed, moment, unit_code=unit_code, limit=limit)
    return case_files.answer(form, str(words.WHAT[what]), rows, [*_said(wanted), *_commune(unit_code)])


def _which() -> tuple[What, str | None]:
    """Which number of the wall was opened, and of which commune."""
    what = next((one for one in What if one.value == request.args.get("what")), What.OPEN)
    return what, request.args.get("commune", "")[:8] or None


def _said(wanted: Asked) -> list[str]:
    """What narrows the numbers, in words."""
    narrowed = wanted.narrowed
    body = bodies.by_id(narrowed.body_id) if narrowed.body_id else None
    category = categories.by_code(narrowed.category_code) if narrowed.category_code else None
    kind = labels.label(narrowed.kind) if narrowed.kind else ""
    return [said for said in (body.name if body else "", kind, category.words if category else "") if said]


def _commune(unit_code: str | None) -> list[str]:
    unit = units.by_code(unit_code, today()) if unit_code else None
    return [unit.full_name] if unit else []
