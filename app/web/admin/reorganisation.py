"""Bodies that ended: where their people go, picked from what is proposed, and their open files, in numbers."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.facts import SYSTEM
from app.i18n.locale import gettext as _
from app.persistence.queries import cases
from app.services.keeping import reorganisation as keeping
from app.services.keeping.offices import reorganising
from app.web.admin.office_forms import ReorganisingForm
from app.web.clock import now, today
from app.web.forms import ConfirmForm, read_numbers
from app.web.sessions import current_actor

MOST_PICKED = 1000


def reorganisation() -> ResponseReturnValue:
    """What is proposed; POST enters the offices that were ticked."""
    form = ReorganisingForm()
    if form.validate_on_submit():
        typed = request.form.getlist("office_id")[:MOST_PICKED]
        picked = set(read_numbers(typed))
        entered = reorganising.accept(current_actor(), picked, ground=form.ground.data, at=now())
        flash(_("Đã ghi %(entered)s chức vụ tại cơ quan mới.", entered=entered), "success")
        return redirect(url_for("admin.reorganisation"))
    page = render_template(
        "admin/reorganisation.html",
        form=form,
        proposed=reorganising.proposals(current_actor(), at=now()),
        open_cases=cases.count_at_ended_bodies(today()),
    )
    return page, 422 if form.errors else 200


def move_cases() -> ResponseReturnValue:
    """Hand the open files of bodies that ended to those that take their place; nobody here sees which."""
    if ConfirmForm().validate_on_submit():
        done = keeping.hand_over(SYSTEM, today(), at=now(), ordered_by=current_actor())
        words = _("Đã chuyển %(moved)s hồ sơ, trong đó %(board)s về Ban Tiếp công dân.")
        flash(words % {"moved": done.moved, "board": done.to_board}, "success")
    return redirect(url_for("admin.reorganisation"))
