"""After the reception: tasks to their end, and whether heads receive as often as they must."""

from collections.abc import Callable
from datetime import date, timedelta

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.refusals import BadInput
from app.domain.vocabulary import Role
from app.i18n import reasons
from app.i18n.locale import gettext as _
from app.persistence.models.body import Body
from app.persistence.queries import bodies
from app.persistence.queries.reception.tasks import PAGE
from app.services.reception.days import duties, task_list
from app.web import sessions
from app.web.clock import now, today
from app.web.forms import one_spelling, read_day, read_near_day, read_number


def conclusion_tasks() -> ResponseReturnValue:
    """Open tasks, the most urgent first; or those that are done. Of one body when the address names it."""
    is_open, body = request.args.get("tab") != "xong", bodies.by_id(read_number(request.args.get("body", "")) or 0)
    owner = body.id if body else None
    found = task_list.listed(sessions.current_actor(), is_open=is_open, owner_body_id=owner, after=_after())
    return render_template(
        "reception/days/conclusion_tasks.html",
        found=found,
        is_open=is_open,
        body=body,
        last=found[-1] if len(found) == PAGE else None,
        may_write=_may_write(),
    )


def _may_write() -> bool:
    return sessions.current_actor().role is not Role.INSPECTORATE


def _after() -> tuple[date, int] | None:
    """Where the page before ended, as 2026-12-20.41."""
    day, _dot, row = request.args.get("sau", "").partition(".")
    found, number = read_day(day[:10]), read_number(row)
    return None if found is None or number is None else (found, number)


def finish_task(task_id: int) -> ResponseReturnValue:
    """Done, with its result."""
    result, done_on = _words("result", 2000), _day("done_on")
    return _noted(
        lambda: task_list.finish(sessions.current_actor(), task_id, result, done_on, at=now()),
        _("Đã ghi kết quả. Nhớ báo cho người dân."),
    )


def tell_task(task_id: int) -> ResponseReturnValue:
    """The citizen has heard."""
    how, told_on = _words("how", 500), _day("told_on")
    return _noted(
        lambda: task_list.tell(sessions.current_actor(), task_id, how, told_on, at=now()),
        _("Đã ghi việc báo kết quả."),
        tab="xong",
    )


def _words(name: str, most: int) -> str:
    return one_spelling(request.form.get(name, "")[:most]) or ""


def _day(name: str) -> date:
    return read_day(request.form.get(name, "")[:20]) or today()


def _noted(act: Callable[[], None], done: str, **back: str) -> ResponseReturnValue:
    try:
        act()
        flash(done, "success")
    except BadInput as refusal:
        flash(reasons.sentence(refusal))
    return redirect(url_for("reception.conclusion_tasks", **back), 303)


def duty() -> ResponseReturnValue:
    """Days required, held, delegated, missed, of the heads of a body in a period."""
    actor = sessions.current_actor()
    since = read_near_day(request.args.get("tu", "")) or today().replace(month=1, day=1)
    until = read_near_day(request.args.get("den", "")) or today()
    until = min(max(since, until), since + timedelta(days=1500))
    own = bodies.by_id(actor.body_id or 0)
    code = request.args.get("co-quan", "")[:24] or (own.code if own and actor.role is Role.HEAD else "")
    body = duties.body_of(code, until) if code else None
    if body is not None:
        duties.require_sight(actor, body)
    accounts = duties.of_body(body, since, until, at=now()) if body else []
    return render_template(
        "reception/days/duty.html", body=body, since=since, until=until, accounts=accounts, choices=_choices(own)
    )


def _choices(own: Body | None) -> list[tuple[str, str]]:
    """The bodies whose heads this reader may look at."""
    watches = sessions.current_actor().role is Role.INSPECTORATE
    here = own.code if own else ""
    return [
        (body.code, body.name) for body in bodies.receivers(today()) if watches or here in (body.code, body.parent_code)
    ]
