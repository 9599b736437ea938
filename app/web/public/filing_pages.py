"""The pages of a petition, one after the other; every one is kept on the server as typed, right or wrong."""

from typing import Any

from flask import flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain import triage
from app.domain.refusals import WrongState
from app.domain.triage import TriageFacts
from app.domain.vocabulary import CaseKind, Procedure
from app.i18n import reasons
from app.i18n.locale import gettext as _
from app.persistence.queries import units
from app.services.intake import drafts
from app.services.intake.drafts import Typed, Writing
from app.services.intake.petition_input import max_representatives
from app.services.law import law_in_force
from app.services.sealing import register
from app.web import petition_files, petition_form, petition_reading
from app.web.clock import now, today
from app.web.petition_form import SLUGS
from app.web.petition_reading import ACT, FILES, MATTER, PEOPLE, Fault, Forms
from app.web.public import filing_draft

PATHS = {ACT: "quyet-dinh", MATTER: "noi-dung", PEOPLE: "nguoi-nop", FILES: "tai-lieu"}
PAGE_AT = {path: page for page, path in PATHS.items()}
BUTTONS = ("csrf_token", "refresh", "back", "add_person", "remove_person", "upload", "files_remove")


def fill(slug: str, path: str = "") -> ResponseReturnValue:
    """Show a page, or keep what was typed and go on."""
    procedure = SLUGS[slug]
    why_not = register.why_not_on_line(today()) if procedure.kind is CaseKind.DENUNCIATION else ""
    if why_not:
        return render_template("public/filing/not_on_line.html", why=reasons.sentence(WrongState(why_not))), 409
    page = PAGE_AT[path] if path else petition_reading.pages_of(procedure)[0]
    if page not in petition_reading.pages_of(procedure):
        return redirect(url_for("public.fill", slug=slug))
    if request.method == "GET":
        return show(slug, page, opened(procedure, filing_draft.writing()))
    return _keep_files(slug, procedure) if page == FILES else _keep(slug, procedure, page)


def discard() -> ResponseReturnValue:
    """Throw the draft away and begin anew."""
    filing_draft.forget()
    flash(_("Đã xóa bản nháp."))
    return redirect(url_for("public.file", xong=1))


def _keep(slug: str, procedure: Procedure, page: str) -> ResponseReturnValue:
    typed: Typed = [[name, value] for name, value in request.form.items(multi=True) if name not in BUTTONS]
    here = url_for("public.fill", slug=slug, path=PATHS[page], **back_to_review())
    if "add_person" in request.form or "remove_person" in request.form:
        typed = petition_reading.rearranged(
            typed, add="add_person" in request.form, remove=request.form.get("remove_person")
        )
        _save(procedure, page, typed)
        return redirect(f"{here}#parties")
    writing = _save(procedure, page, typed)
    if "back" in request.form:
        return redirect(_previous(slug, procedure, page))
    if "refresh" in request.form:
        return redirect(_elsewhere(slug, procedure, here, request.form["refresh"]))
    forms = opened(procedure, writing)
    forms[page] = petition_reading.open_form(page, procedure)
    faults = [fault for fault in examined(procedure, forms, writing) if fault.page == page]
    late = page == ACT and not faults and _is_late(procedure, forms) and "late_reason" not in request.form
    if faults or late:
        return show(slug, page, forms, faults, late=late, status=422 if faults else 200)
    return redirect(_next(slug, procedure, page))


def _keep_files(slug: str, procedure: Procedure) -> ResponseReturnValue:
    """Files are kept one by one; a refused one does not take the others with it."""
    refused = petition_files.take_in(filing_draft.token(), procedure)
    if refused:
        faults = [Fault(FILES, "files", words) for words in refused]
        return show(slug, FILES, opened(procedure, filing_draft.writing()), faults, status=422)
    if "back" in request.form:
        return redirect(_previous(slug, procedure, FILES))
    if "upload" in request.form or "files_remove" in request.form:
        return redirect(url_for("public.fill", slug=slug, path=PATHS[FILES], **back_to_review()))
    return redirect(_next(slug, procedure, FILES))


