"""What is to happen: how many petitions of which kind, from when, and how far each has come by today."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Generic, TypeVar

from app.domain.calendars import WorkCalendar, local_date
from app.domain.vocabulary import CaseKind, Channel, Disposition, Outcome, State
from app.services.keeping.demo import timeline

T = TypeVar("T")
FIRST_DAY = date(2025, 1, 2)

KIND_CARDS = {
    # Sóc Trăng in one year: 330 KN, 61 TC, more than 1,000 KNPA (procedure.md 9.3)
    CaseKind.COMPLAINT: 22,
    CaseKind.DENUNCIATION: 4,
    CaseKind.RECOMMENDATION: 46,
    CaseKind.FIELD_REPORT: 28,
}
CHANNEL_CARDS = {
    Channel.WEB: 52,
    Channel.RECEPTION: 14,
    Channel.POST: 12,
    Channel.HANDED_IN: 9,
    Channel.HOTLINE: 6,
    Channel.FORWARDED: 5,
    Channel.LETTER_BOX: 2,
}
DISPOSITION_CARDS = {
    Disposition.ACCEPT: 68,
    Disposition.GUIDE: 9,
    Disposition.TRANSFER: 8,
    Disposition.DECLINE: 6,
    Disposition.FILE_AWAY: 5,
    Disposition.SEND_BACK: 4,
}
OUTCOME_CARDS = {Outcome.UNFOUNDED: 5, Outcome.PARTLY_UPHELD: 3, Outcome.UPHELD: 2}

AGE_OF: dict[State, tuple[int, int, int]] = {
    State.RECEIVED: (0, 2, 2),
    State.REGISTERED: (1, 6, 1),
    State.AWAITING_DISPOSITION: (2, 8, 2),
    State.ACCEPTED: (5, 11, 3),
    State.VERIFYING: (12, 30, 12),
    State.VERIFIED: (20, 34, 3),
    State.AWAITING_DIALOGUE: (24, 35, 5),
    State.DIALOGUE_HELD: (26, 37, 3),
    State.DRAFTING: (28, 38, 3),
    State.ISSUED: (31, 40, 2),
    State.SENT: (36, 60, 18),
    State.EFFECTIVE: (66, 80, 2),
    State.EXECUTING: (85, 110, 16),
    State.SUSPENDED: (25, 80, 18),
    State.PROCESSING: (7, 30, 8),
    State.ANSWERED: (12, 36, 10),
}
"""Of a petition that stands in this state today: it came between so many and so many days ago, the last step was taken
at most so many days ago."""

LATE_SHARE, LATE_DAYS = 0.18, 34

OF_COMPLAINTS = frozenset(AGE_OF) - {
    State.RECEIVED,
    State.REGISTERED,
    State.AWAITING_DISPOSITION,
    State.PROCESSING,
    State.ANSWERED,
}
TWIN_WITHIN_DAYS = 18


class Deck(Generic[T]):
    """Cards dealt in their shares: whatever is most behind its share comes next, ties by chance. A rare card comes
    about as often in a small load as in a large one."""

    def __init__(self, cards: dict[T, int], rng: Random) -> None:
        whole = sum(cards.values())
        self._shares = {card: count / whole for card, count in cards.items()}
        self._dealt = dict.fromkeys(cards, 0)
        self._rng = rng

    def draw(self) -> T:
        number = sum(self._dealt.values()) + 1
        behind = {card: share * number - self._dealt[card] for card, share in self._shares.items()}
        card = max(behind, key=lambda card: behind[card] + self._rng.random())
        self._dealt[card] += 1
        return card


@dataclass(slots=True)
class Plan:
    """One petition to come. `rests_in`: how far it has come by today, None: as far as its time allows."""

    number: int
    kind: CaseKind
    channel: Channel
    at: datetime
    disposition: Disposition
    outcome: Outcome
    rests_in: State | None = None
    rests_since: datetime | None = None
    twin_of: int | None = None  # number of the petition it repeats
    is_unclear: bool = False  # the citizen names no class: the reception board looks first
    is_complex: bool = False
    withdraws: bool = False
    is_slow: bool = False


def plans(count: int, seed: int, until: datetime, calendar: WorkCalendar) -> list[Plan]:
    """All petitions in the order they come."""
    rng = Random(f"plans:{seed}:{count}")
    today = local_date(until)
    resting = list(_resting(count, rng))
    days = timeline.arrival_days(FIRST_DAY, today, max(count - len(resting), 0), rng, calendar)
    wanted: list[tuple[date, State | None]] = [(day, None) for day in days]
    wanted += [(today - timedelta(days=rng.randint(*AGE_OF[state][:2])), state) for state in resting]
    wanted.sort(key=lambda pair: (pair[0], pair[1] or ""))
    decks = _Decks(rng)
    made = [decks.plan(day, state, calendar) for day, state in wanted[:count]]
    for plan in made:
        _let_rest(plan, until, rng, calendar)
    made = sorted((plan for plan in made if plan.at <= until), key=lambda plan: plan.at)
    for number, plan in enumerate(made):
        plan.number = number
    _make_twins(made, rng)
    return made


def _let_rest(plan: Plan, until: datetime, rng: Random, calendar: WorkCalendar) -> None:
    """Choose when the last step before today was taken; some of these cases are late."""
    if plan.rests_in is None:
        return
    late = timedelta(days=LATE_DAYS if rng.random() < LATE_SHARE else 0)
    ago = timedelta(days=rng.randint(0, AGE_OF[plan.rests_in][2]))
    last = local_date(until - ago - late)
    plan.at -= late
    plan.rests_since = timeline.moment(calendar.roll_back(last), rng.randrange(timeline.MORNING, timeline.NOON), rng)


def _resting(count: int, rng: Random) -> Iterator[State]:
    """States that must be seen today; most also arise by themselves."""
    each = max(1, count // 150)
    for state in AGE_OF:
        yield from [state] * (each * 2 if state not in OF_COMPLAINTS else each)


class _Decks:
    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._kinds, self._channels = Deck(KIND_CARDS, rng), Deck(CHANNEL_CARDS, rng)
        self._dispositions = {kind: Deck(DISPOSITION_CARDS, rng) for kind in CaseKind}
        self._outcomes = Deck(OUTCOME_CARDS, rng)
        self._withdrawals, self._speeds = Deck({True: 1, False: 17}, rng), Deck({True: 1, False: 7}, rng)
        self._complexities = Deck({True: 1, False: 5}, rng)

    def plan(self, day: date, state: State | None, calendar: WorkCalendar) -> Plan:
        kind = self._kind(state)
        channel = Channel.WEB if kind is CaseKind.FIELD_REPORT and self._rng.random() < 0.7 else self._channels.draw()
        online = channel is Channel.WEB or channel is Channel.HOTLINE
        if not online:
            day = calendar.roll_back(day)
        past_triage = state is not None and AGE_OF[state][1] > AGE_OF[State.AWAITING_DISPOSITION][1]
        return Plan(
            number=0,
            kind=kind,
            channel=channel,
            at=timeline.arrival(day, self._rng, online=online),
            disposition=Disposition.ACCEPT if past_triage else self._dispositions[kind].draw(),
            outcome=self._outcomes.draw(),
            rests_in=state,
            is_unclear=kind is CaseKind.RECOMMENDATION and self._rng.random() < (0.08 if state is None else 0.3),
            is_complex=kind is CaseKind.COMPLAINT and self._complexities.draw(),
            withdraws=state is None and self._withdrawals.draw(),
            is_slow=state is None and self._speeds.draw(),
        )

    def _kind(self, state: State | None) -> CaseKind:
        if state in OF_COMPLAINTS:
            return CaseKind.COMPLAINT
        if state in (State.PROCESSING, State.ANSWERED):
            return self._rng.choice([CaseKind.RECOMMENDATION, CaseKind.FIELD_REPORT])
        return self._kinds.draw()


def _make_twins(made: list[Plan], rng: Random) -> None:
    """Some petitions repeat one of the days before: the same person again, or a neighbour about the same thing."""
    for plan in made:
        if plan.rests_in is not None or plan.kind is CaseKind.DENUNCIATION or rng.random() > 0.05:
            continue
        since = plan.at - timedelta(days=TWIN_WITHIN_DAYS)
        earlier = [
            p
            for p in made[: plan.number]
            if p.at > since and p.kind is plan.kind and p.twin_of is None and p.rests_in is None
        ]
        plan.twin_of = rng.choice(earlier).number if earlier else None
