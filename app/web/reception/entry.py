"""A paper or spoken petition is entered by the desk: the citizen's form on one page, and how it came (LTCD Đ25)."""

import secrets
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from app.domain.citations import Citation
from app.domain.refusals import BadInput
from app.domain.vocabulary import Procedure
from app.i18n import grounds, reasons
from app.i18n.locale import gettext as _
from app.services.intake import drafts, filing
from app.services.intake.petition_input import FileInput, PetitionInput, max_representatives
from app.services.likeness import candidates
from app.services.likeness.candidates import Candidate
from app.services.reception import following
from app.services.settlement import denounce_again
from app.web import petition_files, petition_form, petition_reading, petition_receipt, sessions
from app.web.clock import now, today
from app.web.forms import read_number
from app.web.petition_form import SLUG_OF, SLUGS, LogForm
from app.web.petition_reading import FILES, LOG, MATTER, PEOPLE, Fault, Forms

OPEN_AT_ONCE = 10  # papers being entered in so many tabs
SHOWN_AGAIN = timedelta(minutes=30)
BUTTONS = frozenset({"refresh", "add_person", "remove_person", "upload"})


def log() -> ResponseReturnValue:
    """Choose the procedure, fill in, save. Sent twice it is one petition."""
    procedure = SLUGS.get(request.args.get("loai", ""))
    if procedure is None:
        session["for_visit"] = request.args.get("luot", "")[:9]
        return render_template("reception/kinds.html")
    if request.method == "GET":
        return _show(procedure, _new_token(), _blank(procedure))
    token = request.form.get("idempotency_key", "")[:100]
    if token not in session.get("entering", []):
        flash(_("Trang này mở đã lâu. Xin kiểm tra lại rồi lưu lần nữa."))
        return _show(procedure, _new_token(), _typed(procedure), status=422)
    if filing.find_receipt(token) is not None:
        return _to_slip(token)
    return _save(procedure, token)


def slip() -> ResponseReturnValue:
    """The receipt to print and hand over, and what the rules say of competence."""
    token, moment = session.get("entered", ["", 0])
    is_fresh = now() - datetime.fromtimestamp(moment, UTC) <= SHOWN_AGAIN
    found = petition_receipt.receipt_of(token) if token and is_fresh else None
    if found is None:
        return redirect(url_for("reception.log"))
    case, actor = found["case"], sessions.current_actor()
    ruling = case.competence or {}
    words = {
        "alike": candidates.of_case(actor, case, today()) if case.body_id == actor.body_id else (),
        "ruling": ruling,
        "citation": Citation(*ruling["citation"]) if ruling else None,
        "ground": grounds.sentence(ruling.get("reason", "")),
        "is_ours": case.body_id == actor.body_id,
    }
    return render_template("reception/slip.html", **found, **words)


def _save(procedure: Procedure, token: str) -> ResponseReturnValue:
    refused = petition_files.take_in(token, procedure)
    if BUTTONS & request.form.keys():
        return _show(procedure, token, _typed(procedure), _at_files(refused))
    forms = _forms(procedure)
    petition = petition_reading.to_input(procedure, forms, _files(token), today())
    faults = petition_reading.check(procedure, forms, petition, today()) + _at_files(refused)
    if faults:
        return _show(procedure, token, forms, faults, status=422)
    try:
        _file(petition, token, forms[LOG]["first_number"].data or "")
    except BadInput as refusal:
        if refusal.details.get("field") != "first_number":
            raise
        forms[LOG]["first_number"].errors = [reasons.sentence(refusal)]
        return _show(procedure, token, forms, [Fault(LOG, "first_number", reasons.sentence(refusal))], status=422)
    return _to_slip(token)


def _file(petition: PetitionInput, token: str, first_number: str) -> None:
    """A repeated denunciation may say which case it is about; then the two are linked (LTC Đ37, Đ38)."""
    actor = sessions.current_actor()
    digits = first_number.rpartition("-")[2].strip()
    if petition.goes_by is Procedure.REPEAT_DENUNCIATION and first_number:
        first_id = read_number(digits) or 0
        denounce_again.at_desk(actor, first_id, petition, token, at=now())
    elif visit_id := session.get("entering_for", {}).get(token):
        following.file_too(actor, int(visit_id), petition, token, at=now())
    else:
        filing.file(actor, petition, token, at=now())


