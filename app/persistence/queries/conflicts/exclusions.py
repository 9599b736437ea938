"""Whom a case excludes, as rows."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute

from app.domain.confidentiality import conflicts
from app.domain.confidentiality.conflicts import Excluded, Why
from app.domain.facts import Actor, Tie
from app.persistence.db import db
from app.persistence.models.case import Case
from app.persistence.models.exclusion import Exclusion, ExclusionAct
from app.persistence.queries.conflicts import ties


def rows(
    case_id: int, found: Iterable[Excluded], *, since: date, at: datetime, by_id: int | None = None
) -> list[Exclusion]:
    """New rows for a case. The order says nothing: it is that of the tokens."""
    wanted: dict[str, Why] = {}
    for each in sorted(found, key=lambda excluded: list(Why).index(excluded.why)):
        wanted.setdefault(ties.token(each.subject), each.why)
    return [
        Exclusion(case_id=case_id, token=token, since=since, why=why, by_id=by_id, at=at)
        for token, why in sorted(wanted.items())
    ]


def of_case(case_id: int) -> list[Exclusion]:
    return list(db.session.scalars(select(Exclusion).where(Exclusion.case_id == case_id).order_by(Exclusion.id)))


def acts(case_id: int) -> list[ExclusionAct]:
    """What was done about people's part in a case, in its order."""
    query = select(ExclusionAct).where(ExclusionAct.case_id == case_id).order_by(ExclusionAct.id)
    return list(db.session.scalars(query))


def copied(row: Exclusion, case_id: int, at: datetime) -> Exclusion:
    """The same subject kept away from another case."""
    return Exclusion(case_id=case_id, token=row.token, since=row.since, why=row.why, by_id=row.by_id, at=at)


def bodies_kept_from(case_id: int, body_ids: Iterable[int]) -> list[int]:
    """Which of these bodies a case excludes as a whole."""
    tokens = {row.token for row in of_case(case_id)}
    return [body_id for body_id in body_ids if ties.token(conflicts.body(body_id)) in tokens]


CaseId = ColumnElement[int] | InstrumentedAttribute[int] | InstrumentedAttribute[int | None]


def keeps_from(actor: Actor, case_id: CaseId = Case.id) -> ColumnElement[bool]:
    """The cases that the actor is not kept away from: the condition of every list (conflicts.is_excluded says the same
    of one case). One look-up by the actor's tokens; who is kept from nothing pays no more than that."""
    if not actor.is_staff:
        return true()
    return case_id.not_in(select(Exclusion.case_id).where(_meets(actor.ties)))


def _meets(found: Collection[Tie]) -> ColumnElement[bool]:
    """Rows whose subject one of the ties names. Without ties: every row."""
    if not found:
        return true()
    by_day: dict[date | None, list[str]] = {}
    for tie in found:
        by_day.setdefault(tie.until, []).append(tie.token)
    return or_(*(_named_until(sorted(tokens), until) for until, tokens in by_day.items()))


def _named_until(tokens: Sequence[str], until: date | None) -> ColumnElement[bool]:
    named = Exclusion.token.in_(tokens)
    return named if until is None else and_(named, Exclusion.since <= until)
