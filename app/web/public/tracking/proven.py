"""The cases this browser has proven, and with which petition's code."""

import base64
import contextlib
from dataclasses import replace
from datetime import datetime

from flask import abort, flash, redirect, request, session, url_for
from werkzeug.wrappers import Response

from app.domain.facts import Actor
from app.domain.refusals import NotFound, WrongState
from app.domain.vocabulary import Step
from app.i18n.locale import gettext as _
from app.persistence import sealing
from app.persistence.keyring import KeyMissingError
from app.services.oversight import tracking
from app.services.oversight.tracking_views import Opened, TrackedCase
from app.web import sessions
from app.web.clock import now


def open_here(opened: Opened) -> None:
    """The code was proven: open the case in this browser."""
    sessions.remember_case(opened.case_id)
    known = {**session.get("petitions", {}), str(opened.case_id): opened.petition_id}
    session["petitions"] = {case: petition for case, petition in known.items() if case in session["tracked"]}
    if opened.reader:
        kept = {**session.get("readers", {}), str(opened.case_id): _carried(opened)}
        session["readers"] = {case: key for case, key in kept.items() if case in session["tracked"]}


def _carried(opened: Opened) -> str:
    """What opens the letters travels with the browser and is kept nowhere here; without the server it opens nothing."""
    return base64.urlsafe_b64encode(sealing.seal(opened.reader, _place(opened.case_id))).decode()


def _place(case_id: int) -> str:
    return f"cookie:reader:{case_id}"


def _reading() -> Actor:
    """The citizen with what his codes open of sealed cases, as far as this browser carries it."""
    found = {}
    for case_id, carried in session.get("readers", {}).items():
        with contextlib.suppress(sealing.SealBrokenError, KeyMissingError, ValueError):
            found[int(case_id)] = sealing.unseal(base64.urlsafe_b64decode(carried), _place(int(case_id)))
    return replace(sessions.current_actor(), code_keys=found)


def close_all() -> None:
    """As on a shared telephone."""
    sessions.forget_cases()
    for name in ("petitions", "appealed", "readers"):
        session.pop(name, None)


def own_petition(case_id: int) -> int | None:
    """The petition whose code opened the case."""
    found: int | None = session.get("petitions", {}).get(str(case_id))
    return found


def read(case_id: int, *, at: datetime | None = None) -> TrackedCase:
    """The case of this browser. Looking at it keeps it open; who has not proven the code is asked for it."""
    try:
        case = tracking.tracked(_reading(), case_id, at=at or now(), petition_id=own_petition(case_id))
    except NotFound:
        if request.method == "GET":
            abort(_ask_for_code())
        raise
    sessions.remember_case(case_id)
    return case


def read_for(case_id: int, step: Step) -> TrackedCase:
    """The same, where the citizen wants to take a step that must be open to him."""
    case = read(case_id)
    if step not in case.actions:
        raise WrongState("wrong_state", step=step.value, state=case.state.value)
    return case


def draft_done(name: str) -> None:
    """What was typed has been sent: the next page tells the browser to forget its draft."""
    session["draft_done"] = name


def finished_draft() -> str:
    """The draft to forget, told once."""
    name: str = session.pop("draft_done", "")
    return name


def _ask_for_code() -> Response:
    flash(_("Xin nhập mã tra cứu để mở hồ sơ. Hồ sơ tự đóng sau hai giờ không xem."), "info")
    return redirect(url_for("public.track"), 303)
