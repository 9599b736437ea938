"""Findings of an inspection: who sees them, which step is open to whom, and what a round adds up to."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from app.domain.confidentiality import conflicts
from app.domain.facts import Actor, Exclusion
from app.domain.oversight.vocabulary import FindingState, FindingStep, Severity
from app.domain.refusals import NotAllowed, NotFound, WrongState
from app.domain.vocabulary import Role

OPEN = (FindingState.SENT, FindingState.ANSWERED, FindingState.RETURNED, FindingState.ACCEPTED)
"""Followed until they are done."""
WITH_HEAD = (FindingState.SENT, FindingState.RETURNED, FindingState.ACCEPTED)
"""What waits for the head: an answer, a better one, or word that it is done."""
NOT_COUNTED = (FindingState.DRAFT, FindingState.WITHDRAWN)
"""What never went out, or was taken back."""

FROM: Mapping[FindingStep, tuple[FindingState, ...]] = MappingProxyType(
    {
        FindingStep.WRITE: (FindingState.DRAFT,),
        FindingStep.SEND: (FindingState.DRAFT,),
        FindingStep.ANSWER: WITH_HEAD,
        FindingStep.RETURN: (FindingState.ANSWERED,),
        FindingStep.ACCEPT: (FindingState.ANSWERED,),
        FindingStep.WITHDRAW: (FindingState.DRAFT, *OPEN),
    }
)
"""From which states a step is taken."""


@dataclass(frozen=True, slots=True)
class FindingFacts:
    """What the rules read of a finding. `to_body_id`, `head_id`: to which body it was sent, and to whom there;
    `exclusions`: of the case it is about."""

    state: FindingState
    body_id: int
    severity: Severity = Severity.MINOR
    law: str = ""
    due_on: date | None = None
    fixed_on: date | None = None
    to_body_id: int | None = None
    head_id: int | None = None
    exclusions: frozenset[Exclusion] = field(default_factory=frozenset)

    def is_overdue(self, today: date) -> bool:
        """Sent, not done, and its day is over. What the head says is done in time waits for the inspector, not him."""
        if self.state not in OPEN or self.due_on is None:
            return False
        if self.state is FindingState.ANSWERED and self.fixed_on is not None and self.fixed_on <= self.due_on:
            return False
        return self.due_on < today


def is_addressee(actor: Actor, finding: FindingFacts) -> bool:
    """The head of the body it was sent to, or the head to whom it went in his place."""
    if actor.role is not Role.HEAD or finding.state is FindingState.DRAFT:
        return False
    at_body = finding.to_body_id is not None and actor.body_id == finding.to_body_id
    return at_body or (finding.head_id is not None and actor.user_id == finding.head_id)


def may_see(actor: Actor, finding: FindingFacts) -> bool:
    """The inspectorate, and once it is sent its addressee; nobody whom the case is kept from."""
    if conflicts.is_kept_away(actor, finding.exclusions):
        return False
    return actor.role is Role.INSPECTORATE or is_addressee(actor, finding)


def require_sight(actor: Actor, finding: FindingFacts | None) -> None:
    """Hidden and absent look alike."""
    if finding is None or not may_see(actor, finding):
        raise NotFound("inspection_finding_not_found")


def require_addressee(actor: Actor, finding: FindingFacts) -> None:
    if not is_addressee(actor, finding):
        raise NotAllowed("action_not_yours")


def require_open(finding: FindingFacts, step: FindingStep) -> None:
    """The step is open in the state that the finding has."""
    if finding.state not in FROM[step]:
        raise WrongState("finding_not_so", state=finding.state)


def after_acceptance(finding: FindingFacts) -> FindingState:
    """An answer that says on which day it was put right ends the matter; one that promises is followed on."""
    return FindingState.ACCEPTED if finding.fixed_on is None else FindingState.DONE


@dataclass(frozen=True, slots=True)
class Tally:
    """Of some findings: how many, how heavy, and how they were put right. Withdrawn ones and drafts are none."""

    every: int = 0
    serious: int = 0
    breaches: int = 0
    minor: int = 0
    in_time: int = 0  # done, on or before the day that was set
    late: int = 0  # done after it
    waiting: int = 0  # not done, the day is not over
    overdue: int = 0  # not done, the day is over


def tally(found: Iterable[FindingFacts], today: date) -> Tally:
    """Counted from the findings themselves; in_time + late + waiting + overdue = every."""
    counted: Counter[str] = Counter()
    for one in found:
        if one.state in NOT_COUNTED:
            continue
        weight = {Severity.SERIOUS: "serious", Severity.BREACH: "breaches", Severity.MINOR: "minor"}[one.severity]
        counted.update(("every", weight, _fate(one, today)))
    return Tally(**counted)


def _fate(one: FindingFacts, today: date) -> str:
    if one.state is FindingState.DONE:
        is_in_time = one.fixed_on is not None and one.due_on is not None and one.fixed_on <= one.due_on
        return "in_time" if is_in_time else "late"
    return "overdue" if one.is_overdue(today) else "waiting"
