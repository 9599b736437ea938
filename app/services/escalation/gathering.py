"""Hot spots (điểm nóng): found every day from what came in, told to the head and the inspectorate with the numbers, and
what they do about it kept."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from app.domain import access
from app.domain.access import Action
from app.domain.calendars import ONE_DAY, local_date
from app.domain.escalation.hot_spots import About, Counted, HotSpotRow, is_hot
from app.domain.escalation.vocabulary import Rank
from app.domain.facts import SYSTEM, Actor
from app.domain.refusals import BadInput, NotFound
from app.persistence import audit, sealing
from app.persistence.db import db
from app.persistence.models.case import Case
from app.persistence.models.escalation import HotSpot, HotSpotAct
from app.persistence.models.reception import Visit
from app.persistence.queries import bodies
from app.persistence.queries.escalation import hot_spots as stored
from app.persistence.queries.escalation.hot_spots import Gathered
from app.persistence.transaction import in_transaction, transaction
from app.services.escalation import people
from app.services.escalation.people import People
from app.services.law import law_in_force
from app.services.notices import telling

USUALLY = timedelta(days=182)  # before the window: what is usual
COOLED = timedelta(days=28)  # so long without being hot, and it is over
LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Found:
    """A subject that is hot, and the numbers that say so."""

    row: HotSpotRow
    gathered: Gathered
    usual: float


@dataclass(frozen=True, slots=True)
class Spot:
    """A spot as somebody sees it: `many` without what he is kept away from."""

    row: HotSpot
    rule: HotSpotRow
    many: int


def sweep(on: date, *, at: datetime) -> dict[str, int]:
    """Look at every rule; tell how many spots are new, still hot, and over."""
    rows = [row for row in law_in_force().hot_spots if row.in_force.covers(on)]
    hot = {(one.row.rule_id, fingerprint(one)): one for row in rows for one in found(row, on)}
    known = {(spot.rule_id, spot.subject): spot.id for spot in stored.open_ones()}
    people, new = People(on), 0
    for key, one in hot.items():
        new += in_transaction(partial(_keep, one, key[1], known.get(key), people, on, at))
    over = in_transaction(lambda: _cool(on))
    return {"new": new, "hot": len(hot), "over": over}


def found(row: HotSpotRow, on: date) -> list[Found]:
    """What is hot by one rule, against the half year before."""
    since = on - timedelta(days=row.days - 1)
    gathered = stored.gathered(row.about, since, on, row.at_least, row.people)
    earlier = stored.before(row.about, since - USUALLY, since - ONE_DAY, [one.subject for one in gathered])
    every = [Found(row, one, earlier.get(one.subject, 0) * row.days / USUALLY.days) for one in gathered]
    return [one for one in every if is_hot(row, Counted(one.gathered.many, one.gathered.people, one.usual))]


def fingerprint(one: Found) -> str:
    """The subject as it is kept: nobody reads from the table what it is about."""
    return sealing.blind("\0".join(map(str, one.gathered.subject)), f"hot spot {one.row.about}")


def _keep(one: Found, subject: str, known_id: int | None, people: People, on: date, at: datetime) -> bool:
    since = on - timedelta(days=one.row.days - 1)
    members = stored.members(one.row.about, since, on, one.gathered.subject)
    spot = db.session().get(HotSpot, known_id, with_for_update=True) if known_id else None
    is_new = spot is None or spot.over_on is not None
    if spot is None or is_new:
        body_id, unit_code = _whose(one, members, on)
        spot = HotSpot(rule_id=one.row.rule_id, about=one.row.about, subject=subject, body_id=body_id, found_on=on)
        spot.unit_code = unit_code
        db.session().add(spot)
    spot.hot_on, spot.many, spot.people, spot.usual = on, one.gathered.many, one.gathered.people, one.usual
    db.session().flush()
    stored.add_items(spot.id, one.row.about, members)
    if is_new:
        _tell(spot, one.row, people, at)
    return is_new


def _whose(one: Found, members: list[int], on: date) -> tuple[int, str | None]:
    """Whose head answers for it: the body complained about, the committee of the place, the desk that is visited."""
    first, directory = one.gathered.subject[0], bodies.directory()
    if one.row.about in (About.PLACE, About.SITE):
        committee = directory.committee_of(str(first), on)
        case = db.session().get(Case, members[0])
        return (committee.id if committee else case.body_id if case else 0), str(first)
    return int(first), None


def _tell(spot: HotSpot, row: HotSpotRow, people: People, at: datetime) -> None:
    told = {
        person.user_id
        for rank in (Rank.HEAD, Rank.SUPERIOR, Rank.INSPECTORATE)
        for person in people.reached(rank, spot.body_id, None).people
    }
    facts = {"body": spot.body_id, "petitions": spot.many, "days": row.days, "hot_spot": spot.id}
    telling.tell(told, "hot_spot", key=f"hot_spot:{spot.id}", at=at, facts=facts, urgent=True)
    details = {"rule": row.rule_id, "many": spot.many, "people": spot.people, "usual": round(spot.usual, 1)}
    audit.append(SYSTEM, "hot_spot.found", at=at, subject=f"hot_spot:{spot.id}", ground=row.rule_id, details=details)


def _cool(on: date) -> int:
    over = 0
    for spot in stored.open_ones():
        if spot.hot_on < on - COOLED:
            spot.over_on = on
            over += 1
    return over


def page(
    actor: Actor, today: date, *, over: bool = False, body_id: int | None = None, before: int | None = None
) -> list[Spot]:
    """The spots that the actor is told of, fifty at a time; those of one body alone when it is named."""
    access.require_role(actor, Action.CASE_REMIND)
    below = people.bodies_below(actor, today)
    return _seen(actor, stored.page(actor, below, over=over, body_id=body_id, before=before))


def read(actor: Actor, hot_spot_id: int, today: date) -> tuple[Spot, list[Case], list[Visit]]:
    """One spot with the cases and visits that the actor may read."""
    access.require_role(actor, Action.CASE_REMIND)
    row = stored.seen(actor, people.bodies_below(actor, today), hot_spot_id)
    shown = _seen(actor, [row] if row else [])
    if not shown:
        raise NotFound("hot_spot_not_found")
    return shown[0], stored.cases_of(actor, hot_spot_id), stored.visits_of(actor, hot_spot_id)


def act(actor: Actor, hot_spot_id: int, what: str, *, at: datetime) -> None:
    """Keep what is done about a spot."""
    said = what.strip()
    if not 5 <= len(said) <= LONGEST:
        raise BadInput("hot_spot_act_missing", field="what")
    with transaction() as session:
        spot, _cases, _visits = read(actor, hot_spot_id, local_date(at))
        session.add(HotSpotAct(hot_spot_id=spot.row.id, at=at, by_id=actor.user_id, what=said))
        audit.append(actor, "hot_spot.act", at=at, subject=f"hot_spot:{hot_spot_id}")


def _seen(actor: Actor, rows: list[HotSpot]) -> list[Spot]:
    many = stored.counts(actor, [row.id for row in rows])
    by_id = {rule.rule_id: rule for rule in law_in_force().hot_spots}
    return [Spot(row, by_id[row.rule_id], many[row.id]) for row in rows if many.get(row.id) and row.rule_id in by_id]
