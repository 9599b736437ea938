"""Codes of case audit as words and colours."""

from app.domain.oversight.vocabulary import FindingState, Progress, Severity
from app.domain.vocabulary import CaseKind
from app.i18n import labels
from app.i18n.locale import gettext as _
from app.persistence.models.oversight import CaseSample, InspectionFinding
from app.services.oversight.audit import finding

TONES = {
    FindingState.DRAFT: "plain",
    FindingState.SENT: "wait",
    FindingState.ANSWERED: "on",
    FindingState.RETURNED: "wait",
    FindingState.ACCEPTED: "on",
    FindingState.DONE: "ok",
    FindingState.WITHDRAWN: "plain",
    Severity.MINOR: "plain",
    Severity.BREACH: "wait",
    Severity.SERIOUS: "bad",
}


def law_words(row: InspectionFinding) -> str:
    """Which article a finding rests on."""
    return finding.law_words(row.citation, row.law)


def finding_tone(code: FindingState | Severity) -> str:
    """The colour that repeats what the word says."""
    return TONES[code]


def kind_of(sample: CaseSample) -> str:
    """Which kind of case was drawn from."""
    kind = sample.chosen["kind"]
    return labels.label(CaseKind(kind)) if kind else _("Tất cả")


def progress_of(sample: CaseSample) -> str:
    """Open ones, closed ones, or both."""
    return labels.label(Progress(sample.chosen["progress"]))
