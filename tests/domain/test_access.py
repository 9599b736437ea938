"""The permission table, said again in sentences. Deny is the default; sealed means sealed."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from app.domain import access
from app.domain.access import BY_ROLE, ON_CASE, STEP_ACTION, Action
from app.domain.facts import Actor, CaseFacts
from app.domain.refusals import NotAllowed, NotFound
from app.domain.vocabulary import Procedure, Role, State, Step

CASE = CaseFacts(
    case_id=7,
    procedure=Procedure.COMPLAINT_FIRST,
    state=State.RECEIVED,
    body_id=1,
    intake_body_id=1,
    received_on=date(2026, 9, 1),
)
SEALED = replace(CASE, procedure=Procedure.DENUNCIATION, is_sealed=True)


def staff(role, body_id=1, user_id=5):
    return Actor(role=role, user_id=user_id, body_id=body_id)


def test_every_action_has_its_roles_and_every_step_its_action():
    assert set(BY_ROLE) == set(Action)
    assert set(STEP_ACTION) == set(Step) - {Step.RECEIVE}
    assert set(STEP_ACTION.values()) <= set(ON_CASE)


@pytest.mark.parametrize("action", ON_CASE)
def test_a_stranger_of_another_commune_may_do_nothing(action):
    for role in (Role.RECEPTION_OFFICER, Role.OFFICER, Role.HEAD, Role.RECEPTION_BOARD):
        assert not access.may(staff(role, body_id=2), action, CASE)


@pytest.mark.parametrize(("action", "case"), list(product(ON_CASE, (CASE, SEALED))))
def test_observer_and_administrator_open_no_case(action, case):
    for role in (Role.OBSERVER, Role.ADMINISTRATOR):
        assert not access.may(staff(role), action, case)


def test_the_inspectorate_reads_and_changes_nothing():
    allowed = {action for action in ON_CASE if access.may(staff(Role.INSPECTORATE, body_id=9), action, CASE)}
    assert allowed == {Action.CASE_VIEW, Action.CASE_LOG_VIEW}  # the file, and who has read it
    assert not access.may(staff(Role.INSPECTORATE, body_id=9), Action.CASE_VIEW, SEALED)


def test_only_the_head_disposes_and_directs():
    for action in (Action.CASE_DISPOSE, Action.CASE_DIRECT):
        assert [r for r in Role if access.may(staff(r), action, CASE)] == [Role.HEAD]


def test_a_sealed_case_opens_to_desk_settler_and_the_named_officer():
    may = {role for role in Role if access.may(staff(role), Action.IDENTITY_VIEW, SEALED)}
    assert may == {Role.RECEPTION_OFFICER, Role.RECEPTION_BOARD, Role.HEAD}
    assert access.may(staff(Role.OFFICER), Action.IDENTITY_VIEW, replace(SEALED, officer_id=5))
    assert not access.may(staff(Role.OFFICER), Action.IDENTITY_VIEW, replace(SEALED, officer_id=6))
    moved = replace(SEALED, body_id=3)
    assert not access.may(staff(Role.RECEPTION_OFFICER), Action.CASE_VIEW, moved)


def test_the_desk_follows_what_came_in_there_but_cannot_act_on_it():
    moved = replace(CASE, body_id=3)
    desk = staff(Role.RECEPTION_BOARD)
    assert access.may(desk, Action.CASE_VIEW, moved)
    assert not access.may(desk, Action.CASE_TRIAGE, moved)
    with pytest.raises(NotAllowed):
        access.require(desk, Action.CASE_TRIAGE, moved)


def test_a_citizen_sees_the_case_of_his_code_alone():
    an = Actor(role=Role.CITIZEN, case_ids=frozenset({7}))
    assert access.may(an, Action.PETITION_TRACK, CASE)
    assert not access.may(an, Action.PETITION_TRACK, replace(CASE, case_id=8))
    assert not access.may(an, Action.CASE_DISPOSE, CASE)


def test_hidden_and_absent_sound_the_same():
    with pytest.raises(NotFound) as refusal:
        access.require(staff(Role.HEAD, body_id=2), Action.CASE_DISPOSE, CASE)
    assert refusal.value.reason == "case_not_found"
