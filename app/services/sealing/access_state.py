"""What still stands between an entitled person and a sealed case: told before the question, not after it."""

from app.domain.confidentiality import Opening
from app.domain.facts import Actor
from app.persistence.db import store
from app.persistence.models.case import Case
from app.persistence.queries.seals import copies, keys
from app.services.sealing import case_keys


def missing(actor: Actor, case: Case) -> str:
    """The reason code of what is missing, or nothing."""
    if store().opening is Opening.OFFLINE:
        return "" if actor.user_id and keys.of_user(actor.user_id) else "seal_no_own_key"
    if store().opening is Opening.REGISTER:
        return "seal_opens_elsewhere"
    if actor.seal_key is None:
        return "seal_locked"
    if copies.seal_of(case.id) is None:
        return ""  # of the time before cases had keys: it gets one when it is opened
    return "" if copies.copy_for(case.id, case_keys.public_in_hand(actor)) else "seal_not_given"
