"""An officer or a head steps back from a case (N31 Đ10, LTC Đ31): from then on it does not exist for him."""

from datetime import datetime

from app.domain import access
from app.domain.access import Action
from app.domain.confidentiality.conflicts import Why
from app.domain.confidentiality.recusal import GROUNDS, Act, Because
from app.domain.facts import Actor
from app.domain.refusals import NotFound
from app.persistence import audit, outbox
from app.persistence.queries import users
from app.persistence.transaction import transaction
from app.services import steps
from app.services.impartiality import direction, leaving, reasons
from app.services.sealing import migration


def recuse(actor: Actor, case_id: int, because: Because, reason: str, *, at: datetime) -> None:
    """Its direction goes on: from an officer to his head, from a head to a deputy who signs for him, of a denunciation
    else to the superior.

    Raises WrongState: recusal_no_deputy, recusal_no_superior, recusal_last_key; NotAllowed: seal_locked, where the key
    of a sealed case must be handed on and is not in hand.
    """
    reasons.check(reason)
    with transaction():
        case = steps.open_case(case_id)
        access.require(actor, Action.CASE_RECUSE, case.facts())
        left = users.by_id(actor.user_id or 0)
        if left is None:
            raise NotFound("case_not_found")
        migration.ensure(case, at=at)
        to = direction.after(case, left, at=at)
        number = reasons.keep(actor, case, Act.RECUSE, leaving.token_of(left.id), because, reason, at=at)
        leaving.keep_away(actor, case, left, Why.RECUSED, at=at)
        direction.hand_on(actor, case, left, to, at=at)
        leaving.require_reader(case, left.id)
        leaving.take_key(actor, case, left, at=at)
        subject, ground = f"exclusion_act:{number}", GROUNDS[to].rule_id
        audit.append(actor, "case.recuse", case_id=case.id, at=at, subject=subject, ground=ground, details={"to": to})
        outbox.post("case.recuse", at=at, case_id=case.id)
