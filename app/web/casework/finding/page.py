"""One box for everything: a number leads straight there, words lead to answers. Sent as a form, so that what was typed
is never written into an address; the address has the number of the question, drawn by lot."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.facts import Actor
from app.domain.keeping import personal
from app.domain.refusals import BadInput
from app.i18n import reasons
from app.i18n.locale import gettext as _
from app.persistence.models.case import Case
from app.persistence.queries import cases
from app.services.finding import jumping, saving, searching
from app.services.safekeeping import reads
from app.web import purposes
from app.web.casework.finding import narrowed
from app.web.casework.queue_filters import case_id_in
from app.web.clock import now, today
from app.web.forms import one_spelling
from app.web.sessions import current_actor

LONGEST_TYPED = 2 * searching.LONGEST


def search() -> ResponseReturnValue:
    """The box, before anything was asked."""
    actor, day = current_actor(), today()
    rows = saving.rows(actor)
    return _page(words="", saved=[saving.news(actor, row, narrowed.read(row.narrowed or {}), day) for row in rows])


def save_search(search_id: str) -> ResponseReturnValue:
    """Keep this question, with its filters."""
    try:
        saving.save(current_actor(), search_id, narrowed.carried(request.args), at=now())
        flash(_("Đã lưu. Trang Tìm kiếm cho biết khi có hồ sơ mới khớp."), "success")
    except BadInput as refusal:
        flash(reasons.sentence(refusal), "warning")
    return redirect(url_for("casework.found", search_id=search_id, **narrowed.carried(request.args)), 303)


def drop_search(search_id: str) -> ResponseReturnValue:
    """Keep it no longer."""
    saving.drop(current_actor(), search_id)
    flash(_("Đã bỏ lưu."), "success")
    return redirect(url_for("casework.search"), 303)


def find() -> ResponseReturnValue:
    """Where what was typed leads: to a person's cases, to a case, or to answers."""
    actor, typed = current_actor(), one_spelling(request.form.get("number", "")[:LONGEST_TYPED]) or ""
    if personal.is_identity(typed) or personal.is_phone(typed):
        return render_template("casework/found.html", found=reads.find_person(actor, typed, at=now()))
    case = _straight(actor, typed)
    if case is not None:
        return redirect(url_for("casework.show", case_id=case.id))
    if jumping.is_code(typed):
        flash(
            _("Không có hồ sơ với mã tra cứu này trong phần được xem. Xin xem lại mã trên giấy biên nhận."), "warning"
        )
        return _page(words="")
    try:
        search_id = searching.ask(actor, typed, at=now())
    except BadInput as refusal:
        flash(reasons.sentence(refusal), "warning")
        return _page(words=typed)
    return redirect(url_for("casework.found", search_id=search_id, **narrowed.carried(request.args)), 303)


def _straight(actor: Actor, typed: str) -> Case | None:
    """The case whose number or tracking code it is, where the actor may see it."""
    if jumping.is_code(typed):
        return jumping.case_of_code(actor, typed)
    wanted = case_id_in(typed)
    return cases.seen(actor, wanted) if wanted is not None else None


def found(search_id: str) -> ResponseReturnValue:
    """A page of answers."""
    actor, chosen, order = current_actor(), narrowed.read(request.args), narrowed.order(request.args)
    kept, page = searching.kept(actor, search_id), narrowed.page(request.args)
    words = searching.words_of(kept)
    saving.looked(kept)
    results = searching.results(actor, words, chosen, order, page, today())
    return _page(
        words=words,
        kept=kept,
        carried=narrowed.carried(request.args),
        results=results,
        order=order.value,
        chosen=request.args,
        narrowed=narrowed.chips(search_id, chosen),
        options=narrowed.options(results.tally, chosen),
        counted=narrowed.count_words(results.answer.found.count, results.answer.found.is_capped),
        here=lambda **changes: narrowed.here(search_id, **changes),
        page=page,
        purposes=purposes.choices(),
    )


def _page(**names: object) -> ResponseReturnValue:
    return render_template("casework/search.html", **names)
