"""One visit: what was said, what followed and by when, the letters to print, and what may still be added."""

from typing import Any

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from app.domain.calendars import local_date
from app.domain.citations import Citation
from app.domain.facts import Actor
from app.domain.keeping import personal
from app.domain.keeping.personal import Field
from app.domain.reception import groups
from app.domain.reception.registers import may_read_whole
from app.domain.refusals import BadInput, NotAllowed
from app.i18n import grounds, reasons
from app.i18n.locale import gettext as _
from app.persistence.models.reception import Visit
from app.persistence.queries.reception import visits
from app.services.reception import following, printing, roster, ruling, sealing_visits
from app.services.sealing import keepers
from app.web import purposes, sessions
from app.web.answers.papers import paper, require_form
from app.web.clock import now, today
from app.web.forms import one_spelling, read_day


def show_visit(visit_id: int) -> ResponseReturnValue:
    """The line of the register, and what to do next."""
    visit = following.seen(sessions.current_actor(), visit_id)
    return _page(visit)


def open_visit(visit_id: int) -> ResponseReturnValue:
    """The words of a sealed visit, for who holds a key; on record, shown once and kept by no cache."""
    actor = _with_key()
    visit = following.seen(actor, visit_id)
    try:
        return _page(visit, sealed=sealing_visits.opened(actor, visit_id, at=now()))
    except NotAllowed as refusal:
        flash(reasons.sentence(refusal))
        return _page(visit)


def show_people(visit_id: int) -> ResponseReturnValue:
    """The addresses and telephones whole, once it is said what for; on record."""
    purpose = purposes.given()
    if purpose is None:
        flash(_("Xin chọn cần xem để làm gì."), "warning")
        return redirect(url_for("reception.show_visit", visit_id=visit_id), 303)
    return _page(following.reveal(sessions.current_actor(), visit_id, purpose, at=now()), whole=True)


def _with_key() -> Actor:
    """Who is asking, with the key that is open in this browser."""
    account = sessions.current_account()
    return keepers.keyed(account.actor, account.token) if account else sessions.current_actor()


def _page(visit: Visit, sealed: dict[str, Any] | None = None, *, whole: bool = False) -> ResponseReturnValue:
    actor = sessions.current_actor()
    proposed = ruling.proposed(visit) if visit.kind and not visit.is_sealed else None
    page = render_template(
        "reception/show_visit.html",
        visit=visit,
        sealed=sealed,
        seen=_whole if whole or sealed else personal.masked,
        purposes=() if whole or not may_read_whole(actor, visit.body_id) else purposes.choices(),
        is_own=visit.body_id == actor.body_id,
        letters=printing.offered(visit),
        numbers={one.letter: one for one in visit.letters},
        ruling=proposed,
        citation=Citation(*proposed["citation"]) if proposed else None,
        ground=grounds.sentence(proposed["reason"]) if proposed else "",
        duties=_duties(visit),
        refusal=ruling.refusal_of(visit),
        result=ruling.result_of(visit),
        corrections=visits.corrections_of(visit.id),
        entry_done=session.pop("visit_done", ""),
        has_slip=session.get("visit_slip") == visit.id,
    )
    return page


def _duties(visit: Visit) -> Any:
    """What a large group asks of the head."""
    in_commune = visit.body.type == "ubnd" and visit.body.level == "commune"
    return groups.duties(in_commune, local_date(visit.started_at)) if groups.is_large(visit.people_count) else ()


def _whole(_field: Field, value: str) -> str:
    return value


def tell_result(visit_id: int) -> ResponseReturnValue:
    """The visitor has been told."""
    told_on = read_day(request.form.get("told_on", "")[:20]) or today()
    how = one_spelling(request.form.get("how", "")[:500]) or ""
    try:
        following.tell_result(sessions.current_actor(), visit_id, how, told_on, at=now())
        flash(_("Đã ghi việc báo kết quả."), "success")
    except BadInput as refusal:
        flash(reasons.sentence(refusal))
    return redirect(url_for("reception.show_visit", visit_id=visit_id), 303)


def add_people(visit_id: int) -> ResponseReturnValue:
    """Others who came with them."""
    people, faults = roster.read(one_spelling(request.form.get("more_people", "")[:60_000]) or "")
    if faults or not people:
        flash(_("Chưa ghi thêm ai: dòng %(line)s chưa đúng.", line=faults[0].line if faults else 1))
        return redirect(url_for("reception.show_visit", visit_id=visit_id), 303)
    try:
        following.add_people(sessions.current_actor(), visit_id, people, at=now())
        flash(_("Đã ghi thêm %(many)s người.", many=len(people)), "success")
    except BadInput as refusal:
        flash(reasons.sentence(refusal))
    return redirect(url_for("reception.show_visit", visit_id=visit_id), 303)


def print_letter(visit_id: int, letter: str) -> ResponseReturnValue:
    """A letter of this visit; numbered when it is made for the first time."""
    form = require_form(request.form.get("as", ""))
    try:
        made = printing.make(_with_key(), visit_id, letter, at=now())
    except NotAllowed as refusal:
        flash(reasons.sentence(refusal))
        return redirect(url_for("reception.show_visit", visit_id=visit_id), 303)
    return paper(made, form, f"{letter}-{visit_id}")


def blank_letter(letter: str, form: str) -> ResponseReturnValue:
    """An empty form, to lie ready for a day without power."""
    require_form(form)
    made = printing.blank(letter, at=now(), actor=sessions.current_actor())
    return paper(made, form, letter)
