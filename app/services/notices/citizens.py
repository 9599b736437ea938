"""What a citizen is told of a step of the case, or of an appointment: planned in one transaction, sent by the worker.

Never the matter. Of a denunciation only that there is news (procedure.md 8.1).
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from app.domain import notices as rules
from app.domain.calendars import local_date
from app.domain.vocabulary import Step
from app.persistence import outbox
from app.persistence.models.case import Case
from app.persistence.models.deadline import Deadline
from app.persistence.models.event import CaseEvent
from app.persistence.models.notices import NoticeAddress
from app.persistence.queries import cases
from app.persistence.queries.notices import addresses, deliveries
from app.persistence.transaction import in_transaction
from app.services.notices import readers

NEWS = "news"  # of a sealed case: that there is something to read

TOLD: Mapping[Step, str] = {
    Step.ACCEPT: "accepted",
    Step.DECLINE: "declined",
    Step.GUIDE: "guided",
    Step.SEND_BACK: "sent_back",
    Step.ASK: "asked",
    Step.TRANSFER: "forwarded",
    Step.TRANSFER_OUT: "forwarded",
    Step.EXTEND: "extended",
    Step.CALL_DIALOGUE: "dialogue",
    Step.DECIDE: "decided",
    Step.CONCLUDE: "decided",
    Step.ANSWER: "answered",
}
"""Steps that a citizen is told of at once. The rest stands on the page of the case."""

APPOINTMENTS = frozenset({"booked", "moved", "cancelled", "remind"})


def tell(topic: str, case_id: int, *, key: str, at: datetime) -> int:
    """Plan what the readers of a case are told of a step (`case.accept` …); how many messages are new."""
    step = topic.partition(".")[2]
    if step not in set(Step) or Step(step) not in TOLD:
        return 0
    return in_transaction(lambda: _tell(Step(step), case_id, key, at))


def _tell(step: Step, case_id: int, key: str, at: datetime) -> int:
    case = cases.known(case_id)
    if case is None or case.destroyed_at is not None:
        return 0
    found = readers.of_case(case, at)
    if not found:
        return 0
    topic = NEWS if case.is_sealed else TOLD[step]
    facts = {} if case.is_sealed else _facts(case, step, at)
    return _plan(found, topic, facts, key, at, case_id=case.id)


def tell_of_appointment(topic: str, appointment_id: int, *, key: str, at: datetime) -> int:
    """The same of an appointment (`appointment.booked` …): day, hour, place."""
    change = topic.partition(".")[2]
    if change not in APPOINTMENTS:
        return 0
    return in_transaction(lambda: _tell_of_appointment(change, appointment_id, key, at))


def _tell_of_appointment(change: str, appointment_id: int, key: str, at: datetime) -> int:
    row = addresses.appointment(appointment_id)
    if row is None or (change == "remind" and (row.cancelled_at is not None or row.starts_at <= at)):
        return 0
    session = row.session
    facts = {
        "starts_at": row.starts_at.isoformat(),
        "place": session.place,
        "body": session.body_id,
    }
    return _plan(readers.of_appointment(row.id, at), f"appointment_{change}", facts, key, at)


def _plan(
    found: list[NoticeAddress],
    topic: str,
    facts: Mapping[str, Any],
    key: str,
    at: datetime,
    case_id: int | None = None,
) -> int:
    """One message a reader, and the promise to send it: not in the night."""
    rows = [
        {
            "key": f"{key}:{row.id}",
            "address_id": row.id,
            "way": row.way,
            "topic": topic,
            "case_id": case_id,
            "facts": dict(facts),
            "planned_at": at,
        }
        for row in found
    ]
    new = deliveries.plan(rows)
    wait = (rules.quiet_until(at) or at) - at
    for delivery_id in new:
        outbox.post("notice.send", at=at, after=wait, delivery_id=delivery_id)
    return len(new)


def _facts(case: Case, step: Step, at: datetime) -> dict[str, Any]:
    """Numbers, days and bodies that the words are made of."""
    facts: dict[str, Any] = {"number": case.number, "body": case.body_id, "on": local_date(at).isoformat()}
    event = _event(case, step)
    if event is not None:
        facts |= {"on": event.document_on.isoformat(), "rule": event.rule_id}
        details = event.details or {}
        if step in (Step.TRANSFER, Step.TRANSFER_OUT):
            facts["to"] = details.get("target_name", "")
        if step is Step.CALL_DIALOGUE:
            facts["held_on"] = details.get("held_on", "")
    if step in (Step.ACCEPT, Step.EXTEND):
        facts |= _settlement(case)
    if step is Step.ASK:
        asked = [message for message in cases.messages(case.id) if not message.from_citizen]
        facts["reply_by"] = asked[-1].reply_by.isoformat() if asked and asked[-1].reply_by else ""
    return facts


def _event(case: Case, step: Step) -> CaseEvent | None:
    return next((event for event in reversed(case.events) if event.step is step), None)


def _settlement(case: Case) -> dict[str, Any]:
    due_on = case.facts().settlement_due_on
    if due_on is None:
        running: list[Deadline] = [row for row in case.deadlines if row.ended_on is None and row.owner == "authority"]
        due_on = max((row.due_on for row in running), default=None)
    return {"due_on": due_on.isoformat()} if due_on else {}
