"""The story of a case for its officers: every event, told apart by whether the citizen reads it too."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app import lawbook
from app.domain.citations import Citation
from app.domain.refusals import LawUnknown
from app.domain.vocabulary import State, Step
from app.persistence.models.case import Case
from app.persistence.models.event import CaseEvent
from app.persistence.queries import bodies, users

INTERNAL = frozenset(
    {
        Step.REGISTER,
        Step.CLASSIFY,
        Step.ASSIGN,
        Step.PROPOSE,
        Step.RETURN_PROPOSAL,
        Step.REPORT_VERIFICATION,
        Step.DRAFT,
    }
)
"""What goes on inside the authority; the citizen's page does not show it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One event as the page tells it. `note` and internal entries are never shown to the citizen."""

    step: Step
    at: datetime
    on: date
    to_state: State
    by: str
    body: str
    is_internal: bool
    document: str | None
    number: str
    reason: str
    note: str
    details: dict[str, Any]
    citation: Citation | None


def told(case: Case) -> tuple[Entry, ...]:
    """Every event of the case, in its order."""
    names = users.names(event.actor_id for event in case.events if event.actor_id)
    return tuple(_entry(event, names.get(event.actor_id or 0, "")) for event in case.events)


def since(case: Case, event_id: int) -> tuple[Entry, ...]:
    """What has happened after an event: told to somebody whose page is older."""
    names = users.names(event.actor_id for event in case.events if event.actor_id)
    return tuple(_entry(event, names.get(event.actor_id or 0, "")) for event in case.events if event.id > event_id)


def _entry(event: CaseEvent, name: str) -> Entry:
    body = bodies.by_id(event.body_id)
    return Entry(
        step=event.step,
        at=event.at,
        on=event.document_on,
        to_state=event.to_state,
        by=name,
        body=body.short_name if body else "",
        is_internal=event.step in INTERNAL,
        document=event.document,
        number=event.document_number,
        reason=event.reason,
        note=event.note,
        details=event.details or {},
        citation=_citation(event.rule_id),
    )


def _citation(rule_id: str) -> Citation | None:
    try:
        return lawbook.load().rule(rule_id).citation
    except LawUnknown:
        return None
