"""Findings of rounds: one, those of a round, and lists for who watches and who answers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import cast

from sqlalchemy import ColumnElement, Table, and_, false, func, or_, select, tuple_, update
from sqlalchemy.orm import joinedload

from app.domain.facts import Actor, Exclusion
from app.domain.oversight.findings import OPEN, WITH_HEAD, FindingFacts
from app.domain.oversight.vocabulary import FindingState, Severity
from app.domain.vocabulary import Role
from app.persistence.db import db
from app.persistence.models.exclusion import Exclusion as ExclusionRow
from app.persistence.models.oversight import FindingAct, InspectionFinding
from app.persistence.queries.conflicts.exclusions import keeps_from
from app.persistence.types import LARGEST_ID

PAGE = 50
_finding, _act = cast(Table, InspectionFinding.__table__), cast(Table, FindingAct.__table__)


class Tab(StrEnum):
    """What a list shows."""

    OPEN = "open"
    OVERDUE = "overdue"
    MINE = "mine"  # waits for the reader's side
    DONE = "done"
    DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What narrows a list."""

    tab: Tab = Tab.OPEN
    round_id: int | None = None
    body_id: int | None = None
    severity: Severity | None = None


def sees(actor: Actor) -> ColumnElement[bool]:
    """The rule of app/domain/oversight/findings.py may_see; a test holds the two equal."""
    open_to = or_(InspectionFinding.case_id.is_(None), keeps_from(actor, InspectionFinding.case_id))
    return and_(_by_role(actor), open_to)


def _by_role(actor: Actor) -> ColumnElement[bool]:
    finding = InspectionFinding
    if actor.role is Role.INSPECTORATE:
        return finding.id.is_not(None)
    if actor.role is not Role.HEAD:
        return false()
    sent_here = or_(finding.to_body_id == actor.body_id, finding.head_id == actor.user_id)
    return and_(finding.state != FindingState.DRAFT, sent_here)


def find(finding_id: int) -> InspectionFinding | None:
    return db.session.get(InspectionFinding, finding_id) if finding_id <= LARGEST_ID else None


def locked(finding_id: int) -> InspectionFinding | None:
    """The finding with its row locked for this transaction."""
    if finding_id > LARGEST_ID:
        return None
    query = select(InspectionFinding).where(InspectionFinding.id == finding_id)
    query = query.with_for_update(of=InspectionFinding).execution_options(populate_existing=True)
    return db.session.scalar(query)


def facts(finding: InspectionFinding | None) -> FindingFacts | None:
    """With whom its case is kept from."""
    return finding.facts(exclusions(finding.case_id)) if finding is not None else None


def exclusions(case_id: int | None) -> list[Exclusion]:
    if case_id is None:
        return []
    rows = db.session.scalars(select(ExclusionRow).where(ExclusionRow.case_id == case_id))
    return [row.facts() for row in rows]


def of_round(actor: Actor, round_id: int, case_id: int | None = None) -> Sequence[InspectionFinding]:
    """Those of a round that the actor may see, in their order; or of one case of it."""
    query = select(InspectionFinding).where(sees(actor), InspectionFinding.round_id == round_id)
    if case_id is not None:
        query = query.where(InspectionFinding.case_id == case_id)
    together = (joinedload(InspectionFinding.body), joinedload(InspectionFinding.to_body))
    return db.session.scalars(query.options(*together).order_by(InspectionFinding.place)).all()


def of_rounds(actor: Actor, round_ids: Iterable[int]) -> Sequence[InspectionFinding]:
    """Those of many rounds at once, to be counted."""
    here = InspectionFinding.round_id.in_(list(round_ids))
    return db.session.scalars(select(InspectionFinding).where(sees(actor), here)).all()


def next_place(round_id: int) -> int:
    """The number of the next finding of a round, whose row is locked."""
    query = select(func.max(InspectionFinding.place)).where(InspectionFinding.round_id == round_id)
    return (db.session.scalar(query) or 0) + 1


def drafts(round_id: int) -> int:
    """How many nobody has sent."""
    here = (InspectionFinding.round_id == round_id, InspectionFinding.state == FindingState.DRAFT)
    return db.session.scalar(select(func.count(InspectionFinding.id)).where(*here)) or 0


def listed(
    actor: Actor,
    narrowed: Narrowed,
    today: date,
    *,
    after: tuple[date, int] | None = None,
    limit: int | None = PAGE + 1,
) -> Sequence[InspectionFinding]:
    """The most urgent first; goes on after a row."""
    query = select(InspectionFinding).where(sees(actor), *_narrow(actor, narrowed, today))
    order = (InspectionFinding.due_on, InspectionFinding.id)
    if after is not None:
        query = query.where(tuple_(*order) > tuple_(*after, types=[column.type for column in order]))
    together = (
        *(joinedload(InspectionFinding.body), joinedload(InspectionFinding.to_body)),
        joinedload(InspectionFinding.round),
    )
    return db.session.scalars(query.options(*together).order_by(*order).limit(limit)).all()


def count(actor: Actor, narrowed: Narrowed, today: date) -> int:
    """How many a list has."""
    query = select(func.count(InspectionFinding.id)).where(sees(actor), *_narrow(actor, narrowed, today))
    return db.session.scalar(query) or 0


def _narrow(actor: Actor, narrowed: Narrowed, today: date) -> list[ColumnElement[bool]]:
    finding = InspectionFinding
    found = [_of_tab(actor, narrowed.tab, today)]
    if narrowed.round_id is not None:
        found.append(finding.round_id == narrowed.round_id)
    if narrowed.body_id is not None:
        found.append(or_(finding.body_id == narrowed.body_id, finding.to_body_id == narrowed.body_id))
    if narrowed.severity is not None:
        found.append(finding.severity == narrowed.severity)
    return found


def _of_tab(actor: Actor, tab: Tab, today: date) -> ColumnElement[bool]:
    state = InspectionFinding.state
    if tab is Tab.OVERDUE:
        return is_overdue(today)
    if tab is Tab.MINE:
        return state.in_(WITH_HEAD) if actor.role is Role.HEAD else state == FindingState.ANSWERED
    closed = (FindingState.DONE, FindingState.WITHDRAWN)
    return state.in_({Tab.OPEN: OPEN, Tab.DONE: closed, Tab.DRAFT: (FindingState.DRAFT,)}[tab])


def is_overdue(today: date) -> ColumnElement[bool]:
    """The rule of FindingFacts.is_overdue."""
    finding = InspectionFinding
    said_in_time = and_(finding.state == FindingState.ANSWERED, finding.fixed_on <= finding.due_on)
    return and_(finding.state.in_(OPEN), finding.due_on < today, func.coalesce(~said_in_time, True))


def forget_words(case_ids: Iterable[int]) -> None:
    """Empty what was written about cases that have turned out to be denunciations; the findings themselves stand."""
    wanted, connection = list(case_ids), db.session().connection()
    connection.execute(update(_finding).where(_finding.c.case_id.in_(wanted)).values(what="", remedy=""))
    connection.execute(update(_act).where(_act.c.case_id.in_(wanted)).values(words=""))
