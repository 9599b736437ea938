"""The case as its officers see it on one page: what may be done now and why not more, who is competent, the clocks,
the papers, the story. A read model: it changes nothing and asks the rules for everything it claims."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.domain import access, workflow
from app.domain.access import STEP_ACTION, Action
from app.domain.citations import Citation
from app.domain.facts import Actor, CaseFacts
from app.domain.keeping import personal
from app.domain.keeping.personal import Field
from app.domain.offices.taking import can_take
from app.domain.refusals import NotFound
from app.domain.rules import LawBook
from app.domain.vocabulary import Disposition, State, Step
from app.domain.workflow import Transition
from app.persistence.models.case import Case, Decision, Message, Rating
from app.persistence.models.petition import Attachment
from app.persistence.queries import cases
from app.services import records
from app.services.law import law_in_force
from app.services.likeness import candidates
from app.services.likeness.candidates import Candidate
from app.services.oversight import dossier_story
from app.services.oversight.dossier_story import Entry
from app.services.oversight.timeline_deadlines import ClockLine, clock_lines
from app.services.oversight.tracking_parts import PartView, parts

STAFF_STEPS = frozenset(STEP_ACTION) - {
    *(Step.REPLY, Step.REOPEN, Step.APPEAL, Step.DENOUNCE_AGAIN, Step.HAND_OVER, Step.TRANSFER_OUT),
}
"""What has a button: the citizen's own steps and the hand-over of bodies have their own places."""

USUAL_ORDER = (
    Step.REGISTER,
    Step.PROPOSE,
    Step.REPORT_VERIFICATION,
    Step.HOLD_DIALOGUE,
    Step.DECIDE,
    Step.ANSWER,
    Step.CONCLUDE,
    Step.SEND,
    Step.SERVE,
    Step.CONFIRM_EFFECT,
    Step.EXECUTE,
    Step.ENFORCE,
    Step.RECORD_RESULT,
    Step.REPORT_RESULT,
    Step.DEMAND_REPORT,
    Step.RECEIVE_REPORT,
    Step.CLOSE,
    Step.RESUME,
)
"""The step that leads on, where the state alone tells which it is."""

PUBLICATION_CLOCK = "DL-KN-05"

SILENT = frozenset(
    {
        *("not_yet_served", "not_yet_published", "order_unsent", "second_instance_open", "suspended_from_known"),
        *("documents_awaited", "no_documents_awaited", "decided", "undecided", "not_before_court", "extended_once"),
        *("settlement_overdue", "transfer_still_due", "not_yet_elsewhere", "acceptance_unnotified", "expert_at_work"),
        *("withdrawn", "not_yet_withdrawn", "conclusion_unsent", "result_unrecorded", "about_delay", "about_result"),
        *("competence_open", "competence_settled", "no_second_instance"),
    }
)
"""Conditions whose absence nobody has to be told: the matter is simply not at hand."""

AFTER_VERIFYING = (Step.CALL_DIALOGUE, Step.CONCLUDE)
"""A complaint is talked over; a denunciation never is (LTC Đ31–35)."""

DISPOSITION_STEP = {
    Disposition.ACCEPT: Step.ACCEPT,
    Disposition.DECLINE: Step.DECLINE,
    Disposition.GUIDE: Step.GUIDE,
    Disposition.TRANSFER: Step.TRANSFER,
    Disposition.SEND_BACK: Step.SEND_BACK,
    Disposition.FILE_AWAY: Step.FILE_AWAY,
}


