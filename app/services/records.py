"""What the rarer steps put on record besides state and clocks: the facts that later steps and time limits ask for."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from app.domain.facts import CaseFacts
from app.domain.vocabulary import Procedure, Step

DATED: Mapping[Step, str] = MappingProxyType(
    {
        Step.WITHDRAW: "withdrawn_on",
        Step.CONSULT_EXPERT: "expert_asked_on",
        Step.GO_TO_COURT: "court_accepted_on",
        Step.CONCLUDE: "decided_on",
        Step.TAKE_OVER: "accepted_on",
    }
)
"""The fact that holds the date of the step's document."""

NOTHING_DECIDED: Mapping[str, object] = MappingProxyType(
    {
        **dict.fromkeys(("decided_on", "decision_served_on", "effective_on", "published_on", "dialogue_held_on")),
        **dict.fromkeys(("dialogue_absence_recorded", "has_second_instance", "decision_revoked", "is_complex"), False),
        "findings_match_request": None,
    }
)
"""A decision taken back is settled anew from the start: dialogue, complexity and receipt were those of the old one."""

CHANGED: Mapping[Step, Mapping[str, object]] = MappingProxyType(
    {
        Step.REVOKE: NOTHING_DECIDED,
        Step.CHECK_ELSEWHERE: {"checks_elsewhere": True},
        Step.RECEIVE_EXPERTISE: {"expert_asked_on": None},
        Step.CONTINUE: {"withdrawn_on": None},
        Step.RETURN_FROM_COURT: {"court_accepted_on": None},
    }
)
"""What a step changes whatever its date."""

DISCIPLINE = frozenset({Procedure.DISCIPLINE_FIRST, Procedure.DISCIPLINE_SECOND})


def recorded(step: Step, case: CaseFacts, on: date) -> dict[str, object]:
    """The facts that change with a step of this date, by name."""
    if step is Step.EXTEND:
        return {"is_especially_complex" if case.is_complex else "is_complex": True}
    found = dict(CHANGED.get(step, {}))
    if step in DATED:
        found[DATED[step]] = on
    return found


def stated_with(step: Step, case: CaseFacts) -> str | None:
    """The fact that whoever takes the step declares with it, where the law asks for it and it is not yet on record: a
    revocation revokes (LKN Đ38); before the court comes only a dismissal (LKN Đ58); what is plain enough is acted on
    at once (LTC Đ43)."""
    if step is Step.REVOKE and case.has_second_instance and not case.decision_revoked:
        return "decision_revoked"
    if step is Step.GO_TO_COURT and case.procedure in DISCIPLINE and not case.is_dismissal:
        return "is_dismissal"
    if step is Step.CLOSE and case.procedure is Procedure.DENUNCIATION and not case.is_evident:
        return "is_evident"
    return None


CONDITION_OF: Mapping[str, str] = MappingProxyType(
    {"decision_revoked": "decision_revoked", "is_dismissal": "dismissal", "is_evident": "evident"}
)
"""The condition of the table that a declared fact meets (workflow.CONDITIONS)."""
