"""Random walks over every transition table: wherever a case may come, somebody can and must do something."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from app import lawbook
from app.domain import workflow
from app.domain.rules import Transition
from app.domain.vocabulary import Procedure, State, Step
from tests.domain.a_case import authority_clocks, moved, received

LAW = lawbook.load()
WAITING = {(row.procedure, row.state) for row in LAW.waiting}
STAYS = {Step.ASK, Step.REPLY, Step.HAND_OVER, Step.ASSIGN, Step.CLASSIFY}


class Walk(RuleBasedStateMachine):
    """A case that takes any open step, some days later each time, across the three regimes."""

    @initialize(
        procedure=st.sampled_from(list(Procedure)),
        on=st.sampled_from([date(2025, 2, 3), date(2025, 6, 23), date(2026, 6, 22), date(2026, 7, 1)]),
        remote=st.booleans(),
    )
    def receive(self, procedure: Procedure, on: date, remote: bool) -> None:
        self.on = on
        self.case = replace(received(procedure, LAW, on), in_remote_area=remote)
        self.taken: list[Transition] = []

    @precondition(lambda self: self.case.is_open)
    @rule(
        data=st.data(),
        days=st.sampled_from([0, 1, 3, 10, 35]),
        agrees=st.none() | st.booleans(),
        absent=st.booleans(),
        may_end=st.sampled_from([False, False, False, True]),
    )
    def step(self, data: st.DataObject, days: int, agrees: bool | None, absent: bool, may_end: bool) -> None:
        self.on += timedelta(days=days)
        self.case = replace(self.case, findings_match_request=agrees, dialogue_absence_recorded=absent)
        rows = workflow.open_steps(self.case, LAW, self.on)
        onward = [row for row in rows if row.step not in STAYS and not (row.to_state and row.to_state.is_final)]
        row = data.draw(st.sampled_from(list(rows) if may_end or not onward else onward))
        assert workflow.take(row.step, self.case, LAW, self.on) == row
        self.case = moved(self.case, row, self.on)
        self.taken.append(row)

    @precondition(lambda self: not self.case.is_open)
    @rule()
    def nothing_more_to_do(self) -> None:
        assert not workflow.open_steps(self.case, LAW, self.on)

    @invariant()
    def somebody_can_act(self) -> None:
        assert not self.case.is_open or workflow.open_steps(self.case, LAW, self.on)

    @invariant()
    def the_authority_is_on_the_clock_or_may_wait(self) -> None:
        place = self.case.procedure, self.case.state
        assert not self.case.is_open or authority_clocks(self.case, LAW) or place in WAITING

    @invariant()
    def every_clock_has_a_date(self) -> None:
        for clock in self.case.open_clocks:
            assert LAW.deadline(clock, self.case, self.on).due_on > self.on

    @invariant()
    def a_second_complaint_is_decided_after_dialogue(self) -> None:
        if self.case.procedure is Procedure.COMPLAINT_SECOND and Step.DECIDE in {row.step for row in self.taken}:
            steps = [row.step for row in self.taken]
            held = Step.HOLD_DIALOGUE in steps[: steps.index(Step.DECIDE)]
            assert held or self.taken[steps.index(Step.DECIDE)].in_force.since >= date(2026, 7, 1)

    @invariant()
    def a_denunciation_has_no_dialogue(self) -> None:
        if self.case.procedure is Procedure.DENUNCIATION:
            assert self.case.state not in {State.AWAITING_DIALOGUE, State.DIALOGUE_HELD}

    @invariant()
    def blocked_steps_are_not_open_and_say_why(self) -> None:
        now = {row.step for row in workflow.open_steps(self.case, LAW, self.on)}
        for row, reason in workflow.blocked(self.case, LAW, self.on):
            assert row.step not in now
            assert reason in row.requires


TestWalk = Walk.TestCase
TestWalk.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
