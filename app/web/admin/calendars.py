"""The calendar of working days: a year at a glance, exceptions proposed, looked at with their effects, confirmed."""

from datetime import date

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.calendars import DayKind
from app.domain.refusals import BadInput
from app.i18n import formats, locale, reasons
from app.i18n.locale import gettext as _
from app.persistence.queries.calendars import exceptions as stored
from app.services.keeping import calendar_effects, calendars
from app.services.keeping.calendar_effects import Moved
from app.services.keeping.calendars import NewException
from app.services.law import law_in_force
from app.web.admin.calendar_year import months
from app.web.admin.forms import ExceptionForm, WithdrawForm
from app.web.clock import now, today
from app.web.forms import ConfirmForm, read_day, read_number
from app.web.sessions import current_actor

YEARS = (2000, 2100)


def calendar() -> ResponseReturnValue:
    """A year, its exceptions, and days that wait for their notice."""
    year = request.args.get("year", type=int, default=today().year)
    year = min(max(year, YEARS[0]), YEARS[1])
    working = law_in_force().calendar
    return render_template(
        "admin/calendar.html",
        year=year,
        months=months(working, year),
        is_known=year in working.years,
        exceptions=stored.of_year(year),
        pending=[new for new in calendars.pending_days(today()) if stored.standing_on(new.day) is None],
    )


def propose_day() -> ResponseReturnValue:
    """A new exception; the address may bring a day that the lawbook expects."""
    form = ExceptionForm()
    if not form.is_submitted():
        _prefill(form)
    elif form.validate():
        try:
            new = NewException(
                form.day.data, DayKind(form.kind.data), form.name.data, form.ground.data, form.reason.data
            )
            number = calendars.propose(current_actor(), new, at=now())
        except BadInput as refusal:
            form[refusal.details["field"]].errors = [reasons.sentence(refusal)]
        else:
            flash(_("Đã ghi đề xuất. Xin xem những thời hạn sẽ đổi trước khi xác nhận."), "success")
            return redirect(url_for("admin.calendar_day", exception_id=number))
    return render_template("admin/propose_day.html", form=form), 422 if form.errors else 200


def _prefill(form: ExceptionForm) -> None:
    day = read_day(request.args.get("day", "")[:20])
    known = law_in_force().calendar.note(day) if day else None
    form.day.data = day
    if known is not None:
        form.kind.data, form.name.data, form.ground.data = known.kind.value, known.name, known.ground


def calendar_day(exception_id: int) -> ResponseReturnValue:
    """One exception: what it says, which running clocks would end on another day, and the buttons."""
    row = calendars.found(current_actor(), exception_id)
    page = calendar_effects.effects(row, after=_after(request.args.get("after", "")))
    return render_template(
        "admin/calendar_day.html",
        row=row,
        page=page,
        totals=calendar_effects.totals(row),
        moved=stored.count_moved(exception_id),
        form=WithdrawForm(),
        clock_name=clock_name,
        next=f"{page.next[0].isoformat()}:{page.next[1]}" if page.next else None,
    )


def confirm_day(exception_id: int) -> ResponseReturnValue:
    """The day counts from now on; dates already given stay as they are."""
    _confirmed()
    calendars.confirm(current_actor(), exception_id, at=now())
    flash(_("Đã xác nhận. Hạn mới tính theo lịch này; các hạn đã cho chưa đổi."), "success")
    return redirect(url_for("admin.calendar_day", exception_id=exception_id))


def withdraw_day(exception_id: int) -> ResponseReturnValue:
    """The day no longer counts."""
    form = WithdrawForm()
    if form.validate_on_submit():
        calendars.withdraw(current_actor(), exception_id, at=now(), reason=form.reason.data)
        flash(_("Đã rút. Các hạn đã dời vẫn giữ cho đến khi có người dời lại."), "success")
    else:
        flash(reasons.say("calendar_reason_missing"), "danger")
    return redirect(url_for("admin.calendar_day", exception_id=exception_id))


def move_dates(exception_id: int) -> ResponseReturnValue:
    """Move all the dates, or those that were ticked, each to the day that was shown."""
    _confirmed()
    if request.form.get("scope") == "all":
        done = calendar_effects.move_all(current_actor(), exception_id, at=now())
    else:
        chosen = dict(filter(None, map(_choice, request.form.getlist("chosen")[: calendar_effects.PAGE])))
        done = calendar_effects.move(current_actor(), exception_id, chosen, at=now())
    flash(_told(done), "success")
    return redirect(url_for("admin.calendar_day", exception_id=exception_id))


def _told(done: Moved) -> str:
    if done.is_going_on:
        return _("Có nhiều thời hạn: bộ xử lý nền đang dời từng đợt. Tải lại trang để xem còn bao nhiêu.")
    moved = formats.number(done.moved)
    if done.left:
        left = formats.number(done.left)
        return _("Đã dời %(moved)s thời hạn; %(left)s không dời vì đã đổi từ lúc mở trang.", moved=moved, left=left)
    return _("Đã dời %(moved)s thời hạn; ngày cũ, ngày mới và người dời được lưu trong từng hồ sơ.", moved=moved)


def _choice(text: str) -> tuple[int, date] | None:
    """A ticked box: `number:day`, so that nothing moves to a day nobody has seen."""
    number, _colon, day = text[:40].partition(":")
    row, found = read_number(number), read_day(day)
    return (row, found) if row is not None and found else None


def _after(text: str) -> tuple[date, int] | None:
    day, _colon, number = text[:40].partition(":")
    row, found = read_number(number), read_day(day)
    return (found, row) if row is not None and found else None


def _confirmed() -> None:
    if not ConfirmForm().validate_on_submit():
        abort(400)


def clock_name(clock: str) -> str:
    """What a clock is called, in the current language."""
    names = law_in_force().clock_names.get(clock, {})
    return names.get(locale.current()) or names.get(locale.SOURCE) or clock
