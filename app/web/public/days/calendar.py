"""The calendar of receptions, by month and body; the same as a feed for telephones."""

from datetime import date, timedelta

from flask import Response, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.citations import Citation
from app.domain.reception.vocabulary import SessionState
from app.i18n import formats, labels
from app.i18n.locale import gettext as _
from app.persistence.models.body import Body
from app.persistence.models.reception import ReceptionSession
from app.reports import ical_file
from app.services.reception.days import announced
from app.web import sessions
from app.web.clock import now, today
from app.web.forms import read_near_day

POSTED_BEFORE = Citation("LTCD", "24", "4")


def reception_days() -> ResponseReturnValue:
    """Receptions from today on, or of a month; of all bodies or one."""
    body = _body(request.args.get("co-quan", ""))
    since, until, month = _span(request.args.get("thang", ""), request.args.get("tu", ""))
    found = announced.page(since, until, body, at=now())
    return render_template(
        "public/days/reception_days.html",
        page=found,
        body=body,
        month=month,
        months=_months(),
        choices=[(one.code, one.name) for one in announced.bodies_shown(now())],
        hours=announced.hours(body, today()) if body else (),
        hosts=announced.hosts([one.session for one in found.shown]),
        ground=POSTED_BEFORE,
    )


def reception_feed(code: str = "") -> ResponseReturnValue:
    """iCalendar, of one body or of all."""
    body = _body(code)
    if code and body is None:
        abort(404)
    name = _("Lịch tiếp công dân – %(body)s", body=body.name) if body else _("Lịch tiếp công dân")
    content = ical_file.written(name, [_entry(one) for one in announced.feed(body, at=now())])
    kept = {} if sessions.is_personal() else {"Cache-Control": "public, max-age=3600"}
    return Response(content, content_type=ical_file.MEDIA_TYPE, headers=kept)


def _entry(session: ReceptionSession) -> ical_file.Entry:
    is_off = session.state in (SessionState.POSTPONED, SessionState.CANCELLED)
    words = [labels.label(session.mode), labels.label(session.form), session.topic]
    words += [f"{labels.label(session.state)}: {session.change_reason}"] if is_off else []
    return ical_file.Entry(
        uid=f"session-{session.id}@{request.host.partition(':')[0]}",
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        changed_at=session.changed_at or session.posted_at or session.created_at,
        title=_("%(head)s tiếp công dân", head=session.body.head_title) + f" – {session.body.short_name}",
        place=session.place,
        words="\n".join(word for word in words if word),
        address=url_for("public.book", buoi=session.id, _external=True),
        is_cancelled=is_off,
    )


def _body(code: str) -> Body | None:
    return announced.body_of(code[:24], today()) if code else None


def _span(month: str, since: str) -> tuple[date, date, str]:
    """The days shown: from a day on where one goes on, of a month, or from today for two months."""
    begins = _month(month)
    first = read_near_day(since)
    if begins is None:
        first = first or today()
        return first, first + timedelta(days=62), ""
    ends = (begins + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return max(first or begins, begins), ends, month


def _month(text: str) -> date | None:
    return read_near_day(f"{text}-01") if len(text) == 7 else None


def _months() -> list[tuple[str, str]]:
    """The month before this one, and the year to come."""
    first = (today().replace(day=1) - timedelta(days=1)).replace(day=1)
    found = []
    for _n in range(14):
        found.append((f"{first:%Y-%m}", formats.day(first)[3:]))
        first = (first + timedelta(days=32)).replace(day=1)
    return found