def _save(procedure: Procedure, page: str, typed: Typed) -> Writing | None:
    drafts.save(filing_draft.token(), procedure, page, typed, at=now())
    return filing_draft.writing()


def opened(procedure: Procedure, writing: Writing | None) -> Forms:
    """All pages as kept so far."""
    kept = writing.pages if writing else {}
    return {page: petition_reading.kept_form(page, procedure, kept) for page in petition_reading.pages_of(procedure)}


def examined(procedure: Procedure, forms: Forms, writing: Writing | None) -> list[Fault]:
    """Everything to mend on all pages."""
    petition = petition_reading.to_input(procedure, forms, writing.files if writing else (), today())
    return petition_reading.check(procedure, forms, petition, today())


def back_to_review() -> dict[str, str]:
    """Somebody who came from the review goes back there."""
    return {"ve": "xem-lai"} if request.args.get("ve") == "xem-lai" else {}


def _next(slug: str, procedure: Procedure, page: str) -> str:
    pages = petition_reading.pages_of(procedure)
    place = pages.index(page) + 1
    if back_to_review() or place == len(pages):
        return url_for("public.review")
    return url_for("public.fill", slug=slug, path=PATHS[pages[place]])


def _previous(slug: str, procedure: Procedure, page: str) -> str:
    pages = petition_reading.pages_of(procedure)
    place = pages.index(page) - 1
    if back_to_review():
        return url_for("public.review")
    if place < 0:
        return url_for("public.explain", slug=slug)
    return url_for("public.fill", slug=slug, path=PATHS[pages[place]])


def _elsewhere(slug: str, procedure: Procedure, here: str, field: str) -> str:
    """The field somebody asked for: the day of the act may stand on another page; all else is on this one."""
    if field == "act_on" and ACT in petition_reading.pages_of(procedure):
        return url_for("public.fill", slug=slug, path=PATHS[ACT], **back_to_review())
    return f"{here}#{field if field in ('respondent_body_id', 'parties', 'act_on') else 'main'}"


def _is_late(procedure: Procedure, forms: Forms) -> bool:
    """The time to complain is over (LKN Đ9, Đ33, Đ48): the citizen may still file, and is asked for the reason once."""
    act = forms[ACT]
    dismissed = "is_dismissal" in act and bool(act["is_dismissal"].data)
    facts = TriageFacts(procedure, today(), decision_known_on=act["known_on"].data, is_dismissal=dismissed)
    return triage.is_late(facts, law_in_force())


def show(
    slug: str,
    page: str,
    forms: Forms,
    faults: list[Fault] | None = None,
    *,
    late: bool = False,
    status: int = 200,
) -> ResponseReturnValue:
    """One page of the form. It holds personal words, so no cache keeps it."""
    procedure, writing = SLUGS[slug], filing_draft.writing()
    petition_reading.offer(forms, procedure, today())
    response = make_response(
        render_template(
            f"public/filing/{page}.html",
            **_words(slug, page, forms, writing),
            late=late,
            faults=faults or [],
            summary=[(fault.field, fault.words) for fault in faults or []],
        ),
        status,
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def _words(slug: str, page: str, forms: Forms, writing: Writing | None) -> dict[str, Any]:
    procedure = SLUGS[slug]
    people = petition_reading.parties_of(forms[PEOPLE])
    return {
        "kind": procedure.kind.value,
        "procedure": procedure.value,
        "title": petition_form.TITLES[procedure],
        "slug": slug,
        "page": page,
        "paths": PATHS,
        "pages": petition_reading.pages_of(procedure),
        "form": forms[page],
        "act_on": petition_reading.day_of_act(forms),
        "who_words": petition_form.WHO_WORDS,
        "people": len(people),
        "most_representatives": max_representatives(max(2, len(people))),
        "hamlets": units.hamlets(forms[MATTER]["unit_code"].data or "", today()),
        "existing": petition_files.listed(writing.files if writing else ()),
        "accept": petition_files.ACCEPT,
        "is_kept": writing is not None,
        "ve": back_to_review(),
        "filed": filing_draft.just_filed(),
    }
