"""Random walks of all nine procedures through the services: whatever permitted steps are taken, in whatever order,
state, clocks, papers, audit and outbox agree with the table of the law."""

import os
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import func, select

from app import lawbook
from app.domain import workflow
from app.domain.calendars import local_date
from app.domain.rules import Transition
from app.domain.vocabulary import Office, Procedure, State, Step
from app.persistence.db import db as database
from app.persistence.models import AuditEntry, Case, OutboxMessage
from app.persistence.queries import cases
from app.services import clocks
from app.services.settlement import answering
from tests.services.test_steps_every import assert_next_due_is_right
from tests.services.walking import LEFT_OUT, TAKES, filed, who
from tests.times import at

LAW = lawbook.load()
TALK = frozenset({Step.ASK, Step.REPLY, Step.ASSIGN, Step.RETURN_PROPOSAL, Step.PROTECT, Step.SUSPEND_EXECUTION})
DIALOGUE = frozenset({State.AWAITING_DIALOGUE, State.DIALOGUE_HELD})
DENUNCIATIONS = frozenset({Procedure.DENUNCIATION, Procedure.REPEAT_DENUNCIATION})
R3 = date(2026, 7, 1)


class Walk(RuleBasedStateMachine):
    """One case at the ward, some days between two steps, across the regimes."""

    procedure: Procedure

    @initialize(
        on=st.sampled_from(["2025-02-03", "2025-06-23", "2026-06-15", "2026-07-01"]),
        remote=st.booleans(),
        sure=st.booleans(),
    )
    def receive(self, on: str, remote: bool, sure: bool) -> None:
        self.case = filed(self.procedure, on, remote=remote, sure=sure)
        self.now = at(f"{on} 09:00")
        self.taken: list[Step] = []

    def teardown(self) -> None:
        database.session.remove()

    @precondition(lambda self: not self.case.state.is_final)
    @rule(data=st.data(), days=st.sampled_from([0, 1, 3, 12, 40]), may_end=st.sampled_from([False, False, False, True]))
    def step(self, data: st.DataObject, days: int, may_end: bool) -> None:
        self.now += timedelta(days=days)
        rows = self.choices()
        onward = [row for row in rows if row.step not in TALK and not (row.to_state and row.to_state.is_final)]
        choice = rows if may_end or not onward else onward
        if choice:
            self.take(data.draw(st.sampled_from(choice)))

    @precondition(lambda self: self.case.state.is_final)
    @rule()
    def nothing_more_to_do(self) -> None:
        assert not workflow.open_steps(self.case.facts(), LAW, local_date(self.now))

    def choices(self) -> list[Transition]:
        """Open in law and somebody's here; what the citizen may not do now, or not in the clear, is left aside."""
        declared = replace(self.case.facts(), decision_revoked=True, is_dismissal=True, is_evident=True)
        rows = workflow.open_steps(declared, LAW, local_date(self.now))
        found = [row for row in rows if row.step not in LEFT_OUT and who(self.case, row) is not None]
        if self.case.is_sealed:
            found = [row for row in found if row.step not in {Step.ASK, Step.REPLY}]
        if not self.has_superior_at_work():
            found = [row for row in found if Office.SUPERIOR not in row.offices]
        if not answering.may_reopen(self.case, local_date(self.now)):
            found = [row for row in found if row.step is not Step.REOPEN]
        return found

    def has_superior_at_work(self) -> bool:
        """A repeated denunciation because of the delay is open above: only then the file can be called up."""
        return any(one.is_about_delay and not one.state.is_final for one in cases.second_instance_of(self.case.id))

    def take(self, row: Transition) -> None:
        """By its service; then everything that the row says has happened, once, and nothing else."""
        case, before = self.case, Seen(self.case, row.step)
        actor = who(case, row)
        assert actor is not None
        TAKES[row.step](actor, case, self.now)
        database.session.expire(case)
        event = case.events[-1]
        absent = row.step is Step.HOLD_DIALOGUE and bool(event.details and event.details["absent"])
        state = before.state if absent else row.to_state or before.state
        assert (case.state, event.from_state, event.to_state) == (state, before.state, state)
        assert (event.step, event.rule_id, event.document) == (row.step, row.rule_id, row.document)
        assert Seen(case, row.step).counts == tuple(n + 1 for n in before.counts)
        assert running(case) == (set() if state.is_final else (before.clocks - set(row.ends)) | set(row.starts))
        assert (case.closed_at is not None) == state.is_final
        self.clocks_turn(row, before)
        self.taken.append(row.step)
        if row.step is Step.DECIDE and case.procedure is Procedure.COMPLAINT_SECOND:
            excused = before.absence and event.document_on >= R3
            assert before.dialogue or excused

    def clocks_turn(self, row: Transition, before: "Seen") -> None:
        for deadline in self.case.deadlines:
            if deadline.ended_on is not None:
                assert not clocks.is_paused(deadline)
            elif deadline.clock in row.pauses:
                assert clocks.is_paused(deadline)
            elif deadline.clock in row.resumes:
                assert not clocks.is_paused(deadline)
            if deadline.ended_on is None and deadline.clock in row.extends:
                assert deadline.due_on >= before.due[deadline.clock]
            elif deadline.ended_on is None and deadline.clock in before.due and not row.resumes:
                assert deadline.due_on == before.due[deadline.clock] or deadline.clock in row.starts

    @invariant()
    def the_queue_sorts_by_what_is_due(self) -> None:
        assert_next_due_is_right(self.case)

    @invariant()
    def the_papers_are_those_of_the_steps(self) -> None:
        made = sum(step in {Step.DECIDE, Step.ANSWER} for step in self.taken)
        assert len(cases.decisions(self.case.id)) == made

    @invariant()
    def what_stands_has_an_order_that_stops_it(self) -> None:
        stands = any(clocks.is_paused(row) for row in self.case.deadlines if row.ended_on is None)
        at_work = self.case.expert_asked_on is not None and self.case.state is State.VERIFYING
        assert stands == (self.case.state is State.SUSPENDED or at_work)

    @invariant()
    def a_denunciation_has_no_dialogue(self) -> None:
        if self.case.procedure in DENUNCIATIONS:
            assert self.case.state not in DIALOGUE
            assert self.case.is_sealed
            assert self.case.split_from_id is None
            assert not {Step.CALL_DIALOGUE, Step.HOLD_DIALOGUE} & set(self.taken)

    @invariant()
    def somebody_can_act(self) -> None:
        assert self.case.state.is_final or workflow.open_steps(self.case.facts(), LAW, local_date(self.now))


