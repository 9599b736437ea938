"""Following a petition: the code opens it, the page tells where it stands, why, and what one may do."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.i18n.locale import gettext as _
from app.services.intake import papers
from app.services.oversight import tracking
from app.services.oversight.tracking_views import HANDLING_CLOCKS, Opened
from app.web.answers.downloads import download
from app.web.clock import now, today
from app.web.limits import floods
from app.web.public.tracking import proven, words
from app.web.public.tracking.forms import TrackForm
from app.web.sessions import current_actor


def track() -> ResponseReturnValue:
    """The code is sent in the body, never in an address; a wrong one is told on the same page."""
    form = TrackForm()
    if form.validate_on_submit():
        opened = tracking.open_by_code(form.code.data, at=now())
        if opened is not None:
            proven.open_here(opened)
            return redirect(url_for("public.tracked", case_id=opened.case_id), 303)
        floods.note_wrong(floods.TRACKING)
        form.code.errors = [
            _("Chưa tìm thấy đơn nào có mã này. Xin xem lại từng chữ, số trên giấy biên nhận rồi thử lần nữa.")
        ]
    opened_here = current_actor().case_ids
    return render_template("public/track.html", form=form, opened=opened_here), 422 if form.errors else 200


def tracked_cases() -> ResponseReturnValue:
    """The cases this browser has opened; a single one is shown at once."""
    ids = sorted(current_actor().case_ids, reverse=True)
    if len(ids) == 1:
        return redirect(url_for("public.tracked", case_id=ids[0]), 303)
    if not ids:
        return redirect(url_for("public.track"), 303)
    cases = [proven.read(case_id) for case_id in ids]
    return render_template("public/tracked_cases.html", cases=cases, words=words)


def tracked(case_id: int) -> ResponseReturnValue:
    """The citizen's page of his case."""
    case = proven.read(case_id)
    for part in case.parts:  # the code of the letter opens what became of it
        proven.open_here(Opened(part.case_id, part.petition_id))
    told = words.told(case, today())
    done = proven.finished_draft()
    return render_template(
        "public/tracked.html", case=case, told=told, words=words, draft_done=done, handling_clocks=HANDLING_CLOCKS
    )


def leave() -> ResponseReturnValue:
    """Close every case on this machine."""
    proven.close_all()
    flash(_("Đã đóng hồ sơ trên máy này. Muốn xem lại, hãy nhập mã tra cứu."), "success")
    return redirect(url_for("public.track"), 303)


def attachment(case_id: int, attachment_id: int) -> ResponseReturnValue:
    """One of the citizen's own files: always a download, never opened inside the site."""
    found = tracking.own_file(current_actor(), case_id, attachment_id, petition_id=proven.own_petition(case_id))
    return download(papers.content(found), found.name, found.media_type)
