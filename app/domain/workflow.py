"""The state machine of a case: may this step be taken today, by what right, with what effect (procedure.md 4).

The rows are lawbook/*/workflow.toml; the conditions they name are the small predicates below.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from app.domain.calendars import ONE_DAY
from app.domain.citations import Citation
from app.domain.deadlines import compute
from app.domain.facts import CaseFacts
from app.domain.refusals import LawUnknown, WrongState
from app.domain.rules import LawBook, Transition
from app.domain.vocabulary import Procedure, State, Step

__all__ = ["CONDITIONS", "SETTLEMENT_CLOCK", "Transition", "blocked", "effective_from", "open_steps", "opening", "take"]

Condition = Callable[[CaseFacts, LawBook, date], bool]

SETTLEMENT_CLOCK: Mapping[Procedure, str] = MappingProxyType(
    {
        Procedure.COMPLAINT_FIRST: "DL-KN-03",
        Procedure.COMPLAINT_SECOND: "DL-KN-03b",
        Procedure.DISCIPLINE_FIRST: "DL-KL-03",
        Procedure.DISCIPLINE_SECOND: "DL-KL-03",
        Procedure.DENUNCIATION: "DL-TC-04",
        Procedure.REPEAT_DENUNCIATION: "DL-TC-04",
    }
)
"""The clock within which the matter itself must be decided."""

_EFFECT_CLOCKS: Mapping[Procedure, tuple[str, str]] = MappingProxyType(
    {
        Procedure.COMPLAINT_FIRST: ("DL-KN-07", "DL-KN-06"),
        Procedure.COMPLAINT_SECOND: ("DL-KN-07", ""),
        Procedure.DISCIPLINE_FIRST: ("DL-KL-05", "DL-KL-01"),
        Procedure.DISCIPLINE_SECOND: ("DL-KL-05", ""),
    }
)
"""The wait for legal effect, counted from issue, and in a first instance the citizen's own time, from receipt."""


def opening(procedure: Procedure, law: LawBook, on: date) -> Transition:
    """The step that opens a case of this procedure (receive)."""
    rows = [row for row in _rows(procedure, law, on) if not row.from_states]
    if len(rows) != 1:
        raise LawUnknown("no_opening_step", procedure=procedure.value, on=on)
    return rows[0]


def open_steps(case: CaseFacts, law: LawBook, on: date) -> tuple[Transition, ...]:
    """Every step that may be taken with the case on a day, whoever may take it."""
    return tuple(_resolved(row, case) for row in _from_here(case, law, on) if not _unmet(row, case, law, on))


def blocked(case: CaseFacts, law: LawBook, on: date) -> tuple[tuple[Transition, str], ...]:
    """Steps that belong to this state but lack a condition of the law, with the first one missing."""
    open_now = {row.step for row in open_steps(case, law, on)}
    rows = ((row, _unmet(row, case, law, on)) for row in _from_here(case, law, on) if row.step not in open_now)
    return tuple((row, unmet[0]) for row, unmet in rows if unmet)


def take(step: Step, case: CaseFacts, law: LawBook, on: date) -> Transition:
    """The transition that a step makes on the date of its document.

    WrongState with reason `wrong_state` (not from here), `not_in_law` (the law of that day does not know it)
    or the name of the unmet condition, and the article.
    """
    here = [row for row in _from_here(case, law, on) if row.step is step]
    if not here:
        raise _not_from_here(step, case, law)
    allowed = [row for row in here if not _unmet(row, case, law, on)]
    if not allowed:
        lacking = _unmet(here[0], case, law, on)[0]
        raise WrongState(lacking, article(here[0], lacking), step=step.value)
    if len(allowed) > 1:
        raise LawUnknown("two_transitions", rules=[row.rule_id for row in allowed])
    return _resolved(allowed[0], case)


