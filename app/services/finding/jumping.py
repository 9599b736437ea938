"""Straight to a case by what stands on the citizen's receipt."""

from app.domain import access, tracking_codes
from app.domain.access import Action
from app.domain.facts import Actor
from app.persistence.models.case import Case
from app.persistence.queries import cases


def is_code(typed: str) -> bool:
    """Whether this is a tracking code (mã tra cứu), of a petition or of none: never kept as a question."""
    return tracking_codes.normalise(typed) is not None


def case_of_code(actor: Actor, typed: str) -> Case | None:
    """The case that a code belongs to, if the actor may see it; hidden and absent are the same."""
    access.require_role(actor, Action.QUEUE_VIEW)
    code = tracking_codes.normalise(typed)
    petition = cases.petition_of_code(tracking_codes.fingerprint(code or "-"))
    return cases.seen(actor, petition.case_id) if petition is not None and code else None
