"""A clock that stands: what is left of it, resumed on any day, gives the date that the finished pause gives."""

import random
from datetime import date, timedelta

from app import lawbook
from app.domain.deadlines import Pause, compute
from app.domain.vocabulary import Counting
from app.services.rulings.standing import standing

LAW = lawbook.load()
LIMITS = [row for row in LAW.time_limits if row.in_force.covers(date(2026, 8, 1))]
DAY = timedelta(days=1)


def test_what_is_left_runs_on_from_the_resumption() -> None:
    draw = random.Random(11)  # noqa: S311 - no secret, only a spread of questions
    stood = 0
    for _ in range(600):
        limit, start = draw.choice(LIMITS), date(2024, 1, 2) + DAY * draw.randrange(700)
        first = Pause(start + DAY * draw.randrange(8), start + DAY * draw.randrange(8, 20))
        since = start + DAY * draw.randrange(60)
        resumed = since + DAY * draw.randrange(1, 40)
        left = standing(limit, start, LAW.calendar, [first, Pause(since)])
        if left is None or since <= first.until:
            continue
        stood += 1
        whole = compute(limit, start, LAW.calendar, [first, Pause(since, resumed)])
        if left.counting is Counting.WORKING:
            assert whole.nominal_on == LAW.calendar.add_working(resumed, left.left)
        else:
            assert whole.due_on == LAW.calendar.roll(resumed + DAY * left.left)
    assert stood > 100


def test_nothing_stands_when_the_term_was_over_or_knows_no_pause() -> None:
    settlement = LAW.time_limit("DL-TC-04", date(2025, 2, 3))
    assert standing(settlement, date(2025, 2, 3), LAW.calendar, [Pause(date(2025, 3, 6))]) is None
    assert standing(settlement, date(2025, 2, 3), LAW.calendar, [Pause(date(2025, 2, 4), date(2025, 2, 5))]) is None
    posting = LAW.time_limit("DL-TCD-01", date(2025, 5, 9))
    assert standing(posting, date(2025, 5, 9), LAW.calendar, [Pause(date(2025, 5, 1))]) is None


def test_a_pause_before_the_event_leaves_the_whole_term() -> None:
    settlement = LAW.time_limit("DL-TC-04", date(2025, 2, 3))
    left = standing(settlement, date(2025, 2, 3), LAW.calendar, [Pause(date(2025, 1, 20))])
    assert left is not None
    assert (left.since, left.left) == (date(2025, 2, 3), 30)