def effective_from(case: CaseFacts, law: LawBook) -> date | None:
    """The first day on which the decision has legal effect, None while that cannot be known.

    Khiếu nại lần hai counts from the issue of the decision (LKN Đ44). Lần đầu waits as well until the citizen's
    time to complain again, from receipt (LKN Đ33), is over: without proof of receipt it cannot be confirmed.
    """
    if case.decided_on is None or case.procedure not in _EFFECT_CLOCKS:
        return None
    waiting, again = _EFFECT_CLOCKS[case.procedure]
    last = _last_day(waiting, case, law, case.decided_on)
    if again:
        if case.decision_served_on is None:
            return None
        second = law.time_limit(
            again, case.decision_served_on, remote=case.in_remote_area, second=True, dismissal=case.is_dismissal
        )
        last = max(last, compute(second, case.decision_served_on, law.calendar).due_on)
    return last + ONE_DAY


def settlement_due_on(case: CaseFacts, law: LawBook) -> date | None:
    """The last day for the decision: as kept with the case, else computed without pauses."""
    clock = SETTLEMENT_CLOCK.get(case.procedure)
    if clock is None or case.accepted_on is None:
        return None
    return case.settlement_due_on or _last_day(clock, case, law, case.accepted_on)


def _last_day(clock: str, case: CaseFacts, law: LawBook, starts_on: date) -> date:
    return compute(law.limit_for(clock, case, starts_on), starts_on, law.calendar).due_on


def _rows(procedure: Procedure, law: LawBook, on: date) -> tuple[Transition, ...]:
    return tuple(row for row in _table(law, procedure) if row.in_force.covers(on))


def _governs(row: Transition, case: CaseFacts, on: date) -> bool:
    """In force on the day of the step; or, where no transition clause reaches, on the day of acceptance."""
    return row.in_force.covers(case.accepted_on if row.by_acceptance and case.accepted_on else on)


@lru_cache(maxsize=32)
def _table(law: LawBook, procedure: Procedure) -> tuple[Transition, ...]:
    """The rows of one procedure; a lawbook never changes, so they are picked out once."""
    return tuple(row for row in law.transitions if row.procedure is procedure)


def _from_here(case: CaseFacts, law: LawBook, on: date) -> tuple[Transition, ...]:
    here = (row for row in _table(law, case.procedure) if case.state in row.from_states)
    return tuple(row for row in here if _governs(row, case, on))


def _unmet(row: Transition, case: CaseFacts, law: LawBook, on: date) -> tuple[str, ...]:
    return tuple(name for name in row.requires if not CONDITIONS[name](case, law, on))


def _resolved(row: Transition, case: CaseFacts) -> Transition:
    return replace(row, to_state=case.suspended_from) if row.back else row


def _not_from_here(step: Step, case: CaseFacts, law: LawBook) -> WrongState:
    """Tell a step that the law of another day would allow from one that is out of place."""
    other_day = [row for row in _table(law, case.procedure) if row.step is step and case.state in row.from_states]
    if other_day:
        return WrongState("not_in_law", other_day[0].citation, step=step.value)
    return WrongState("wrong_state", step=step.value, state=case.state.value)


def _effect_reached(case: CaseFacts, law: LawBook, on: date) -> bool:
    first_day = effective_from(case, law)
    return first_day is not None and first_day <= on


def _overdue(case: CaseFacts, law: LawBook, on: date) -> bool:
    due_on = settlement_due_on(case, law)
    return due_on is not None and due_on < on


def _dialogue_held(case: CaseFacts) -> bool:
    return case.dialogue_held_on is not None


