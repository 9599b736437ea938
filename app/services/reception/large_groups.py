"""Large groups of today, for the head: he receives their representatives or sends somebody at once (LTCD Đ30)."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from app.domain.facts import Actor
from app.domain.reception.groups import LARGE
from app.persistence.models.reception import Visit
from app.persistence.queries.reception import visits

FRESH = timedelta(hours=12)


def of_today(actor: Actor, at: datetime) -> Sequence[Visit]:
    """Groups of five and more that came to the actor's body in the last hours."""
    return visits.large_groups(actor.body_id, at - FRESH, LARGE) if actor.body_id is not None else ()
