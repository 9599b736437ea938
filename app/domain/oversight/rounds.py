"""Inspection rounds: who leads and belongs to one, who may not, and what may be done in which state (Luật Thanh tra:
the round is decided in writing, done by a team with a head, and ends with a conclusion)."""

from dataclasses import dataclass
from datetime import date

from app.domain.facts import Actor
from app.domain.oversight.vocabulary import RoundState
from app.domain.refusals import BadInput, NotAllowed, WrongState
from app.domain.vocabulary import Role


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """What the rules read of a round. `since`, `until`: the period that is looked at, both days included."""

    state: RoundState
    since: date
    until: date
    made_by_id: int
    leader_id: int | None = None
    member_ids: frozenset[int] = frozenset()
    body_ids: frozenset[int] = frozenset()
    has_plan: bool = False  # number, day and ground of the decision


@dataclass(frozen=True, slots=True)
class Served:
    """An office that somebody held: at which body, from when to when."""

    body_id: int
    since: date
    until: date | None = None


def require_state(round_: RoundFacts, *states: RoundState) -> None:
    """What is asked for belongs to these states."""
    if round_.state not in states:
        raise WrongState("round_not_so", state=round_.state)


def require_planner(actor: Actor, round_: RoundFacts) -> None:
    """The team and the plan are set by whoever made the round, and by its leader."""
    if not _inspects(actor) or actor.user_id not in (round_.made_by_id, round_.leader_id):
        raise NotAllowed("round_not_yours")


def require_member(actor: Actor, round_: RoundFacts) -> None:
    """Samples, files and findings are the team's."""
    if not _inspects(actor) or actor.user_id not in round_.member_ids:
        raise NotAllowed("round_not_your_team")


def require_leader(actor: Actor, round_: RoundFacts) -> None:
    """Who leads the team concludes."""
    if not _inspects(actor) or actor.user_id != round_.leader_id:
        raise NotAllowed("round_not_your_lead")


def _inspects(actor: Actor) -> bool:
    """In an office of the inspectorate now: who has moved on since is of no team any more."""
    return actor.user_id is not None and actor.role is Role.INSPECTORATE


def require_ready(round_: RoundFacts) -> None:
    """What a round needs before it begins."""
    missing = {
        "round_needs_plan": not round_.has_plan,
        "round_needs_body": not round_.body_ids,
        "round_needs_leader": round_.leader_id is None or round_.leader_id not in round_.member_ids,
    }
    for reason, is_missing in missing.items():
        if is_missing:
            raise WrongState(reason)


def require_impartial(offices: list[Served], body_ids: frozenset[int], since: date) -> None:
    """Nobody inspects what he answered for: who worked at an inspected body in the period or since is no member."""
    for office in offices:
        if office.body_id in body_ids and (office.until is None or office.until >= since):
            raise BadInput("member_worked_there", field="user_id", body=office.body_id)


def require_no_part(user_id: int, handled_by: frozenset[int]) -> None:
    """Nor who took a step in the case, or was its officer, whichever body he worked at."""
    if user_id in handled_by:
        raise NotAllowed("inspector_took_part")


def require_period(since: date, until: date, today: date) -> None:
    """From a day to a day, not beyond today."""
    if since > until:
        raise BadInput("period_odd", field="until")
    if since > today:
        raise BadInput("round_period_ahead", field="since")
