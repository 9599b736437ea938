"""A case as the rules see it, moved step by step as the services would move it."""

from dataclasses import replace
from datetime import date

from app.domain import workflow
from app.domain.deadlines import ClockOwner
from app.domain.facts import CaseFacts
from app.domain.rules import LawBook, Transition
from app.domain.vocabulary import Procedure, State, Step

DATED = {
    Step.ACCEPT: "accepted_on",
    Step.HOLD_DIALOGUE: "dialogue_held_on",
    Step.DECIDE: "decided_on",
    Step.SERVE: "decision_served_on",
    Step.PUBLISH: "published_on",
    Step.CONFIRM_EFFECT: "effective_on",
    Step.WITHDRAW: "withdrawn_on",
    Step.CONSULT_EXPERT: "expert_asked_on",
    Step.GO_TO_COURT: "court_accepted_on",
}
"""What each step puts on record with its date."""

NOTHING_DECIDED: dict[str, object] = {
    "decided_on": None,
    "decision_served_on": None,
    "effective_on": None,
    "dialogue_held_on": None,
    "has_second_instance": False,
    "decision_revoked": False,
}
RECORDED: dict[Step, dict[str, object]] = {
    Step.RESUME: {"suspended_from": None},
    Step.APPEAL: {"has_second_instance": True},
    Step.DENOUNCE_AGAIN: {"has_second_instance": True},
    Step.REVOKE: NOTHING_DECIDED,
    Step.CHECK_ELSEWHERE: {"checks_elsewhere": True},
    Step.RECEIVE_EXPERTISE: {"expert_asked_on": None},
    Step.CONTINUE: {"withdrawn_on": None},
    Step.CONFIRM_COMPETENCE: {"is_competent": True},
    Step.RETURN_FROM_COURT: {"court_accepted_on": None},
}
"""What else a step changes on record."""


def a_case(
    procedure: Procedure = Procedure.COMPLAINT_FIRST, state: State = State.RECEIVED, **facts: object
) -> CaseFacts:
    received_on = facts.pop("received_on", date(2025, 3, 3))
    return CaseFacts(1, procedure, state, 1, received_on, **facts)  # type: ignore[arg-type]


def received(procedure: Procedure, law: LawBook, on: date) -> CaseFacts:
    opening = workflow.opening(procedure, law, on)
    assert opening.to_state is not None
    return a_case(procedure, opening.to_state, received_on=on, open_clocks=frozenset(opening.starts))


def moved(case: CaseFacts, row: Transition, on: date) -> CaseFacts:
    """The case after a step: its state, its clocks, and what the step puts on record."""
    state = row.to_state or case.state
    clocks = frozenset() if state.is_final else (case.open_clocks - set(row.ends)) | set(row.starts)
    suspended_from = case.state if row.step is Step.SUSPEND else case.suspended_from
    case = replace(case, state=state, open_clocks=clocks, suspended_from=suspended_from)
    for name, value in RECORDED.get(row.step, {}).items():
        case = replace(case, **{name: value})
    if row.step is Step.EXTEND:
        case = replace(case, is_complex=True, is_especially_complex=case.is_complex and _is_denunciation(case))
    return replace(case, **{DATED[row.step]: on}) if row.step in DATED else case


def walked(case: CaseFacts, law: LawBook, *steps: tuple[Step, date]) -> CaseFacts:
    """The case after steps, each on its date."""
    for step, on in steps:
        case = moved(case, workflow.take(step, case, law, on), on)
    return case


def authority_clocks(case: CaseFacts, law: LawBook) -> set[str]:
    """Running clocks with which the authority can be late."""
    owned = {limit.clock for limit in law.time_limits if limit.owner is ClockOwner.AUTHORITY}
    return set(case.open_clocks & owned)


def _is_denunciation(case: CaseFacts) -> bool:
    return case.procedure in {Procedure.DENUNCIATION, Procedure.REPEAT_DENUNCIATION}
