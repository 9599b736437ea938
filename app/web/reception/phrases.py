"""The desk's own phrases: the list, a new one, one fewer; and one put into what a visitor says."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from app.domain.refusals import BadInput
from app.i18n import reasons
from app.i18n.locale import gettext as _
from app.i18n.locale import lazy_gettext as _l
from app.services.keeping import phrases as kept
from app.web.clock import now
from app.web.forms import ConfirmForm, Form, Longest, Required, StringField, TextField, read_number
from app.web.sessions import current_actor


class PhraseForm(Form):
    """A name for the list, and the words."""

    name = StringField(_l("Tên câu mẫu"), [Required(_l("Xin đặt tên.")), Longest(kept.LONGEST_NAME)])
    words = TextField(_l("Câu mẫu"), [Required(_l("Xin ghi câu mẫu.")), Longest(kept.LONGEST_WORDS)])


def phrases() -> ResponseReturnValue:
    """What the desk keeps; a new one by POST."""
    form = PhraseForm()
    if request.method == "POST" and form.validate():
        try:
            kept.keep(current_actor(), form.name.data or "", form.words.data or "", at=now())
        except BadInput as refusal:
            form[refusal.details.get("field", "name")].errors = [reasons.sentence(refusal)]
        else:
            flash(_("Đã giữ câu mẫu. Chọn nó ở ô Câu mẫu khi ghi lượt tiếp."), "success")
            return redirect(url_for("reception.phrases"), 303)
    page = render_template("reception/phrases.html", form=form, phrases=kept.of_desk(current_actor()))
    return page, 422 if form.errors else 200


def drop_phrase(phrase_id: int) -> ResponseReturnValue:
    """One fewer."""
    if ConfirmForm().validate_on_submit():
        kept.drop(current_actor(), phrase_id, at=now())
        flash(_("Đã bỏ câu mẫu."), "success")
    return redirect(url_for("reception.phrases"), 303)


def with_phrase(typed: MultiDict[str, str]) -> MultiDict[str, str]:
    """What was typed, with the chosen phrase after what the visitor has said so far."""
    chosen = read_number(typed.get("phrase", ""))
    words = "" if chosen is None else kept.words_of(current_actor(), chosen)
    typed.setlist("matter", ["\n".join(filter(None, (typed.get("matter", "").rstrip(), words)))])
    return typed
