"""Inspection rounds and their samples."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from app.domain.facts import Actor
from app.domain.oversight.rounds import Served
from app.domain.oversight.vocabulary import RoundState
from app.domain.vocabulary import Role
from app.persistence.db import db
from app.persistence.models.case import Case
from app.persistence.models.office import HeldOffice
from app.persistence.models.oversight import CaseSample, InspectionRound, RoundBody, RoundMember, SampledCase
from app.persistence.models.user import User
from app.persistence.queries.offices.holding import is_held
from app.persistence.queries.scope import sees
from app.persistence.types import LARGEST_ID

PAGE = 50


def find(round_id: int) -> InspectionRound | None:
    return db.session.get(InspectionRound, round_id) if round_id <= LARGEST_ID else None


def locked(round_id: int) -> InspectionRound | None:
    """The round with its row locked for this transaction."""
    if round_id > LARGEST_ID:
        return None
    query = select(InspectionRound).where(InspectionRound.id == round_id).with_for_update(of=InspectionRound)
    return db.session.scalar(query.execution_options(populate_existing=True))


def listed(
    state: RoundState | None = None, *, mine: int | None = None, before: int | None = None, limit: int = PAGE + 1
) -> Sequence[InspectionRound]:
    """The newest first; `mine`: where this account is one of the team."""
    query = select(InspectionRound).options(
        selectinload(InspectionRound.bodies).joinedload(RoundBody.body),
        selectinload(InspectionRound.members).joinedload(RoundMember.user),
    )
    if state:
        query = query.where(InspectionRound.state == state)
    if mine is not None:
        own = select(RoundMember.round_id).where(RoundMember.user_id == mine)
        query = query.where(InspectionRound.id.in_(own))
    if before is not None:
        query = query.where(InspectionRound.id < before)
    return db.session.scalars(query.order_by(InspectionRound.id.desc()).limit(limit)).all()


def inspectors(day: date) -> list[User]:
    """Who may be of a team: everybody in an office of the inspectorate."""
    held = (HeldOffice.role == Role.INSPECTORATE, is_held(day), User.is_active)
    query = select(User).where(User.id.in_(select(HeldOffice.user_id).join(HeldOffice.user).where(*held)))
    return list(db.session.scalars(query.order_by(User.name, User.id)))


def served(user_id: int) -> list[Served]:
    """Every office that somebody ever held."""
    query = select(HeldOffice).where(HeldOffice.user_id == user_id).options(joinedload(HeldOffice.body))
    return [Served(one.body_id, one.held_from, one.last_day) for one in db.session.scalars(query)]


def samples(round_id: int) -> Sequence[CaseSample]:
    """In the order in which they were drawn."""
    query = select(CaseSample).where(CaseSample.round_id == round_id).order_by(CaseSample.place)
    return db.session.scalars(query.options(joinedload(CaseSample.drawn_by))).all()


def sample(round_id: int, sample_id: int) -> CaseSample | None:
    """A sample of this very round."""
    if sample_id > LARGEST_ID:
        return None
    return db.session.scalar(select(CaseSample).where(CaseSample.id == sample_id, CaseSample.round_id == round_id))


def cases_of(sample_id: int) -> Sequence[SampledCase]:
    """Every place of a sample."""
    query = select(SampledCase).where(SampledCase.sample_id == sample_id).order_by(SampledCase.place)
    return db.session.scalars(query.options(joinedload(SampledCase.body))).all()


def sampled(round_id: int, case_id: int) -> SampledCase | None:
    """A case as it was first drawn in a round; None where it was not."""
    if case_id > LARGEST_ID:
        return None
    here = (SampledCase.round_id == round_id, SampledCase.case_id == case_id)
    return db.session.scalar(select(SampledCase).where(*here).order_by(SampledCase.sample_id).limit(1))


def sampled_by_body(round_id: int) -> dict[int, int]:
    """How many different cases of each body were drawn."""
    drawn = select(SampledCase.case_id, func.min(SampledCase.body_id).label("body_id"))
    once = drawn.where(SampledCase.round_id == round_id).group_by(SampledCase.case_id).subquery()
    query = select(once.c.body_id, func.count()).group_by(once.c.body_id)
    return dict(db.session.execute(query).all())


def sampled_counts(round_ids: Sequence[int]) -> dict[int, int]:
    """How many different cases were drawn in each round."""
    query = select(SampledCase.round_id, func.count(SampledCase.case_id.distinct()))
    return dict(
        db.session.execute(query.where(SampledCase.round_id.in_(round_ids)).group_by(SampledCase.round_id)).all()
    )


def opened_to(actor: Actor, case_ids: Sequence[int]) -> dict[int, Case]:
    """Those of these cases that the actor may see."""
    query = select(Case).where(sees(actor), Case.id.in_(case_ids)).options(joinedload(Case.body))
    return {one.id: one for one in db.session.scalars(query)}
