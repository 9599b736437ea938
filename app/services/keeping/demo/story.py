"""One case as the demo lives it: where it stands, who works on it, and the steps taken in its name."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from app.domain.calendars import local_date
from app.domain.facts import SYSTEM, Actor
from app.domain.vocabulary import CaseKind, Channel, Procedure, Role, State
from app.persistence.models.case import Case
from app.persistence.queries import bodies, cases
from app.services.intake import filing, routing
from app.services.keeping.demo import timeline
from app.services.keeping.demo.petitions import Written
from app.services.keeping.demo.plans import Plan
from app.services.keeping.demo.staff import Staff, Team
from app.services.law import law_in_force
from app.services.settlement import conversation
from app.services.steps import Paper

WITHDRAWABLE = frozenset(
    {
        State.RECEIVED,
        State.REGISTERED,
        State.AWAITING_DISPOSITION,
        State.ACCEPTED,
        State.VERIFYING,
        State.VERIFIED,
        State.DRAFTING,
        State.PROCESSING,
    }
)
SLOW, DILIGENT = 2.6, 0.7
WORKING_SHARE = 5 / 7
MOMENT = timedelta(minutes=7)
WAITS_TO = {
    State.REGISTERED: 1,
    State.AWAITING_DISPOSITION: 2,
    State.ACCEPTED: 3,
    State.PROCESSING: 3,
    State.VERIFYING: 4,
    State.ANSWERED: 4,
    State.VERIFIED: 6,
    State.SUSPENDED: 6,
    State.AWAITING_DIALOGUE: 7,
    State.DIALOGUE_HELD: 8,
    State.DRAFTING: 9,
    State.ISSUED: 10,
    State.SENT: 11,
    State.EFFECTIVE: 12,
    State.EXECUTING: 12,
}
"""How many waits a case usually has until it gets there; for the last two, until the decision is served."""

EFFECT_AFTER = {State.EFFECTIVE: timedelta(days=32), State.EXECUTING: timedelta(days=39)}
"""From service to effect and its order: the citizen has thirty days to go on (LKN Đ33, 44)."""


class Story:
    """A plan being lived. It keeps values, never the case itself: the next transaction reads it again."""

    def __init__(self, plan: Plan, written: Written, staff: Staff, rng: Random, name: str) -> None:
        self.plan, self.written, self.rng, self.name = plan, written, rng, name
        self.at = plan.at
        self.case_id = 0
        self.procedure = Procedure.RECOMMENDATION
        self.state = State.RECEIVED
        self.body_id = 0
        self.officer_id: int | None = None
        self.leaves_after = rng.randint(2, 6) if plan.withdraws else 0  # steps until the citizen withdraws
        self._staff = staff
        self._pace = SLOW if plan.is_slow else rng.uniform(DILIGENT, 1.25)
        self._goal = plan.rests_since and plan.rests_since - EFFECT_AFTER.get(plan.rests_in or State.SENT, timedelta(0))
        self._waits_left = WAITS_TO.get(plan.rests_in or State.RECEIVED, 0) + 1

    # who

    @property
    def team(self) -> Team:
        return self._staff.team(self.body_id)

    @property
    def officer(self) -> Actor:
        """The officer on the case, else the one of the body whose turn it is."""
        officers = self.team.officers
        chosen = [actor for actor in officers if actor.user_id == self.officer_id]
        return chosen[0] if chosen else officers[self.case_id % len(officers)]

    @property
    def assigner(self) -> Actor:
        """Who gives cases out: the desk; where the registry is an officer's, the head."""
        return self.team.head if self.team.desk.role is Role.OFFICER else self.team.desk

    @property
    def citizen(self) -> Actor:
        return Actor(role=Role.CITIZEN, case_ids=frozenset({self.case_id}))

    @property
    def is_over(self) -> bool:
        return self.state.is_final

    # when

    def wait(self, least: float, most: float) -> datetime:
        """Some working days later, as diligent as this office is."""
        if self._goal is not None:
            return self._toward(self._goal)
        days = self.rng.uniform(least, most) * self._pace
        return timeline.after(self.at, days, self.rng, law_in_force().calendar)

    def on_day(self, days: int) -> datetime:
        """In office hours so many calendar days later, sooner where the case must get somewhere by today."""
        if self._goal is not None and self.at < self._goal:
            days = max(1, min(days, (self._goal - self.at).days - 1))
        return self.not_before(local_date(self.at) + timedelta(days=days))

    def not_before(self, day: date) -> datetime:
        """In office hours of the day, or of the next working day."""
        day = law_in_force().calendar.roll(day)
        return timeline.moment(day, timeline.office_minutes(self.rng), self.rng)

    def _toward(self, last: datetime) -> datetime:
        """A share of the way to the last step (or to service): the waits left, as many as this state usually takes."""
        self._waits_left = max(self._waits_left - 1, 1)
        share = (last - self.at) * (self.rng.uniform(0.7, 1.0) / self._waits_left)
        days = share.total_seconds() / 86_400 * WORKING_SHARE
        return timeline.after(self.at, days, self.rng, law_in_force().calendar) if days > 0 else self.at + MOMENT

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    # what

    def file(self, intake_body: int) -> None:
        """The petition comes in: by the citizen himself, or entered at the desk of the place."""
        by_citizen = self.written.petition.channel is Channel.WEB
        petition = self.written.petition
        if petition.kind is CaseKind.DENUNCIATION:
            self.people_at(routing.route(petition.goes_by, petition, filing.received_on(petition, self.at)).body_id)
        desk = self.people_at(intake_body).desk
        actor = Actor(Role.CITIZEN) if by_citizen else desk
        receipt = filing.file(actor, self.written.petition, self.name, at=self.at)
        self.case_id = receipt.case_id
        self.look()

    def people_at(self, body_id: int) -> Team:
        """Somebody who can open what comes there must be there before it comes."""
        return self._staff.team(body_id)

    def do(self, step: Callable[..., Case], actor: Actor, *args: Any, **named: Any) -> None:
        """Take a step of the procedure now."""
        self.note(step(actor, self.case_id, *args, at=self.at, **named))

    def note(self, case: Case) -> None:
        self.procedure, self.state = case.procedure, case.state
        self.body_id, self.officer_id = case.body_id, case.officer_id

    def look(self) -> Case:
        """See where the case stands: after filing, and after others moved it."""
        case = cases.seen(SYSTEM, self.case_id)
        if case is None:
            raise LookupError(self.case_id)
        self.note(case)
        return case

    def say(self, name: str) -> str:
        return self.written.teller.phrase(name)

    def paper(self, kind: str = "QĐ") -> Paper:
        """A document of today with a number of the body's."""
        body = bodies.by_id(self.body_id)
        symbol = body.doc_symbol if body and body.doc_symbol else "UBND"
        return Paper(f"{self.rng.randrange(14, 3900)}/{kind}-{symbol}", local_date(self.at))

    def ask(self, actor: Actor) -> None:
        """Ask the citizen for more, with a day to answer by."""
        by = law_in_force().calendar.roll(local_date(self.at) + timedelta(days=7))
        self.do(conversation.ask, actor, self.say("ask"), reply_by=by)

    def reply(self) -> None:
        self.do(conversation.reply, self.citizen, self.say("reply"))
