"""Log a walk-in: one page from the card to the receipt, by keyboard alone; nothing is lost and nothing saved twice."""

import secrets
from typing import Any

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from app.domain.citations import Citation
from app.domain.facts import Actor
from app.domain.reception import scanned
from app.domain.reception.groups import most_representatives
from app.domain.refusals import BadInput, NotFound, WrongState
from app.domain.vocabulary import CaseKind, Procedure
from app.i18n import grounds
from app.i18n.locale import gettext as _
from app.persistence.queries import bodies
from app.reports import sheets
from app.services.intake import drafts
from app.services.keeping import phrases as kept
from app.services.likeness import candidates
from app.services.likeness.candidates import Candidate
from app.services.reception import following, lookup, receiving, ruling
from app.services.reception.lookup import Asked, Found
from app.web import sessions
from app.web.clock import now, today
from app.web.forms import one_spelling, read_number
from app.web.reception import visit_reading as reading
from app.web.reception.phrases import with_phrase
from app.web.reception.visit_form import VisitForm

OPEN_AT_ONCE = 10
PAGE = "visit"
ENTRY_KIND = Procedure.RECOMMENDATION
"""Drafts are kept by kind; only that of a denunciation is kept for less time."""


def visit() -> ResponseReturnValue:
    """The empty page, or what was begun; then save. Sent twice it is one line."""
    if request.method == "GET":
        return _show(_new_token(), _blank())
    token = request.form.get("idempotency_key", "")[:100]
    if token not in session.get("visits", []):
        flash(_("Trang này mở đã lâu. Xin kiểm tra lại rồi lưu lần nữa."))
        return _show(_new_token(), _typed(request.form), status=422)
    typed, found = _helped()
    if typed is not None:
        return _show(token, _typed(typed), found)
    return _save(token)


def resume() -> ResponseReturnValue:
    """Go on with an entry that was broken off: by the power, the line, or somebody who came in between."""
    token = request.form.get("idempotency_key", "")[:100]
    writing = drafts.find(token, at=now())
    if writing is None or PAGE not in writing.pages:
        flash(_("Lượt ghi dở này không còn, hoặc đã lưu vào sổ."))
        return redirect(url_for("reception.visit"), 303)
    session["visits"] = [*session.get("visits", []), token][-OPEN_AT_ONCE:]
    return _show(token, _typed(MultiDict((name, value) for name, value in writing.pages[PAGE])))


def keep_entry() -> ResponseReturnValue:
    """What the script sends while somebody types; sealed, and gone once the visit is saved."""
    token = request.form.get("idempotency_key", "")[:100]
    if token in session.get("visits", []):
        kept = [[name, value] for name, value in request.form.items(multi=True) if name not in ("csrf_token", "scan")]
        kind = Procedure.DENUNCIATION if request.form.get("kind") == CaseKind.DENUNCIATION else ENTRY_KIND
        drafts.save(token, kind, PAGE, kept, at=now())
    return "", 204


def find_person() -> ResponseReturnValue:
    """Who was here before, as a part of the page: for the script, after a scan or a word typed."""
    found = lookup.look_up(sessions.current_actor(), one_spelling(request.form.get("scan", "")[:160]) or "", _asked())
    return render_template("reception/_found.html", found=found)


def _helped() -> tuple[MultiDict[str, str] | None, Found | None]:
    """The page again with help in it: a card read, somebody found or picked, a list read; None: save it."""
    typed: MultiDict[str, str] = MultiDict(request.form)
    if request.files.get("people_file") and request.files["people_file"].filename:
        return _with_sheet(typed), None
    actor, words = sessions.current_actor(), one_spelling(typed.get("scan", "")[:600]) or ""
    card = scanned.read(words)
    if card is not None:
        return reading.with_scanned(typed, card), lookup.look_up(actor, card.identity_number, _asked())
    picked = typed.get("pick", "")
    if picked.isdecimal():
        person = lookup.person(actor, int(picked[:9]))
        return (reading.with_earlier(typed, person) if person else typed), None
    if "put" in typed:
        return with_phrase(typed), None
    if words or "find" in typed:
        return typed, lookup.look_up(actor, words or typed.get("first-name", ""), _asked())
    return (typed, None) if "refresh" in typed else (None, None)


