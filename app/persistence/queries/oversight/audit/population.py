"""The cases that a sample is drawn from, asked by index: the database ranks them, and only those drawn come over.

The rank is that of app/domain/oversight/sampling.py, and so are the points of risk; tests hold both equal.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Date, and_, case, cast, exists, func, literal, or_, select

from app.domain.deadlines import ClockOwner
from app.domain.oversight import sampling
from app.domain.oversight.measures import LARGE_GROUP, LONG_DAYS
from app.domain.oversight.sampling import POINTS, RiskFacts
from app.domain.oversight.vocabulary import Progress, Risk
from app.domain.vocabulary import CaseKind, Procedure
from app.persistence.db import db
from app.persistence.models.case import UNHANDLED_STATES, Case, Rating
from app.persistence.models.deadline import Deadline
from app.persistence.models.escalation import Reminder
from app.persistence.models.event import CaseEvent
from app.persistence.models.oversight import SampledCase


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which cases: those that came in at these bodies in the period, and those that they accepted for settlement in it.
    Where a case went later makes no difference, so that the same days give the same cases again."""

    body_ids: tuple[int, ...]
    since: date
    until: date
    kind: CaseKind | None = None
    progress: Progress = Progress.EVERY

    def to_plain(self) -> dict[str, Any]:
        """As it is kept with the sample."""
        return {
            "bodies": list(self.body_ids),
            "since": self.since.isoformat(),
            "until": self.until.isoformat(),
            "kind": self.kind.value if self.kind else None,
            "progress": self.progress.value,
        }


@dataclass(frozen=True, slots=True)
class Drawn:
    """A case of a sample, with the inspected body that answers for it."""

    case_id: int
    body_id: int


def _accepted(chosen: Chosen) -> ColumnElement[bool]:
    in_time = and_(Case.accepted_on >= chosen.since, Case.accepted_on <= chosen.until)
    return and_(Case.body_id.in_(chosen.body_ids), in_time)


def _of(chosen: Chosen) -> ColumnElement[bool]:
    """By two indexes: ix_case_arrived, ix_case_accepted."""
    in_time = and_(Case.received_on >= chosen.since, Case.received_on <= chosen.until)
    arrived = and_(Case.intake_body_id.in_(chosen.body_ids), in_time)
    return and_(or_(arrived, _accepted(chosen)), Case.destroyed_at.is_(None))


def _drawable(chosen: Chosen) -> ColumnElement[bool]:
    """What is sealed is counted and never drawn: nobody of the inspectorate could open it (LTC Đ56)."""
    wanted = [_of(chosen), Case.is_sealed.is_(False)]
    if chosen.kind:
        wanted.append(Case.procedure.in_([one for one in Procedure if one.kind is chosen.kind]))
    if chosen.progress is Progress.OPEN:
        wanted.append(Case.closed_at.is_(None))
    if chosen.progress is Progress.CLOSED:
        wanted.append(Case.closed_at.is_not(None))
    return and_(*wanted)


def counted(chosen: Chosen) -> tuple[int, int]:
    """How many cases there are to draw from; and how many denunciations came in at these bodies, or were accepted
    there, in the period: a number and no more. Counted at one reading."""
    drawable = func.count().filter(_drawable(chosen))
    secret = func.count().filter(Case.is_sealed.is_(True))
    size, sealed = db.session.execute(select(drawable, secret).select_from(Case).where(_of(chosen))).one()
    return size, sealed


def first(chosen: Chosen, seed: str, many: int) -> list[Drawn]:
    """The cases of the lowest ranks."""
    query = select(Case.id, _body(chosen)).where(_drawable(chosen)).order_by(_rank(seed), Case.id).limit(many)
    return [Drawn(*row) for row in db.session.execute(query)]


def riskiest(chosen: Chosen, many: int, today: date) -> tuple[list[RiskFacts], dict[int, int]]:
    """What is known of the cases with most points, and the body that answers for each."""
    conditions = _conditions(today)
    score = sum((case((holds, POINTS[risk]), else_=0) for risk, holds in conditions.items()), literal(0))
    ranked = select(Case.id, _body(chosen), score.label("points")).where(_drawable(chosen)).subquery()
    query = select(ranked).where(ranked.c.points > 0).order_by(ranked.c.points.desc(), ranked.c.id).limit(many)
    bodies = {row[0]: row[1] for row in db.session.execute(query)}
    return facts(bodies, today), bodies


