"""One rule of access, said twice: scope.py in SQL for lists, access.py in Python for the object. For every actor and
every case they give the same answer, on both engines."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from flask_sqlalchemy import SQLAlchemy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.domain import access
from app.domain.access import Action
from app.domain.confidentiality import conflicts
from app.domain.confidentiality.conflicts import Excluded, Why
from app.domain.facts import SYSTEM, Actor, Tie
from app.domain.vocabulary import Procedure, Role, State
from app.persistence.models import Case
from app.persistence.queries import cases, worklists
from app.persistence.queries.conflicts import exclusions, ties
from app.persistence.queries.scope import sees, visible_to, works_on
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
        session.flush()
        for number, case in enumerate(made):
            found = [Excluded(subject, Why.EXCLUDED) for subject in kept_from(number)]
            session.add_all(exclusions.rows(case.id, found, since=date(2026, 8, 1 + number % 9), at=at("2026-08-01")))
    return made


def kept_from(number: int) -> list[str]:
    """Whom the cases exclude: nobody, a person, a body, a whole chain, a name, or the people of a head."""
    cuc, dung, ward = cast.user("cuc"), cast.user("dung"), cast.office("dung").body_id
    subjects = [
        *([], [], [conflicts.user(cuc.id)], [conflicts.body(ward)], [conflicts.body(cast.office("hoa").body_id)]),
        *([conflicts.named("sơn thị cẩm", ward)], [conflicts.under(dung.id)]),
        [conflicts.user(dung.id), conflicts.body(ward), conflicts.user(999_999)],
    ]
    return subjects[number % 7 if number % 5 else number % 8]


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
    actors = {name: cast.actor(name) for name in cast.PEOPLE}
    for case in (case for case in every_case if case.is_sealed):
        facts = case.facts()
        entitled = {name for name, actor in actors.items() if access.may(actor, Action.IDENTITY_VIEW, facts)}
        desk_and_head = {
            name
            for name, person in cast.PEOPLE.items()
            if person.role in access.SEAL_KEEPERS and cast.office(name).body_id == case.body_id
        }
        named = {
            n for n in cast.PEOPLE if cast.user(n).id == case.officer_id and cast.office(n).body_id == case.body_id
        }
        kept_away = {name for name, actor in actors.items() if conflicts.is_excluded(actor, facts)}
        assert entitled == (desk_and_head | named) - kept_away


def some_ties() -> st.SearchStrategy[frozenset[Tie]]:
    subjects = ["user:1", "user:2", "body:3", "under:4", "name:a@3"]
    days = st.none() | st.dates(date(2026, 7, 30), date(2026, 8, 12))
    return st.frozensets(
        st.builds(lambda subject, until: Tie(ties.token(subject), until), st.sampled_from(subjects), days)
    )


def some_rows() -> st.SearchStrategy[list[list[str]]]:
    one = st.lists(st.sampled_from(["user:1", "user:2", "body:3", "under:4", "name:a@3", "user:9"]), max_size=3)
    return st.lists(one, min_size=4, max_size=12)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_for_any_ties_and_any_exclusions_list_and_object_agree(
    db: SQLAlchemy, every_case: list[Case], data: st.DataObject
) -> None:
    """Whatever the accounts are tied to, and whatever the cases exclude."""
    chosen = data.draw(some_rows())
    actors = [replace(cast.actor(name), ties=data.draw(some_ties())) for name in ("cuc", "dung", "lan", "em", "oanh")]
    with transaction() as session:
        for case, subjects in zip(every_case, chosen, strict=False):
            for row in exclusions.of_case(case.id):
                session.delete(row)
            session.flush()
            found = [Excluded(subject, Why.RELATED) for subject in subjects]
            session.add_all(exclusions.rows(case.id, found, since=case.received_on, at=at("2026-08-01")))
    db.session.expire_all()
    facts = [case.facts() for case in every_case[:16]]
    for actor in actors:
        listed = set(db.session.scalars(select(Case.id).where(sees(actor), Case.id <= facts[-1].case_id)))
        assert listed == {case.case_id for case in facts if access.may(actor, Action.CASE_VIEW, case)}


def test_nobody_acts_without_what_ties_him(db: SQLAlchemy) -> None:
    """Every account acts with its ties, or it is kept away from every case that excludes somebody."""
    for name, person in cast.PEOPLE.items():
        account = cast.user(name)
        tokens = {tie.token for tie in cast.actor(name).ties}
        assert ties.token(conflicts.user(account.id)) in tokens
        assert ties.token(conflicts.body(cast.office(name).body_id)) in tokens
        assert ties.token(conflicts.named(person.name, cast.office(name).body_id)) in tokens
    assert ties.token(conflicts.under(cast.user("dung").id)) in {tie.token for tie in cast.actor("cuc").ties}
    assert ties.token(conflicts.under(cast.user("hoa").id)) in {tie.token for tie in cast.actor("cuc").ties}
    assert ties.token(conflicts.under(cast.user("hoa").id)) not in {tie.token for tie in cast.actor("lan").ties}