def _to_slip(token: str) -> ResponseReturnValue:
    session["entered"] = [token, int(now().timestamp())]
    return redirect(url_for("reception.slip"), 303)


def _new_token() -> str:
    token = secrets.token_urlsafe(32)
    session["entering"] = [*session.get("entering", []), token][-OPEN_AT_ONCE:]
    visit_id = session.get("for_visit", "")
    session["entering_for"] = {token: visit_id} if visit_id.isdecimal() else {}
    return token


def _files(token: str) -> tuple[FileInput, ...]:
    writing = drafts.find(token, at=now())
    return writing.files if writing else ()


def _at_files(refused: list[str]) -> list[Fault]:
    return [Fault(FILES, "files", words) for words in refused]


def _pages(procedure: Procedure) -> tuple[str, ...]:
    return tuple(page for page in petition_reading.pages_of(procedure) if page != FILES)


def _forms(procedure: Procedure) -> Forms:
    """All pages as sent."""
    return {LOG: LogForm(), **{page: petition_reading.open_form(page, procedure) for page in _pages(procedure)}}


def _blank(procedure: Procedure) -> Forms:
    bare: dict[str, Any] = {"formdata": None, "meta": {"csrf": False}}
    log_form = LogForm(data={"received_on": today()}, **bare)
    found = {LOG: log_form, **{page: petition_reading.open_form(page, procedure, **bare) for page in _pages(procedure)}}
    known = _visitors()
    if known:
        people = {"who": petition_form.GROUP if len(known) > 1 else petition_form.SELF, "parties": known}
        found[PEOPLE] = petition_reading.open_form(PEOPLE, procedure, data=people, **bare)
    return found


def _visitors() -> list[dict[str, Any]]:
    """Who came, where this is one more petition of a visit that is not sealed."""
    visit_id = str(session.get("for_visit", ""))
    if not visit_id.isdecimal():
        return []
    visit = following.seen(sessions.current_actor(), int(visit_id))
    names = "name address phone identity_number is_representative".split()
    return [{name: getattr(person, name) for name in names} for person in visit.people[: petition_form.MOST_BLOCKS]]


def _typed(procedure: Procedure) -> Forms:
    """As sent, with one person more or less where a button asked for it; nothing is checked."""
    typed = petition_reading.rearranged(
        [[name, value] for name, value in request.form.items(multi=True)],
        add="add_person" in request.form,
        remove=request.form.get("remove_person"),
    )
    kept = dict.fromkeys((*_pages(procedure), LOG), typed)
    return {page: petition_reading.kept_form(page, procedure, kept) for page in (LOG, *_pages(procedure))}


def _show(
    procedure: Procedure, token: str, forms: Forms, faults: list[Fault] | None = None, *, status: int = 200
) -> ResponseReturnValue:
    petition_reading.offer(forms, procedure, today())
    people = len(petition_reading.parties_of(forms[PEOPLE]))
    page = render_template(
        "reception/log.html",
        **_names(procedure),
        key=token,
        log=forms[LOG],
        act=forms.get("act"),
        matter=forms[MATTER],
        people_form=forms[PEOPLE],
        act_on=petition_reading.day_of_act(forms),
        who_words=petition_form.WHO_AT_DESK,
        people=people,
        most_representatives=max_representatives(max(2, people)),
        existing=petition_files.listed(_files(token)),
        accept=petition_files.ACCEPT,
        summary=[(fault.field, fault.words) for fault in faults or []],
        file_errors=[fault.words for fault in faults or [] if fault.page == FILES],
        alike=_alike(procedure, forms) if request.form.get("refresh") == "same" else None,
    )
    return page, status


def _alike(procedure: Procedure, forms: Forms) -> tuple[Candidate, ...]:
    """What may be the same as what is being entered; nothing is kept of the question."""
    petition = petition_reading.to_input(procedure, forms, (), today())
    return candidates.of_input(sessions.current_actor(), petition, today())


def _names(procedure: Procedure) -> dict[str, Any]:
    """What is entered, in codes and words."""
    return {
        "kind": procedure.kind.value,
        "procedure": procedure.value,
        "title": petition_form.TITLES[procedure],
        "titles": petition_form.TITLES,
        "slug": SLUG_OF[procedure],
        "slugs": SLUG_OF,
    }
