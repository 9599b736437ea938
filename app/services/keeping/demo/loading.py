"""Living the demo: every case in its own pace, all of them in the order of time, as if the offices had worked."""

import heapq
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import count
from random import Random

from app.domain.facts import SYSTEM
from app.domain.refusals import Refusal
from app.domain.vocabulary import CaseKind, Disposition, Outcome, Procedure, State
from app.persistence import outbox
from app.persistence.queries import bodies, cases
from app.persistence.transaction import transaction
from app.services.keeping import reorganisation
from app.services.keeping.demo import demo_keys, heads_days, petitions, plans, reception_day, settling, staff, timeline
from app.services.keeping.demo.places import REORGANISED_ON, Map
from app.services.keeping.demo.screening import screening
from app.services.keeping.demo.story import WITHDRAWABLE, Story
from app.services.keeping.demo.wording import Wording
from app.services.law import law_in_force
from app.services.settlement import appeal as appealing
from app.services.settlement import decision, suspension

Life = Iterator[datetime]
Tell = Callable[[int, int], None]
NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(slots=True)
class Loaded:
    """What came of it."""

    cases: int = 0
    steps: int = 0
    visits: int = 0  # of the last day
    receptions: int = 0  # of heads, held and to come
    handed_over: int = 0
    refused: Counter[str] = field(default_factory=Counter)  # steps the rules refused: should stay empty


def load(number: int, seed: int, *, until: datetime, tell: Tell | None = None) -> Loaded:
    """File and handle so many petitions from January 2025 until a moment. The same seed tells the same stories."""
    staff.open_accounts()
    demo_keys.make_recovery_key(at=staff.SINCE)
    done = _World(number, seed, until, tell or (lambda done, whole: None)).run()
    done.receptions = heads_days.receive(seed, until=until)
    done.visits = reception_day.receive(seed, until=until)
    return done


def hand_to_worker(*, at: datetime) -> None:
    """What the offices promised in these two years has waited for the worker since this moment, not for years."""
    with transaction():
        outbox.due_from(at)


def is_empty() -> bool:
    """Whether the house has no case yet."""
    return not cases.exist()


class _World:
    """A queue of moments: whoever is next acts, and says when again."""

    def __init__(self, number: int, seed: int, until: datetime, tell: Tell) -> None:
        self._seed, self._until, self._tell = seed, until, tell
        self._staff, self._done = staff.Staff(seed), Loaded()
        self._queue: list[tuple[datetime, int, Life, Story]] = []
        self._order = count()
        self._stories = self._written(number)
        self._whole = 0
        self._moves_at = timeline.moment(REORGANISED_ON, 5, Random(seed))

    def run(self) -> Loaded:
        self._whole = len(self._stories)
        for story in self._stories:
            self._queue_up(story.at, self._life(story), story)
        while self._queue:
            at, _, life, story = heapq.heappop(self._queue)
            if at >= self._moves_at:
                self._reorganise()
            self._act(at, life, story)
        return self._done

    def _written(self, number: int) -> list[Story]:
        """Every petition in words, before the first comes in."""
        wording, map_ = Wording(), Map(bodies.directory())
        stories: list[Story] = []
        for plan in plans.plans(number, self._seed, self._until, law_in_force().calendar):
            rng = Random(f"case:{self._seed}:{plan.number}")
            first = None if plan.twin_of is None else stories[plan.twin_of].written
            written = petitions.again(first, rng) if first else petitions.write(plan, wording, map_, rng)
            stories.append(Story(plan, written, self._staff, rng, f"demo:{self._seed}:{number}:{plan.number}"))
        return stories

    def _queue_up(self, at: datetime, life: Life, story: Story) -> None:
        if at <= self._until:
            heapq.heappush(self._queue, (at, next(self._order), life, story))

    def _act(self, at: datetime, life: Life, story: Story) -> None:
        story.at = at
        try:
            if self._withdraws(story):
                return
            next_at = next(life, None)
        except Refusal as refusal:
            self._done.refused[f"{refusal.reason} {refusal.details.get('step', '')}".strip()] += 1
            return
        self._done.steps += 1
        if next_at is not None and not story.is_over and story.state is not story.plan.rests_in:
            self._queue_up(max(next_at, at), life, story)

    def _life(self, story: Story) -> Life:
        """From the citizen's hand to the end."""
        story.file(story.written.desk_id)
        self._done.cases += 1
        self._tell(self._done.cases, self._whole)
        if story.procedure.kind is not story.plan.kind:
            raise LookupError("filed as another kind")
        twin = None if story.plan.twin_of is None else self._stories[story.plan.twin_of]
        yield from screening(story, twin, self._until)
        yield from self._settling(story)

    def _settling(self, story: Story) -> Life:
        if story.procedure.kind is CaseKind.COMPLAINT and story.state is State.ACCEPTED:
            yield from settling.settlement(story, self._appeal)
        elif story.state is State.PROCESSING:
            yield from settling.answer(story, quickly=story.procedure is Procedure.FIELD_REPORT)

    def _appeal(self, first: Story) -> None:
        """The complainant goes on to the superior: a case of its own begins."""
        rng = Random(f"second:{first.name}")
        petition = petitions.second_complaint(first.written, rng)
        name = f"{first.name}:second"
        receipt = appealing.appeal(first.citizen, first.case_id, petition, name, at=first.at)
        first.look()
        plan = replace(first.plan, at=first.at, outcome=rng.choice(list(Outcome)), withdraws=False, is_slow=False)
        plan.disposition, plan.rests_in, plan.twin_of = Disposition.ACCEPT, None, None
        second = Story(plan, replace(first.written, petition=petition), self._staff, rng, name)
        second.case_id = receipt.case_id
        second.look()
        self._stories.append(second)
        self._queue_up(second.wait(0.2, 1.5), self._second_life(second), second)
        self._done.cases += 1

    def _second_life(self, story: Story) -> Life:
        yield from screening(story, None, self._until)
        yield from self._settling(story)

    def _reorganise(self) -> None:
        """The first of July 2025: districts end, communes and departments merge; files move, accounts close."""
        at, self._moves_at = self._moves_at, NEVER
        self._done.handed_over = reorganisation.hand_over(SYSTEM, REORGANISED_ON, at=at).moved
        for body_id in self._staff.known():
            body = bodies.by_id(body_id)
            if body is not None and not body.facts().exists_on(REORGANISED_ON):
                self._staff.leave(body_id, at)
        for story in self._stories:
            if story.case_id and not story.is_over:
                story.look()
                self._staff.team(story.body_id)
        demo_keys.reissue(at=at)

    def _withdraws(self, story: Story) -> bool:
        """The citizen changes his mind before anybody has decided."""
        if not story.leaves_after or not story.case_id or story.procedure is Procedure.DENUNCIATION:
            return False
        story.leaves_after -= 1
        if story.leaves_after or story.state not in WITHDRAWABLE:
            return False
        story.do(suspension.withdraw, story.citizen, story.say("withdrawal"))
        if story.state is State.TERMINATING:
            story.do(decision.send, story.officer)
        return True
