"""The dialogue (đối thoại; LKN Đ30, 39; since 01/07/2026 N155 Đ11)."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from app.domain.facts import Actor
from app.domain.refusals import BadInput, LawUnknown
from app.domain.vocabulary import Step
from app.persistence.models.case import Case
from app.persistence.transaction import transaction
from app.services import steps
from app.services.law import law_in_force
from app.services.steps import NO_PAPER, Paper

NOTICE = "DL-KN-12"
MOST_NOTICE = 40  # days; Tết included


def earliest_day(case: Case, invited_on: date) -> date | None:
    """The first working day for a dialogue when the invitation goes out on a day (since 01/07/2026 five days
    before, N155 Đ28.1); None where the law of the day fixes no notice."""
    law, facts = law_in_force(), case.facts()
    for ahead in range(MOST_NOTICE):
        day = invited_on + timedelta(days=ahead)
        try:
            last = law.deadline(NOTICE, facts, day).due_on
        except LawUnknown:
            continue
        if last >= invited_on:
            return law.calendar.roll(day)
    return None


def call(actor: Actor, case_id: int, *, held_on: date, place: str, at: datetime, paper: Paper = NO_PAPER) -> Case:
    """Invite to the dialogue; the citizen sees day and place."""
    if not place.strip():
        raise BadInput("place_missing", field="place")
    with transaction():
        case = steps.open_case(case_id)
        transition, on = steps.check(actor, case, Step.CALL_DIALOGUE, at=at, paper=paper)
        if held_on < on:
            raise BadInput("dialogue_before_invitation", field="held_on")
        details = {"held_on": held_on.isoformat(), "place": place}
        steps.record(actor, case, transition, at=at, on=on, paper=paper, details=details)
    return case


def hold(
    actor: Actor, case_id: int, minutes: str, *, absent: bool = False, at: datetime, paper: Paper = NO_PAPER
) -> Case:
    """Put the dialogue on record. An absence without good reason is put on record too, and the case goes on waiting:
    where the law of the day allows it (N155 Đ28.5) the draft may follow, else the dialogue must still be held."""
    if not minutes.strip():
        raise BadInput("minutes_missing", field="minutes")
    with transaction():
        case = steps.open_case(case_id)
        transition, on = steps.check(actor, case, Step.HOLD_DIALOGUE, at=at, paper=paper)
        if absent:
            transition = replace(transition, to_state=None)
        case.dialogue_absence_recorded = absent
        case.dialogue_held_on = None if absent else on
        details = {"absent": absent}
        steps.record(actor, case, transition, at=at, on=on, paper=paper, note=minutes, details=details)
    return case