def facts(case_ids: Iterable[int], today: date) -> list[RiskFacts]:
    """Days and numbers of these cases."""
    missed, reminded = _missed(), _reminded()
    columns = (Case.id, Case.closed_at, Case.next_due_on, Case.received_on, Case.state, Case.has_second_instance)
    more = (Case.decision_revoked, Case.people_count, Rating.score, missed, reminded)
    query = select(*columns, *more).outerjoin(Rating, Rating.case_id == Case.id).where(Case.id.in_(list(case_ids)))
    return [_facts(row, today) for row in db.session.execute(query)]


def handlers(case_ids: Sequence[int]) -> dict[int, frozenset[int]]:
    """Who took part in each case: its officers, and whoever took a step."""
    took = select(CaseEvent.case_id, CaseEvent.actor_id).where(
        CaseEvent.case_id.in_(case_ids), CaseEvent.actor_id.is_not(None)
    )
    had = select(Case.id, Case.officer_id).where(Case.id.in_(case_ids), Case.officer_id.is_not(None))
    found: dict[int, set[int]] = {case_id: set() for case_id in case_ids}
    for case_id, user_id in [*db.session.execute(took), *db.session.execute(had)]:
        found[case_id].add(user_id)
    return {case_id: frozenset(users) for case_id, users in found.items()}


def took_part(round_id: int, user_id: int) -> bool:
    """Whether somebody had a hand in a case that was drawn in a round, in the same sense as handlers()."""
    drawn = select(SampledCase.case_id).where(SampledCase.round_id == round_id)
    took = exists().where(CaseEvent.case_id.in_(drawn), CaseEvent.actor_id == user_id)
    had = exists().where(Case.id.in_(drawn), Case.officer_id == user_id)
    return bool(db.session.scalar(select(or_(took, had))))


def _body(chosen: Chosen) -> ColumnElement[int]:
    """Who accepted it answers for it, else where it came in."""
    return case((_accepted(chosen), Case.body_id), else_=Case.intake_body_id)


def _rank(seed: str) -> ColumnElement[int]:
    number = cast(Case.id, BigInteger)
    lead, *rest = sampling.coefficients(seed)
    value: ColumnElement[int] = literal(lead, BigInteger)
    for coefficient in rest:
        value = (value * number + literal(coefficient, BigInteger)) % sampling.PRIME
    return value


def _missed() -> ColumnElement[bool]:
    here = (Deadline.case_id == Case.id, Deadline.owner == ClockOwner.AUTHORITY, Deadline.met.is_(False))
    return exists().where(*here)


def _reminded() -> ColumnElement[bool]:
    return exists().where(Reminder.case_id == Case.id)


def _conditions(today: date) -> dict[Risk, ColumnElement[bool]]:
    """The same as sampling.risks()."""
    is_open = Case.closed_at.is_(None)
    poor = exists().where(Rating.case_id == Case.id, Rating.score <= sampling.POOR_SCORE)
    waited = Case.received_on < today - timedelta(days=sampling.UNHANDLED_DAYS)
    return {
        Risk.LATE_NOW: and_(is_open, Case.next_due_on < literal(today, Date)),
        Risk.UNHANDLED: and_(is_open, Case.state.in_(UNHANDLED_STATES), waited),
        Risk.REVOKED: Case.decision_revoked.is_(True),
        Risk.MISSED: _missed(),
        Risk.SECOND_INSTANCE: Case.has_second_instance.is_(True),
        Risk.REMINDED: _reminded(),
        Risk.GROUP: Case.people_count >= LARGE_GROUP,
        Risk.LONG: and_(is_open, Case.received_on < today - timedelta(days=LONG_DAYS)),
        Risk.DISSATISFIED: poor,
    }


def _facts(row: Any, today: date) -> RiskFacts:
    case_id, closed_at, due_on, received_on, state, second, revoked, people, score, missed, reminded = row
    is_open = closed_at is None
    return RiskFacts(
        case_id,
        days_late=max((today - due_on).days, 0) if is_open else 0,
        days_open=(today - received_on).days if is_open else 0,
        is_unhandled=is_open and state in UNHANDLED_STATES,
        missed=bool(missed),
        has_second_instance=second,
        decision_revoked=revoked,
        people=people,
        score=score,
        reminded=bool(reminded),
    )
