"""Who sees a visit. `app/persistence/queries/reception/scope.py` says the same in SQL; a test holds the two equal."""

from dataclasses import dataclass

from app.domain.access import BODY_STAFF, SEAL_KEEPERS
from app.domain.confidentiality import conflicts
from app.domain.facts import Actor, Exclusion
from app.domain.refusals import NotFound
from app.domain.vocabulary import Role


@dataclass(frozen=True, slots=True)
class VisitFacts:
    """What the rule reads of a visit."""

    body_id: int
    is_sealed: bool
    exclusions: frozenset[Exclusion] = frozenset()  # of the cases that came of it


def may_see(actor: Actor, visit: VisitFacts) -> bool:
    """The line of the register: staff of the body where it took place; of a denunciation only its desk and head; the
    inspectorate every one that is not sealed. Whom a case is kept from, from him the visit is kept that brought it."""
    if conflicts.is_kept_away(actor, visit.exclusions):
        return False
    if actor.role is Role.INSPECTORATE:
        return not visit.is_sealed
    if actor.role not in BODY_STAFF or actor.body_id != visit.body_id:
        return False
    return not visit.is_sealed or actor.role in SEAL_KEEPERS


def require_sight(actor: Actor, visit: VisitFacts | None) -> None:
    """Hidden and absent look alike."""
    if visit is None or not may_see(actor, visit):
        raise NotFound("visit_not_found")
