"""Adding to a petition: an answer to the authority, or something of one's own accord."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.domain.vocabulary import Step
from app.i18n.locale import gettext as _
from app.services.settlement import conversation
from app.web.clock import now
from app.web.public.tracking import proven, uploads
from app.web.public.tracking.forms import ACCEPTED, ReplyForm
from app.web.sessions import current_actor


def reply(case_id: int) -> ResponseReturnValue:
    """Send text and files to whoever holds the case."""
    case = proven.read_for(case_id, Step.REPLY)
    form = ReplyForm()
    if form.validate_on_submit():
        files = uploads.kept(form.files)
        if files is not None:
            wishes = {"wants_protection": bool(form.protection.data)}
            conversation.reply(current_actor(), case_id, form.text.data, files, at=now(), **wishes)
            proven.draft_done(f"reply-{case_id}")
            flash(_("Đã gửi. Cơ quan đang giữ hồ sơ đã nhận được nội dung bà con bổ sung."), "success")
            return redirect(url_for("public.tracked", case_id=case_id), 303)
    return render_template("public/reply.html", case=case, form=form, accepted=ACCEPTED), 422 if form.errors else 200
