"""What became of a petition, out of the steps of its case: days, papers, how it stands now."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.vocabulary import Step
from app.i18n import formats, labels
from app.i18n.locale import gettext as _
from app.persistence.models.case import NO_DUE_DATE, Case
from app.persistence.models.event import CaseEvent

TOLD = frozenset(
    {
        *(Step.ACCEPT, Step.DECLINE, Step.GUIDE, Step.TRANSFER, Step.TRANSFER_OUT, Step.SEND_BACK, Step.FILE_AWAY),
        *(Step.VERIFY, Step.HOLD_DIALOGUE, Step.EXTEND, Step.SUSPEND, Step.RESUME, Step.WITHDRAW, Step.TERMINATE),
        *(Step.DECIDE, Step.ANSWER, Step.CONCLUDE, Step.APPEAL, Step.EXECUTE, Step.TAKE_OVER, Step.REVOKE),
    }
)
"""Steps that the register follows; what an officer does at his own desk in between is not among them."""


@dataclass(frozen=True, slots=True)
class Way:
    """A case as a register tells it."""

    accepted: str
    guided: str
    passed: str
    progress: str
    is_with: bool  # the body whose book it is has it, or has accepted it


def told(case: Case, events: Iterable[CaseEvent], body_id: int) -> Way:
    """The way of a case that whoever asks may see."""
    steps = [event for event in events if event.step in TOLD]
    here = [event for event in steps if event.body_id == body_id]
    progress = [_sentence(event) for event in steps]
    return Way(
        accepted="; ".join(paper(event) for event in here if event.step is Step.ACCEPT),
        guided="; ".join(_whither(event) for event in here if event.step is Step.GUIDE),
        passed="; ".join(_whither(event) for event in here if event.step in (Step.TRANSFER, Step.TRANSFER_OUT)),
        progress="\n".join([*progress, _now(case)]),
        is_with=case.body_id == body_id and case.accepted_on is not None,
    )


def paper(event: CaseEvent) -> str:
    """Number and day of what was signed."""
    number = f"{event.document_number}, " if event.document_number else ""
    return f"{number}{formats.day(event.document_on)}"


def _sentence(event: CaseEvent) -> str:
    return f"{formats.day(event.document_on)} {labels.label(event.step)}" + (
        f" ({event.document_number})" if event.document_number else ""
    )


def _whither(event: CaseEvent) -> str:
    whither = str((event.details or {}).get("target_name", ""))
    return ", ".join(filter(None, (whither, paper(event))))


def _now(case: Case) -> str:
    said = _("Hiện nay: %(state)s", state=labels.label(case.state).lower())
    if case.closed_at is None and case.next_due_on != NO_DUE_DATE:
        said += _(", hạn %(day)s", day=formats.day(case.next_due_on))
    return said
