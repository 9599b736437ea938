"""The head names who of his body has no part in a case, and lets him in again; with reasons (N31 Đ10, LTC Đ31)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from app.domain import access
from app.domain.access import Action
from app.domain.calendars import local_date
from app.domain.confidentiality.conflicts import BY_HAND, Why
from app.domain.confidentiality.recusal import GROUNDS, Act, Because, Direction
from app.domain.facts import Actor
from app.domain.refusals import BadInput, NotFound
from app.domain.vocabulary import Role
from app.persistence import audit, outbox
from app.persistence.db import db
from app.persistence.models.case import Case
from app.persistence.models.exclusion import ExclusionAct
from app.persistence.models.user import User
from app.persistence.queries import cases, users
from app.persistence.queries.conflicts import exclusions, ties
from app.persistence.queries.offices import holding
from app.persistence.transaction import transaction
from app.services import steps
from app.services.impartiality import leaving, reasons
from app.services.sealing import migration


@dataclass(frozen=True, slots=True)
class Line:
    """One act, as the head and the inspectorate read it. `user_id`: of whom, where it is somebody of the body."""

    act: Act
    who: str
    by: str
    at: datetime
    because: Because | None
    reason: str | None  # None: sealed, and the reader has no key of the case in hand
    user_id: int | None
    may_be_lifted: bool


@dataclass(frozen=True, slots=True)
class Page:
    """What was done so far, the newest first, and who may be named."""

    lines: tuple[Line, ...]
    candidates: tuple[User, ...]


def shown(actor: Actor, case_id: int, *, at: datetime) -> Page:
    """For the head who has the case, and the inspectorate of an open one; reading the reasons is on record."""
    case = cases.seen(actor, case_id)
    if case is None:
        raise NotFound("case_not_found")
    access.require(actor, Action.CASE_LOG_VIEW, case.facts())
    rows = exclusions.acts(case.id)
    if rows:
        with transaction():
            audit.append(actor, "exclusion.view", case_id=case.id, at=at)
    people = {leaving.token_of(user.id): user for user in _people(case, rows)}
    return Page(_lines(actor, case, rows, people), _candidates(actor, case, local_date(at)))


def candidates(actor: Actor, case_id: int, *, at: datetime) -> tuple[User, ...]:
    """Who of the body may be named, for the head who has the case."""
    case = cases.seen(actor, case_id)
    if case is None:
        raise NotFound("case_not_found")
    access.require(actor, Action.CASE_EXCLUDE, case.facts())
    return _candidates(actor, case, local_date(at))


def exclude(actor: Actor, case_id: int, user_id: int, because: Because, reason: str, *, at: datetime) -> None:
    """Keep one of the body's officers away. His work waits on the head's desk, his key of a sealed case goes."""
    reasons.check(reason)
    with transaction():
        case = _directed_by(actor, case_id)
        user = next((one for one in _candidates(actor, case, local_date(at)) if one.id == user_id), None)
        if user is None:
            raise BadInput("exclusion_not_here", field="user_id")
        migration.ensure(case, at=at)
        number = reasons.keep(actor, case, Act.EXCLUDE, leaving.token_of(user.id), because, reason, at=at)
        leaving.keep_away(actor, case, user, Why.EXCLUDED, at=at)
        if case.officer_id == user.id:
            leaving.give_work(case, None, at=at)
        leaving.require_reader(case, user.id)
        leaving.take_key(actor, case, user, at=at)
        _note(actor, case, "case.exclude", number, at)


def lift(actor: Actor, case_id: int, user_id: int, reason: str, *, at: datetime) -> None:
    """Let somebody take part again who stepped back or was named. Whom the law keeps away because of what the petition
    says stays away; a key of a sealed case is given anew, if at all, by the settler."""
    reasons.check(reason)
    with transaction():
        case = _directed_by(actor, case_id)
        user = users.by_id(user_id)
        tokens = {ties.token(subject) for subject in leaving.subjects(user)} if user is not None else set()
        rows = [row for row in case.exclusions if row.token in tokens and row.why in BY_HAND]
        if user is None or not rows:
            raise NotFound("case_not_found")
        migration.ensure(case, at=at)
        for row in rows:
            db.session.delete(row)
        db.session.flush()
        db.session.expire(case, ["exclusions"])
        number = reasons.keep(actor, case, Act.LIFT, leaving.token_of(user.id), None, reason, at=at)
        _note(actor, case, "case.readmit", number, at)


def _directed_by(actor: Actor, case_id: int) -> Case:
    case = steps.open_case(case_id)
    access.require(actor, Action.CASE_EXCLUDE, case.facts())
    return case


def _candidates(actor: Actor, case: Case, day: date) -> tuple[User, ...]:
    """Who of the body may be named: nobody who heads it (that is for his superior), nobody who is kept away already."""
    offices = holding.at_body(case.body_id, day)
    heads = {office.user_id for office in offices if office.role is Role.HEAD} | {actor.user_id}
    found = {office.user_id: office.user for office in offices if office.user_id not in heads}
    return tuple(user for user in found.values() if steps.is_free(case, user))


def _people(case: Case, rows: Iterable[ExclusionAct]) -> list[User]:
    """Whom the rows may mean: whoever wrote one about himself, and everybody who ever worked where the case is."""
    found = {office.user_id: office.user for office in holding.ever_at(case.body_id)}
    selves = {row.by_id for row in rows if row.act is Act.RECUSE} - set(found)
    return [*found.values(), *(user for user in map(users.by_id, sorted(selves)) if user is not None)]


def _lines(actor: Actor, case: Case, rows: list[ExclusionAct], people: dict[str, User]) -> tuple[Line, ...]:
    said = reasons.read(actor, case, rows)
    kept = {row.token for row in case.exclusions if row.why in BY_HAND}
    names = users.names(row.by_id for row in rows)
    last = {row.token: row.id for row in rows}
    lines = []
    for row in reversed(rows):
        user, words = people.get(row.token), said.get(row.id, {})
        because = words.get("because")
        may_be_lifted = user is not None and row.token in kept and last[row.token] == row.id
        lines.append(
            Line(
                row.act,
                user.name if user else "",
                names.get(row.by_id, ""),
                row.at,
                Because(because) if because else None,
                words.get("reason"),
                user.id if user else None,
                may_be_lifted,
            )
        )
    return tuple(lines)


def _note(actor: Actor, case: Case, act: str, number: int, at: datetime) -> None:
    subject, ground = f"exclusion_act:{number}", GROUNDS[Direction.STAYS].rule_id
    audit.append(actor, act, case_id=case.id, at=at, subject=subject, ground=ground)
    outbox.post(act, at=at, case_id=case.id)
