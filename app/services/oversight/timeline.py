"""The public story of a case: the steps a citizen may read, without notes, proposals or names of officers."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from app.domain.citations import Citation, Ground
from app.domain.rules import LawBook, Transition
from app.domain.vocabulary import State, Step
from app.persistence.models.event import CaseEvent
from app.services.law import regime_on

INTERNAL = frozenset({Step.ASSIGN, Step.PROPOSE, Step.RETURN_PROPOSAL})
"""Steps inside the authority: who works on it, what is proposed, what the head sent back."""

TOLD_WITH_REASON = frozenset(
    {
        Step.DECLINE,
        Step.GUIDE,
        Step.TRANSFER,
        Step.TRANSFER_OUT,
        Step.SEND_BACK,
        Step.FILE_AWAY,
        Step.EXTEND,
        Step.SUSPEND,
        Step.TERMINATE,
        Step.WITHDRAW,
        Step.REOPEN,
        Step.SUSPEND_EXECUTION,
        Step.WITHDRAW_PART,
        Step.REVIEW,
        Step.REVOKE,
    }
)
"""Steps whose reason the law wants the citizen to hear, or that are his own words."""

TOLD_DETAILS = {
    Step.TRANSFER: ("target_name",),
    Step.TRANSFER_OUT: ("target_name",),
    Step.GUIDE: ("target_name",),
    Step.CALL_DIALOGUE: ("held_on", "place"),
    Step.HOLD_DIALOGUE: ("absent",),
    Step.DECIDE: ("outcome",),
    Step.PUBLISH: ("where",),
    Step.CLASSIFY: ("kind", "procedure"),
}
"""Which details of an event are public; whatever is not named here stays inside."""


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One step as the citizen reads it. `on` is the date of the document; `details` holds only what is public."""

    step: Step
    on: date
    at: datetime
    to_state: State
    document: str | None = None
    document_number: str = ""
    reason: str = ""
    details: dict[str, str] = field(default_factory=dict)
    ground: Ground | None = None
    regime: str = ""  # the period of law of the day of the document

    @property
    def citation(self) -> Citation | None:
        return self.ground.citation if self.ground else None


def story(events: Sequence[CaseEvent], law: LawBook, *, is_sealed: bool = False) -> tuple[StoryLine, ...]:
    """The public lines, oldest first. Of a sealed case nothing but the step and its date is told."""
    return tuple(_line(event, law, is_sealed) for event in events if event.step not in INTERNAL)


def _line(event: CaseEvent, law: LawBook, is_sealed: bool) -> StoryLine:
    if is_sealed:
        return StoryLine(event.step, event.document_on, event.at, event.to_state)
    return StoryLine(
        step=event.step,
        on=event.document_on,
        at=event.at,
        to_state=event.to_state,
        document=event.document,
        document_number=event.document_number,
        reason=event.reason if event.step in TOLD_WITH_REASON else "",
        details=_public_details(event),
        ground=_ground(event, law),
        regime=regime_on(event.document_on),
    )


def _public_details(event: CaseEvent) -> dict[str, str]:
    known = event.details or {}
    names = TOLD_DETAILS.get(event.step, ())
    return {name: str(known[name]) for name in names if known.get(name) not in (None, "")}


def _ground(event: CaseEvent, law: LawBook) -> Ground | None:
    """What the step rests on; None for what is no law but a habit of this system."""
    rule = law.rule(event.rule_id)
    if not isinstance(rule, Transition):
        return None
    instrument = law.instruments.get(rule.citation.instrument)
    return rule.ground if instrument is not None and instrument.is_law else None