def _with_sheet(typed: MultiDict[str, str]) -> MultiDict[str, str]:
    try:
        rows = sheets.lines(request.files["people_file"].read(sheets.LARGEST + 1))
    except sheets.SheetError:
        flash(_("Không đọc được tệp. Xin dùng tệp XLSX hoặc CSV, cột đầu là họ tên."))
        return typed
    typed.setlist("more_people", ["\n".join(filter(None, (typed.get("more_people", "").rstrip(), rows)))])
    return typed


def _asked() -> Asked:
    return Asked(
        decision_number=request.form.get("decision_number", "")[:60].strip(),
        respondent_body_id=read_number(request.form.get("respondent_body_id", "")),
        request=request.form.get("request", "")[:2000],
    )


def _save(token: str) -> ResponseReturnValue:
    form = VisitForm()
    reading.offer(form, today())
    actor, entered = sessions.current_actor(), reading.to_input(form, now())
    corrected = request.form.get("corrects", "")
    faults = reading.check(form, ())
    try:
        if faults:
            raise BadInput("visit_incomplete", problems=receiving.faults(entered, at=now()))
        if corrected.isdecimal():
            reason = form.correction_reason.data or ""
            saved = following.correct(actor, int(corrected[:9]), entered, reason, token, at=now())
        else:
            saved = receiving.receive(actor, entered, token, at=now())
    except BadInput as refusal:
        if "problems" not in refusal.details:
            return _show(token, form, faults=reading.place_refusal(form, refusal), status=422)
        return _show(token, form, faults=reading.check(form, refusal.details["problems"]), status=422)
    except WrongState as refusal:
        return _show(token, form, faults=reading.place_refusal(form, refusal), status=422)
    session["visit_done"] = token
    if saved.receipt is not None:
        session["entered"], session["visit_slip"] = [token, int(now().timestamp())], saved.visit_id
    return redirect(_onward(actor, saved), 303)


def _onward(actor: Actor, saved: receiving.Saved) -> str:
    """The line as it was saved; the slip alone, where what it is about is kept from everybody here."""
    try:
        following.seen(actor, saved.visit_id)
    except NotFound:
        return url_for("reception.slip") if saved.receipt is not None else url_for("reception.desk")
    return url_for("reception.show_visit", visit_id=saved.visit_id)


def _blank() -> VisitForm:
    bare: dict[str, Any] = {"formdata": None, "meta": {"csrf": False}}
    here = bodies.by_id(sessions.current_actor().body_id or 0)
    usual = {"people_count": 1, "form_of": "office", "started_on": today()}
    return VisitForm(data={"unit_code": here.unit_code if here else "", **usual}, **bare)


def _typed(typed: MultiDict[str, str]) -> VisitForm:
    return VisitForm(formdata=typed, meta={"csrf": False})


def _new_token() -> str:
    token = secrets.token_urlsafe(32)
    session["visits"] = [*session.get("visits", []), token][-OPEN_AT_ONCE:]
    return token


def _show(
    token: str,
    form: VisitForm,
    found: Found | None = None,
    *,
    faults: list[tuple[str, str]] | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    reading.offer(form, today())
    present = form.people_count.data or 1
    page = render_template(
        "reception/visit.html",
        form=form,
        first=form.first.form,
        key=token,
        found=found,
        summary=faults or [],
        most_representatives=most_representatives(present),
        corrects=request.values.get("corrects", "") if request.values.get("corrects", "").isdecimal() else "",
        ticket=request.args.get("so", "")[:9],
        phrases=kept.of_desk(sessions.current_actor()),
        alike=_alike(form),
        **_competent(form),
    )
    return page, status


def _alike(form: VisitForm) -> tuple[Candidate, ...] | None:
    """What may be the same as what the visitor says, when the button for it was pressed."""
    entered = reading.to_input(form, now()) if request.form.get("refresh") == "same" else None
    if entered is None or entered.kind is None:
        return None if entered is None else ()
    return candidates.of_input(sessions.current_actor(), entered.petition(), today())


def _competent(form: VisitForm) -> dict[str, Any]:
    """Whose the matter is by the law, when the button for it was pressed; an empty field takes the name over."""
    if request.form.get("refresh") != "ruling":
        return {}
    found = ruling.of_typed(reading.to_input(form, now()))
    if found is None:
        return {"asked_competent": True}
    if not form.guided_to.data and found["settler_name"]:
        form.guided_to.data = found["settler_name"]
    by, why = Citation(*found["citation"]), grounds.sentence(found["reason"])
    return {"competent": found, "competent_by": by, "competent_why": why}