CONDITIONS: Mapping[str, Condition] = MappingProxyType(
    {
        # LKN Đ39: a second-instance complaint is never decided without dialogue
        "dialogue_held": lambda case, law, on: _dialogue_held(case),
        # since 01/07/2026 an absence without good reason, put on record, lets the procedure go on
        "dialogue_held_or_excused": lambda case, law, on: _dialogue_held(case) or case.dialogue_absence_recorded,
        # LKN Đ30: in the first instance only when request and findings still differ
        "dialogue_held_or_not_needed": lambda case, law, on: (
            _dialogue_held(case) or case.findings_match_request is True
        ),
        "dialogue_held_excused_or_not_needed": lambda case, law, on: (
            _dialogue_held(case) or case.dialogue_absence_recorded or case.findings_match_request is True
        ),
        "absence_recorded": lambda case, law, on: case.dialogue_absence_recorded,
        "findings_match_request": lambda case, law, on: case.findings_match_request is True,
        "no_second_instance": lambda case, law, on: not case.has_second_instance,
        "second_instance_open": lambda case, law, on: case.has_second_instance,
        "decision_revoked": lambda case, law, on: case.decision_revoked,
        "window_closed": _effect_reached,
        "settlement_overdue": _overdue,
        "settlement_not_overdue": lambda case, law, on: not _overdue(case, law, on),
        "decided": lambda case, law, on: case.decided_on is not None,
        "undecided": lambda case, law, on: case.decided_on is None,
        "not_yet_complex": lambda case, law, on: not case.is_complex,
        "extended_once": lambda case, law, on: case.is_complex and not case.is_especially_complex,
        "not_yet_served": lambda case, law, on: case.decision_served_on is None,
        "not_yet_published": lambda case, law, on: case.published_on is None,
        "published": lambda case, law, on: case.published_on is not None,
        "order_unsent": lambda case, law, on: bool(case.open_clocks & {"DL-KN-13", "DL-TC-12"}),
        "suspended_from_known": lambda case, law, on: (
            case.suspended_from is not None and case.suspended_from is not State.SUSPENDED
        ),
        "documents_awaited": lambda case, law, on: "DL-KN-08" in case.open_clocks,
        "no_documents_awaited": lambda case, law, on: "DL-KN-08" not in case.open_clocks,
        "not_before_court": lambda case, law, on: case.court_accepted_on is None,
        "dismissal": lambda case, law, on: case.is_dismissal,
        # whose matter it is (LTC Đ24, NĐ 20/2008)
        "competence_open": lambda case, law, on: case.is_competent is not True,
        "competence_settled": lambda case, law, on: case.is_competent is True,
        "transfer_still_due": lambda case, law, on: bool(case.open_clocks & {"DL-TC-02", "DL-NP-03"}),
        # denunciations
        "denouncer_named": lambda case, law, on: not case.is_anonymous,
        "not_yet_elsewhere": lambda case, law, on: not case.checks_elsewhere,
        "evident": lambda case, law, on: case.is_evident,
        "acceptance_unnotified": lambda case, law, on: "DL-TC-03" in case.open_clocks,
        "expert_at_work": lambda case, law, on: case.expert_asked_on is not None,
        "no_expert_at_work": lambda case, law, on: case.expert_asked_on is None,
        "withdrawn": lambda case, law, on: case.withdrawn_on is not None,
        "not_yet_withdrawn": lambda case, law, on: case.withdrawn_on is None,
        "conclusion_unsent": lambda case, law, on: "DL-TC-05" in case.open_clocks,
        "conclusion_sent": lambda case, law, on: "DL-TC-05" not in case.open_clocks,
        "result_unrecorded": lambda case, law, on: "DL-TC-08" not in case.open_clocks,
        "result_unreported": lambda case, law, on: "DL-TC-08" in case.open_clocks,
        "about_delay": lambda case, law, on: case.is_about_delay,
        "about_result": lambda case, law, on: not case.is_about_delay,
    }
)
"""What a transition may require; the name is also the reason code of a refusal."""

_ARTICLES: Mapping[str, Citation] = MappingProxyType({"denouncer_named": Citation("LTC", "25")})
"""Where a condition has an article of its own, not that of the step."""


def article(row: Transition, condition: str) -> Citation:
    """What stands against a step that lacks a condition."""
    return _ARTICLES.get(condition, row.citation)
