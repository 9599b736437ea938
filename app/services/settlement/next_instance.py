"""A case opens at the superior against what was, or was not, settled below (LKN Đ33; LTC Đ37–38): what complaint and
denunciation share of it."""

from collections.abc import Callable
from datetime import datetime

from app.domain.calendars import local_date
from app.domain.facts import Actor
from app.domain.refusals import BadInput
from app.domain.vocabulary import Step
from app.domain.workflow import Transition
from app.persistence.models.case import Case
from app.persistence.transaction import transaction
from app.services import steps
from app.services.intake import drafts, filing
from app.services.intake.filing import Receipt
from app.services.intake.petition_input import PetitionInput, problems

Complete = Callable[[Case], PetitionInput]
Check = Callable[[Case], Transition]


def open_next(
    actor: Actor, first_case_id: int, complete: Complete, token: str, *, at: datetime, check: Check
) -> Receipt:
    """File the petition and take the step of the earlier case, which stays what it is. `complete` makes the petition
    whole from that case; `check` gives the step or refuses it. Sent twice, it is filed once."""
    with transaction():
        first = steps.open_case(first_case_id)  # locked first: of two at once, the second finds what the first filed
        earlier = filing.find_receipt(token)
        if earlier is not None:
            return earlier
        transition = check(first)
        petition = complete(first)
        found = problems(petition, local_date(at))
        if found:
            raise BadInput("petition_incomplete", problems=found)
        steps.record(actor, first, transition, at=at, on=local_date(at))
        first.has_second_instance = True
        drafts.consume(token)
        return filing.admit(actor, petition, token, petition.goes_by, at=at, first_case=first)


def own_step(actor: Actor, step: Step, at: datetime) -> Check:
    """The step as the access table and the table of the law allow it to the actor."""
    return lambda first: steps.check(actor, first, step, at=at)[0]
