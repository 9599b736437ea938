"""The indicators of a head: each with its formula, its history and the cases behind it. No ranking."""

from typing import Any

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from app.domain.facts import Actor
from app.domain.vocabulary import Role
from app.i18n.locale import gettext as _
from app.persistence.models.body import Body
from app.persistence.queries import bodies
from app.persistence.queries.oversight import failing
from app.persistence.queries.oversight.standing import PAGE, What
from app.reports import table_files
from app.reports.table import Cell, Column, ReportTable
from app.services.oversight.wall import indicators, of_head
from app.services.oversight.wall.indicators import INDICATORS, Indicator
from app.services.oversight.wall.of_head import HeadPage
from app.services.reception.days import duties
from app.web.clock import now, today
from app.web.figures import sheets
from app.web.forms import read_place
from app.web.oversight.wall import asked, case_files, words
from app.web.oversight.wall.asked import Asked
from app.web.sessions import current_actor

TODAY = (What.UNHANDLED, What.OVERDUE, What.LONG)


def head_indicators() -> ResponseReturnValue:
    """A head sees his own body and those below it, the inspectorate every body."""
    wanted, actor = asked.read(request.args), current_actor()
    body = _body(wanted, actor)
    is_near = of_head.counts_sealed(actor, body)  # a superior sees the numbers of those below, not their cases
    page = of_head.read(actor, body, wanted.period, at=now())
    return render_template(
        "oversight/head.html",
        asked=wanted,
        body=body,
        lines=[_line(one, page, wanted, body, may_list=is_near) for one in INDICATORS],
        months=sorted(page.months),
        stands=[(words.WHAT[what], page.now[what]) for what in TODAY],
        options=asked.options() if actor.role is Role.INSPECTORATE else None,
        counts_sealed=is_near,
    )


def indicator_cases() -> ResponseReturnValue:
    """The cases that an indicator counts against the head."""
    wanted, actor = asked.read(request.args), current_actor()
    body, one = _listed(wanted, actor)
    after = read_place(request.args.get("after", ""))
    rows = failing.cases(actor, one.measures, body.id, wanted.period, today(), after=after)
    shown = rows[:PAGE]
    here = {"indicator": one.code, "body": body.id}
    last = f"{shown[-1].next_due_on}~{shown[-1].id}" if len(rows) > PAGE else None
    return render_template(
        "oversight/behind.html",
        asked=wanted,
        up=wanted.link("oversight.head_indicators", body=body.id),
        title=words.AGAINST[one.code],
        has_period=True,
        rows=words.case_rows(shown),
        narrowed=[body.name],
        further=wanted.link("oversight.indicator_cases", **here, after=last) if last else None,
        first=wanted.link("oversight.indicator_cases", **here) if after else None,
        files={form: wanted.link("oversight.indicator_cases_file", **here, form=form) for form in table_files.MEDIA},
    )


def head_indicators_file(form: str) -> ResponseReturnValue:
    """The indicators as a table, in the period, the year before and by month."""
    wanted, actor = asked.read(request.args), current_actor()
    body = _body(wanted, actor)
    page = of_head.read(actor, body, wanted.period, at=now())
    months = sorted(page.months)
    columns = [Column(_("Chỉ số"), 44), Column(_("Công thức"), 44)]
    for name in (_("Trong kỳ"), _("Cùng kỳ năm trước"), *(f"{month:%m/%Y}" for month in months)):
        columns += [Column(_("Đạt"), 10, name), Column(_("Trên tổng số"), 10, name)]
    rows: list[list[Cell]] = []
    for one in INDICATORS:
        counts = [indicators.share(one, sums) for sums in (page.sums, page.before, *(page.months[m] for m in months))]
        numbers = [number for count in counts for number in (count.top, count.bottom)]
        rows.append([str(words.INDICATOR[one.code]), str(words.FORMULA[one.code]), *numbers])
    notes = [body.name, wanted.said()]
    return sheets.of_tables(form, [ReportTable(_("Chỉ số người đứng đầu"), columns, rows, notes=notes)], "chi-so")


def indicator_cases_file(form: str) -> ResponseReturnValue:
    """The same list as a table."""
    wanted, actor = asked.read(request.args), current_actor()
    body, one = _listed(wanted, actor)
    rows = failing.cases(actor, one.measures, body.id, wanted.period, today(), limit=case_files.MOST)
    return case_files.answer(form, str(words.AGAINST[one.code]), rows, [body.name, wanted.said()])


def _listed(wanted: Asked, actor: Actor) -> tuple[Body, Indicator]:
    """The body and the indicator of the address; 404 where there is no list, or not for the actor."""
    body = _body(wanted, actor)
    duties.require_sight(actor, body)
    one = next((one for one in INDICATORS if one.code == request.args.get("indicator")), INDICATORS[-1])
    return (body, one) if set(one.measures) <= set(failing.LISTED) else abort(404)


def _body(wanted: Asked, actor: Actor) -> Body:
    body = bodies.by_id(wanted.narrowed.body_id or actor.body_id or 0)
    return body if body is not None else abort(404)


def _line(one: Indicator, page: HeadPage, wanted: Asked, body: Body, *, may_list: bool) -> dict[str, Any]:
    """Name, formula, share with what it is a share of, last year's, month by month, and where its cases are."""
    count = indicators.share(one, page.sums)
    is_listed = may_list and set(one.measures) <= set(failing.LISTED)
    behind = wanted.link("oversight.indicator_cases", indicator=one.code, body=body.id)
    return {
        "name": words.INDICATOR[one.code],
        "formula": words.FORMULA[one.code],
        "count": count,
        "before": indicators.share(one, page.before),
        "months": [(month, indicators.share(one, page.months[month])) for month in sorted(page.months)],
        "href": behind if is_listed and (count.top if one.lower else count.bottom - count.top) else None,
    }
