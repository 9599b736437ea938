"""Letters of the head's receptions: notice of the conclusion, minutes, minutes of a day to which nobody came (N154
Đ25.2; forms-and-reports.md A.2.3, A.6)."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from app.documents import composing
from app.documents.letter import Letter
from app.domain.calendars import LAW_ZONE
from app.domain.facts import Actor
from app.domain.refusals import NotFound
from app.i18n import formats
from app.persistence.models.reception import ConclusionTask, ReceptionSession
from app.persistence.queries.reception import appointments, tasks
from app.persistence.transaction import in_transaction
from app.services.law import law_in_force
from app.services.reception import following, heads, printing, wording
from app.services.reception.days import holding_day, planning

OF_VISITOR = ("conclusion_notice", "minutes")
OCCASION = {"periodic": "định kỳ", "ad_hoc": "đột xuất", "regular": "thường xuyên"}


def of_visitor(actor: Actor, appointment_id: int, letter: str, *, at: datetime) -> Letter:
    """A letter about one visitor; numbered when it is made for the first time."""
    row = appointments.seen(actor, appointment_id)
    if row is None or row.visit_id is None or letter not in OF_VISITOR:
        raise NotFound("letter_not_of_visit")
    visit, session = following.seen(actor, row.visit_id), planning.seen(actor, row.session_id)
    form = law_in_force().letter(letter, session.day)
    kept = in_transaction(lambda: printing.numbered(actor, visit.id, form, at))
    told = wording.Told(visit, None, kept.made_on, heads.name_of_head(visit.body_id, kept.made_on))
    given = list(tasks.of_visit(visit.id))
    context = _notice(told, session, given) if letter == "conclusion_notice" else _minutes(told, session, given)
    return composing.compose(form.template, heads.head(visit.body, form, kept), context, name=form.names["vi"])


def of_empty_day(actor: Actor, session_id: int) -> Letter:
    """Minutes of an announced day to which nobody came: the day counts (01/TCD col. 10, 16)."""
    session = planning.seen(actor, session_id)
    if not session.is_empty:
        raise NotFound("letter_not_of_visit")
    form = law_in_force().letter("empty_day", session.day)
    begun, ended = _clock(session.began_at), _clock(session.ended_at)
    context = {
        "day": session.day,
        "place": session.place,
        **_host(session),
        "attending": _lines(session.participants),
        "hour": begun[0],
        "minute": begun[1],
        "end_hour": ended[0],
        "end_minute": ended[1],
        "clerk": actor.name,
    }
    head = replace(heads.head(session.body, form, None), place_and_day=_place_and_day(session))
    return composing.compose(form.template, head, context, name=form.names["vi"])


def _place_and_day(session: ReceptionSession) -> str:
    return f"{heads.place_of(session.body)}, {formats.long_day(session.day, 'vi')}"


def _notice(told: wording.Told, session: ReceptionSession, given: list[ConclusionTask]) -> dict[str, Any]:
    return {
        "session_words": f"{OCCASION[session.mode.value]} {formats.long_day(session.day, 'vi')}",
        "day": session.day,
        "place": session.place,
        **_host(session),
        "visitor": told.people[0]["name"] if told.people else "",
        "matter": told.word("matter"),
        "conclusion": told.word("note"),
        "tasks": [{"owner": one.owner, "what": one.what, "due": formats.day(one.due_on)} for one in given],
        "body": told.visit.body.name,
        "signer_title": told.visit.body.head_title.upper(),
        "signer": told.head_name,
        "copies_to": [*sorted({one.owner_body.name for one in given}), *(one["name"] for one in told.people[:1])],
    }


def _minutes(told: wording.Told, session: ReceptionSession, given: list[ConclusionTask]) -> dict[str, Any]:
    lines = [f"{one.owner}: {one.what}; hạn {formats.day(one.due_on)}" for one in given]
    ours = {"attending": _lines(session.participants), "conclusion": told.word("note"), "tasks": lines}
    return wording.minutes(told) | _host(session) | ours


def _host(session: ReceptionSession) -> dict[str, str]:
    """Who sat there, and in whose name."""
    office = session.held_by
    if office is None:
        return {"host": "", "host_position": "", "capacity": ""}
    capacity = "" if holding_day.is_head(office) else " (được người đứng đầu ủy quyền)"
    return {
        "host": office.user.name,
        "host_position": office.title or session.body.head_title,
        "capacity": capacity,
    }


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _clock(moment: datetime | None) -> tuple[str, str]:
    here = moment.astimezone(LAW_ZONE) if moment else None
    return (f"{here:%H}", f"{here:%M}") if here else ("", "")
