"""The demo is the same for everybody, has something of everything, and was lived by the rules."""

import hashlib
from datetime import date
from typing import Any

import pytest
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import func, select

from app.domain.vocabulary import CaseKind, PartyRole, State, Step
from app.persistence.audit import verifying
from app.persistence.models import AuditEntry, Body, Case, CaseEvent, Party, Petition
from app.persistence.queries import accounts as stored
from app.persistence.queries.offices import holding
from app.services.keeping.demo import loading, staff
from app.services.signing_in import entry
from tests.times import at

EVENING = at("2026-11-20 17:30")
NUMBER, SEED = 230, 2025


def digest(db: SQLAlchemy) -> str:
    """Everything a visitor could notice, in one number."""
    cases = db.session.execute(
        select(Case.procedure, Case.state, Body.code, Case.title, Case.received_at, Case.next_due_on)
        .join(Body, Body.id == Case.body_id)
        .order_by(Case.id)
    ).all()
    events = db.session.execute(select(CaseEvent.step, CaseEvent.at, CaseEvent.rule_id).order_by(CaseEvent.id)).all()
    return hashlib.sha256(repr((cases, events)).encode()).hexdigest()


def test_the_same_seed_tells_the_same_stories(db: SQLAlchemy, houses: dict[str, Any]) -> None:
    seen = []
    for seed in (SEED, SEED, SEED + 1):
        db.session.remove()
        houses["sqlite"].renew()
        loading.load(6, seed, until=EVENING)
        seen.append(digest(db))
    assert seen[0] == seen[1]
    assert seen[0] != seen[2]


WITHOUT_PAGES = {
    *(State.CONCLUDED, State.ENFORCING, State.AWAITING_REPORT, State.MONITORING, State.IN_COURT, State.UNDER_REVIEW),
    *(State.TERMINATING, State.SPLIT),
}
"""States of the law into which no page leads yet, or in which a case stays a day at most."""


@pytest.mark.timeout(240)
def test_something_of_everything_and_nothing_refused(db: SQLAlchemy) -> None:
    """One load for many questions: it takes its seconds."""
    done = loading.load(NUMBER, SEED, until=EVENING)

    assert not done.refused
    assert done.handed_over > 0
    states = set(db.session.scalars(select(Case.state).distinct()))
    assert states >= set(State) - WITHOUT_PAGES, f"missing: {sorted(set(State) - WITHOUT_PAGES - states)}"
    kinds = dict(db.session.execute(select(Petition.kind, func.count()).group_by(Petition.kind)).all())
    whole = sum(kinds.values())
    assert 0.15 < kinds[CaseKind.COMPLAINT] / whole < 0.4
    assert 0.01 < kinds[CaseKind.DENUNCIATION] / whole < 0.1
    steps = set(db.session.scalars(select(CaseEvent.step).distinct()))
    assert {Step.EXTEND, Step.APPEAL, Step.JOIN, Step.SUSPEND, Step.HOLD_DIALOGUE, Step.WITHDRAW, Step.ASK} <= steps
    _has_late_cases_but_not_most(db)
    _is_varied(db)
    _keeps_the_seal(db)
    assert verifying.verify() == []
    _visitors_can_sign_in_and_staff_of_bodies_that_ended_cannot(db)
    assert db.session.scalar(select(func.min(Case.received_on))) < date(2025, 2, 15)
    assert db.session.scalar(select(func.max(CaseEvent.at))) <= EVENING


def _has_late_cases_but_not_most(db: SQLAlchemy) -> None:
    open_ones = list(db.session.scalars(select(Case.next_due_on).where(Case.closed_at.is_(None))))
    late = sum(due_on < EVENING.date() for due_on in open_ones)
    assert 0 < late < len(open_ones) / 2


def _is_varied(db: SQLAlchemy) -> None:
    titles = list(db.session.scalars(select(Case.title).where(Case.is_sealed.is_(False))))
    assert len(set(titles)) > 0.75 * len(titles)
    roles = set(db.session.scalars(select(Party.role).distinct()))
    assert {PartyRole.PETITIONER, PartyRole.ORGANISATION, PartyRole.AUTHORIZED_AGENT} <= roles
    assert db.session.scalar(select(func.max(Case.people_count))) >= 6


def _keeps_the_seal(db: SQLAlchemy) -> None:
    sealed = list(db.session.scalars(select(Case).where(Case.is_sealed)))
    assert sealed
    assert all(case.lead_name == "" and case.title == case.number for case in sealed)


def _visitors_can_sign_in_and_staff_of_bodies_that_ended_cannot(db: SQLAlchemy) -> None:
    shown = staff.opened()
    assert {"reception_officer", "officer", "head", "inspectorate", "observer", "administrator"} <= {
        a.role for a in shown
    }
    assert entry.authenticate(shown[3].username, shown[3].password, at=EVENING)
    offices = holding.every_of(user.id for user in stored.demo_accounts())
    of_ended = [office for office in offices if office.body.valid_to is not None]
    assert of_ended
    assert not any(office.user.is_active or office.is_held_on(EVENING.date()) for office in of_ended)
    created = db.session.scalar(select(func.count()).where(AuditEntry.action == "account_created"))
    assert created >= len({office.user_id for office in offices})


def test_accounts_are_opened_once(db: SQLAlchemy) -> None:
    assert staff.open_accounts() == len(staff.opened()) > 20
    assert staff.open_accounts() == 0
