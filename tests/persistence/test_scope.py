"""One rule of access, said twice: scope.py in SQL for lists, access.py in Python for the object. For every actor and
every case they give the same answer, on both engines."""

from datetime import date
from itertools import product

import pytest
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import select

from app.domain import access
from app.domain.access import Action
from app.domain.facts import SYSTEM, Actor
from app.domain.vocabulary import Procedure, Role, State
from app.persistence.models import Case
from app.persistence.queries import cases, worklists
from app.persistence.queries.scope import visible_to, works_on
from app.persistence.queries.worklists import Filters, Tab
from app.persistence.transaction import transaction
from tests import cast
from tests.houses import both_engines
from tests.times import at

pytestmark = both_engines
TODAY = date(2026, 8, 10)


@pytest.fixture
def every_case(db: SQLAlchemy) -> list[Case]:
    """A case for every combination of what the rule looks at, beside its other colours."""
    bodies = [cast.office(name).body_id for name in ("dung", "ha", "long")]
    officers = [None, cast.user("cuc").id, cast.user("cam").id, cast.user("giang").id]
    made = []
    with transaction() as session:
        for number, (body, intake, sealed, officer) in enumerate(product(bodies, bodies, (False, True), officers)):
            case = Case(
                procedure=list(Procedure)[number % 5],
                state=list(State)[number % len(State)],
                body_id=body,
                intake_body_id=intake,
                officer_id=officer,
                title="Việc thử",
                received_at=at("2026-08-01"),
                received_on=date(2026, 8, 1 + number % 9),
                closed_at=at("2026-08-09") if list(State)[number % len(State)].is_final else None,
                next_due_on=date(2026, 8, 1 + number % 28),
                is_sealed=sealed,
            )
            session.add(case)
            made.append(case)
    return made


def everybody(every_case: list[Case]) -> list[Actor]:
    ids = frozenset(case.id for case in every_case[::7])
    strange = [Actor(role=role, user_id=999_999, body_id=None) for role in Role]
    return [*map(cast.actor, cast.PEOPLE), SYSTEM, cast.AN, Actor(role=Role.CITIZEN, case_ids=ids), *strange]


def test_lists_and_objects_agree(db: SQLAlchemy, every_case: list[Case]) -> None:
    for actor in everybody(every_case):
        listed = {case.id for case in db.session.scalars(visible_to(actor))}
        allowed = {case.id for case in every_case if access.may(actor, Action.CASE_VIEW, case.facts())}
        if access.may_ever(actor, Action.CASE_VIEW):
            assert listed == allowed, actor
        else:
            assert not listed, actor
            assert not allowed, actor


def test_finding_one_case_follows_the_same_rule(db: SQLAlchemy, every_case: list[Case]) -> None:
    for actor in everybody(every_case):
        for case in every_case[::5]:
            found = cases.seen(actor, case.id)
            assert (found is not None) == access.may(actor, Action.CASE_VIEW, case.facts())
    assert cases.seen(SYSTEM, 10**12) is None
    assert cases.locked(10**12) is None


def test_the_queue_is_within_what_may_be_seen(db: SQLAlchemy, every_case: list[Case]) -> None:
    for actor in everybody(every_case):
        seen = {case.id for case in db.session.scalars(visible_to(actor))}
        works = set(db.session.scalars(select(Case.id).where(works_on(actor))))
        assert works <= seen
        for tab in Tab:
            listed = all_pages(actor, tab)
            assert set(listed) <= seen
            assert len(listed) == len(set(listed)) == worklists.count(actor, tab, Filters(), TODAY)


def all_pages(actor: Actor, tab: Tab) -> list[int]:
    """Every id of a tab, page by page, then back again: the same."""
    found: list[list[int]] = []
    page = worklists.page(actor, tab, Filters(), TODAY)
    while True:
        found.append([case.id for case in page.cases])
        if page.next is None:
            break
        page = worklists.page(actor, tab, Filters(), TODAY, after=page.next)
    for earlier in reversed(found[:-1]):
        assert page.previous is not None
        page = worklists.page(actor, tab, Filters(), TODAY, before=page.previous)
        assert [case.id for case in page.cases] == earlier
    return [number for numbers in found for number in numbers]


def test_who_may_open_what_is_sealed(db: SQLAlchemy, every_case: list[Case]) -> None:
    for case in (case for case in every_case if case.is_sealed):
        entitled = {name for name in cast.PEOPLE if access.may(cast.actor(name), Action.IDENTITY_VIEW, case.facts())}
        desk_and_head = {
            name
            for name, person in cast.PEOPLE.items()
            if person.role in access.SEAL_KEEPERS and cast.office(name).body_id == case.body_id
        }
        named = {
            n for n in cast.PEOPLE if cast.user(n).id == case.officer_id and cast.office(n).body_id == case.body_id
        }
        assert entitled == desk_and_head | named