@dataclass(frozen=True, slots=True)
class Offer:
    """A step that this actor may take now. `is_primary`: it leads on from here."""

    step: Step
    transition: Transition
    is_primary: bool = False


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A step that belongs here but lacks a condition of the law."""

    step: Step
    reason: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything the page of a case shows."""

    case: Case
    facts: CaseFacts
    offers: tuple[Offer, ...]
    obstacles: tuple[Obstacle, ...]
    running: tuple[ClockLine, ...]
    ended: tuple[ClockLine, ...]
    story: tuple[Entry, ...]
    decisions: list[Decision]
    messages: list[Message]
    rating: Rating | None
    attachments: dict[int | None, list[Attachment]]  # by petition; None: sent later
    second_instances: list[Case]
    readable: frozenset[int] = frozenset()  # those of them that the actor may open
    alike: tuple[Candidate, ...] = ()  # petitions that may be the same, while it is screened
    expected: Transition | None = None  # the step that leads on, whoever may take it
    may_open_identity: bool = False
    may_see_log: bool = False
    may_recuse: bool = False
    may_hold: bool = False
    shown: frozenset[Field] = frozenset()  # personal data that stand open for this actor
    may_see_first: bool = False
    parts: tuple[PartView, ...] = ()  # of a letter that was split
    first_decision: Decision | None = None  # of a second instance: what is complained about, once it was sent

    @property
    def competence(self) -> dict[str, Any]:
        return self.case.competence or {}

    @property
    def last_event_id(self) -> int:
        return self.case.events[-1].id if self.case.events else 0


def seen(actor: Actor, case_id: int) -> Case:
    """The case, or NotFound: for who may not see it there is none."""
    case = cases.seen(actor, case_id)
    if case is None:
        raise NotFound("case_not_found")
    access.require(actor, Action.CASE_VIEW, case.facts())
    return case


def opened(actor: Actor, case_id: int, today: date) -> Dossier:
    """The page of a case for one of the staff."""
    case = seen(actor, case_id)
    facts = case.facts()
    lines = clock_lines(case, today)
    appeals = cases.second_instance_of(case.id)
    screening = access.may(actor, Action.CASE_TRIAGE, facts) and case.state in JOINABLE
    return Dossier(
        case=case,
        facts=facts,
        offers=offers(actor, case, today),
        obstacles=obstacles(actor, case, today),
        running=tuple(sorted((line for line in lines if line.is_running), key=lambda line: line.due_on)),
        ended=tuple(line for line in lines if not line.is_running),
        story=dossier_story.told(case),
        decisions=cases.decisions(case.id),
        messages=cases.messages(case.id),
        rating=cases.rating(case.id),
        attachments=_by_petition(cases.attachments(case.id)),
        second_instances=appeals,
        readable=_readable(actor, appeals, case),
        alike=candidates.of_case(actor, case, today) if screening else (),
        expected=_expected(facts, today),
        first_decision=first_decision(case),
        may_see_first=case.first_case is not None and access.may(actor, Action.CASE_VIEW, case.first_case.facts()),
        shown=personal.shown(actor, facts),
        may_hold=access.may(actor, Action.CASE_HOLD, facts),
        may_see_log=access.may(actor, Action.CASE_LOG_VIEW, facts),
        may_recuse=access.may(actor, Action.CASE_RECUSE, facts),
        parts=parts(case),
        may_open_identity=case.is_sealed and access.may(actor, Action.IDENTITY_VIEW, facts),
    )


def _readable(actor: Actor, appeals: list[Case], case: Case) -> frozenset[int]:
    """Which of the cases beside this one the actor may open."""
    beside = [*appeals, *cases.several(part.case_id for part in parts(case))]
    return frozenset(one.id for one in beside if access.may(actor, Action.CASE_VIEW, one.facts()))


JOINABLE = frozenset({State.RECEIVED, State.REGISTERED, State.AWAITING_DISPOSITION})


def first_decision(case: Case) -> Decision | None:
    """The decision that a second instance is about; None where the first ran out of time without one (LKN Đ33)."""
    rows = cases.decisions(case.first_case_id) if case.first_case_id is not None else []
    return next((row for row in reversed(rows) if row.sent_on is not None), None)