class Seen:
    """A case before or after a step: state, running clocks, and the rows of its logs."""

    def __init__(self, case: Case, step: Step) -> None:
        self.state = case.state
        self.clocks = running(case)
        self.due = {row.clock: row.due_on for row in case.deadlines if row.ended_on is None}
        self.dialogue, self.absence = case.dialogue_held_on is not None, case.dialogue_absence_recorded
        name = f"case.{step}"
        self.counts = (
            len(case.events),
            _count(AuditEntry, AuditEntry.case_id == case.id, AuditEntry.action == name),
            sum(payload["case_id"] == case.id for payload in _promised(name)),
        )


def running(case: Case) -> set[str]:
    return {row.clock for row in case.deadlines if row.ended_on is None}


def _promised(topic: str) -> list[dict[str, Any]]:
    return list(database.session.scalars(select(OutboxMessage.payload).where(OutboxMessage.topic == topic)))


def _count(model: Any, *where: Any) -> int:
    return database.session.scalar(select(func.count()).select_from(model).where(*where)) or 0


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("procedure", Procedure)
def test_every_walk_agrees_with_the_table(procedure: Procedure) -> None:
    run_state_machine_as_test(
        type("WalkOf" + procedure.value, (Walk,), {"procedure": procedure}),
        settings=settings(
            max_examples=int(os.environ.get("WALKS", "3")),
            stateful_step_count=22,
            deadline=None,
            derandomize=True,
            phases=(Phase.generate,),  # the steps of a failure are told; shortening them takes minutes
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
        ),
    )
