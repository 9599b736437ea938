"""The story of a case for its officers: every event, told apart by whether the citizen reads it too."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.domain.citations import Citation, Ground
from app.domain.offices import signatures
from app.domain.offices.held import Capacity
from app.domain.offices.signatures import SignatureBlock
from app.domain.refusals import LawUnknown
from app.domain.vocabulary import DocumentKind, State, Step
from app.persistence.models.case import Case
from app.persistence.models.event import CaseEvent
from app.persistence.queries import bodies, users
from app.persistence.queries.offices import delegating, holding
from app.services.law import law_in_force, regime_on

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

    event_id: int
    step: Step
    at: datetime
    on: date
    to_state: State
    by: str
    body: str
    signed: SignatureBlock | None  # in whose name, where not in the own
    paper: tuple[str, date] | None  # number and day of the paper of the head it rests on
    is_internal: bool
    document: DocumentKind | None
    number: str
    reason: str
    note: str
    details: dict[str, Any]
    ground: Ground | None = None
    regime: str = ""

    @property
    def citation(self) -> Citation | None:
        return self.ground.citation if self.ground else None


def told(case: Case) -> tuple[Entry, ...]:
    """Every event of the case, in its order."""
    names = users.names(event.actor_id for event in case.events if event.actor_id)
    places = bodies.short_names(event.body_id for event in case.events)
    signed = signatures_of(case.events)
    papers = delegating.papers(event.delegation_id for event in case.events if event.delegation_id)
    return tuple(
        _entry(
            event,
            names.get(event.actor_id or 0, ""),
            places.get(event.body_id, ""),
            signed.get(event.id),
            papers.get(event.delegation_id or 0),
        )
        for event in case.events
    )


def signatures_of(events: Iterable[CaseEvent], *, all_of_them: bool = False) -> dict[int, SignatureBlock]:
    """How the document of each event is signed; of those in the own office only where all are asked for."""
    wanted = [event for event in events if event.office_id and (all_of_them or event.capacity is not Capacity.OWN)]
    titles = holding.titles(event.office_id for event in wanted if event.office_id)
    names = users.names(event.actor_id for event in wanted if event.actor_id)
    found = {}
    for event in wanted:
        own, head = titles.get(event.office_id or 0, ("", ""))
        found[event.id] = signatures.block(event.capacity, head, own, names.get(event.actor_id or 0, ""))
    return found


def since(case: Case, event_id: int) -> tuple[Entry, ...]:
    """What has happened after an event, or the last three steps where none is known: for who has an older page."""
    entries = told(case)
    later = tuple(entry for entry in entries if entry.event_id > event_id)
    return later if event_id else entries[-3:]


def _entry(
    event: CaseEvent, name: str, body: str, signed: SignatureBlock | None, paper: tuple[str, date] | None
) -> Entry:
    return Entry(
        event_id=event.id,
        step=event.step,
        at=event.at,
        on=event.document_on,
        to_state=event.to_state,
        by=name,
        body=body,
        signed=signed,
        paper=paper,
        is_internal=event.step in INTERNAL,
        document=DocumentKind(event.document) if event.document else None,
        number=event.document_number,
        reason=event.reason,
        note=event.note,
        details=event.details or {},
        ground=ground_of(event.rule_id),
        regime=regime_on(event.document_on),
    )


def ground_of(rule_id: str) -> Ground | None:
    """What a step rests on; None where the row of law is gone."""
    try:
        rule = law_in_force().rule(rule_id)
    except LawUnknown:
        return None
    return Ground(rule_id, rule.citation, rule.confidence)