def offers(actor: Actor, case: Case, today: date) -> tuple[Offer, ...]:
    """What this actor may do now: open in law, allowed to the role, in the right office. The leading step first."""
    facts, law = case.facts(), law_in_force()
    found = {row.step: row for row in workflow.open_steps(facts, law, today) if _is_mine(actor, row, case, today)}
    leading = _leading(facts, found)
    found |= {row.step: row for row in _stated(facts, law, today) if _is_mine(actor, row, case, today)}
    ordered = sorted(found, key=lambda step: (step is not leading, step is not Step.PUBLISH, list(Step).index(step)))
    return tuple(Offer(step, found[step], step is leading) for step in ordered)


def _stated(facts: CaseFacts, law: LawBook, today: date) -> list[Transition]:
    """Steps that are open once the fact is declared that is declared with them."""
    found = []
    for row, reason in workflow.blocked(facts, law, today):
        fact = records.stated_with(row.step, facts)
        if fact is not None and reason == records.CONDITION_OF[fact]:
            found += _open_if(replace(facts, **{fact: True}), row.step, law, today)  # type: ignore[arg-type]
    return found


def _open_if(facts: CaseFacts, step: Step, law: LawBook, today: date) -> list[Transition]:
    return [row for row in workflow.open_steps(facts, law, today) if row.step is step]


def obstacles(actor: Actor, case: Case, today: date) -> tuple[Obstacle, ...]:
    """Steps of this state that the law does not yet open, for who might take them."""
    facts, law = case.facts(), law_in_force()
    return tuple(
        Obstacle(row.step, reason, workflow.article(row, reason))
        for row, reason in workflow.blocked(facts, law, today)
        if reason not in SILENT | set(records.CONDITION_OF.values()) and _is_mine(actor, row, case, today)
    )


def effect_may_be_confirmed(case: Case, today: date, law: LawBook) -> bool:
    """The decision is in force: nobody complained again in time (LKN Đ44)."""
    facts = case.facts()
    return any(row.step is Step.CONFIRM_EFFECT for row in workflow.open_steps(facts, law, today))


def _expected(facts: CaseFacts, today: date) -> Transition | None:
    """The step that leads on from here: told to who waits for somebody else."""
    found = {row.step: row for row in workflow.open_steps(facts, law_in_force(), today)}
    leading = _leading(facts, found)
    return found[leading] if leading else None


def _is_mine(actor: Actor, row: Transition, case: Case, today: date) -> bool:
    facts = case.facts()
    return (
        row.step in STAFF_STEPS
        and access.may(actor, STEP_ACTION[row.step], facts)
        and can_take(actor, row, facts, law_in_force(), body_type=case.body.type, on=today)
    )


def _leading(facts: CaseFacts, found: dict[Step, Transition]) -> Step | None:
    """The step that the procedure expects next."""
    wanted: tuple[Step, ...] = USUAL_ORDER
    if facts.state is State.AWAITING_DISPOSITION and facts.proposed is not None:
        wanted = (DISPOSITION_STEP[facts.proposed],)
    elif facts.state is State.ACCEPTED:
        wanted = (Step.VERIFY,)
    elif facts.state is State.VERIFIED:
        wanted = (Step.DRAFT,) if facts.findings_match_request and Step.DRAFT in found else AFTER_VERIFYING
    elif PUBLICATION_CLOCK in facts.open_clocks and facts.state is not State.ISSUED and facts.decision_served_on:
        wanted = (Step.PUBLISH,)
    elif facts.state is State.DIALOGUE_HELD or (facts.dialogue_absence_recorded and Step.DRAFT in found):
        wanted = (Step.DRAFT,)
    return next((step for step in wanted if step in found), None)


def _by_petition(attachments: list[Attachment]) -> dict[int | None, list[Attachment]]:
    found: dict[int | None, list[Attachment]] = {}
    for attachment in attachments:
        found.setdefault(attachment.petition_id, []).append(attachment)
    return found
