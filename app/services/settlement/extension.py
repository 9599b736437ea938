"""More time for a complex case, on a written ground (LKN Đ28, 37; criteria of N155 Đ3a since 01/07/2026)."""

from datetime import datetime

from app.domain.facts import Actor
from app.domain.refusals import BadInput
from app.domain.vocabulary import Step
from app.persistence.models.case import Case
from app.persistence.transaction import transaction
from app.services import steps
from app.services.steps import NO_PAPER, Paper


def extend(actor: Actor, case_id: int, reason: str, *, at: datetime, paper: Paper = NO_PAPER) -> Case:
    """Determine that the case is complex, a denunciation the second time especially so (LTC Đ30). The running clock is
    ruled again from its start. The citizen is told why."""
    if not reason.strip():
        raise BadInput("reason_missing", field="reason")
    with transaction():
        case = steps.open_case(case_id)
        transition, on = steps.check(actor, case, Step.EXTEND, at=at, paper=paper)
        steps.put_on_record(case, Step.EXTEND, on)
        steps.record(actor, case, transition, at=at, on=on, paper=paper, reason=reason)
    return case
