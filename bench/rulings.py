"""How many due dates a second the law can tell, on one core, the days not listed: python -m bench.rulings"""

import json
import random
from datetime import date, timedelta
from time import process_time

from app import lawbook
from app.domain.deadlines import Pause, compute

QUESTIONS = 200_000
FIRST, LAST = date(2024, 1, 2), date(2026, 12, 1)
WHEN = ("remote", "complex", "several_places", "especially_complex", "second", "dismissal")


def questions(number: int, share_paused: float) -> list[tuple[str, date, dict[str, bool], tuple[Pause, ...]]]:
    """Any clock on any day in any circumstances; some with a pause."""
    draw = random.Random(7)
    law = lawbook.load()
    clocks = sorted(law.clocks - {"DL-KN-12", "DL-KN-13", "DL-TCD-05", "DL-TCD-06"})
    found = []
    for _ in range(number):
        on = FIRST + timedelta(days=draw.randrange((LAST - FIRST).days))
        when = {name: True for name in WHEN if draw.random() < 0.15}
        since = on + timedelta(days=draw.randrange(20))
        pauses = (Pause(since, since + timedelta(days=draw.randrange(40))),) if draw.random() < share_paused else ()
        found.append((draw.choice(clocks), on, when, pauses))
    return found


def rulings_a_second(share_paused: float) -> int:
    """Choose the row of law and find the day, for every question."""
    law = lawbook.load()
    asked = questions(QUESTIONS, share_paused)
    compute(law.time_limit("DL-KN-04", FIRST), FIRST, law.calendar)
    began = process_time()
    for clock, on, when, pauses in asked:
        compute(law.time_limit(clock, on, **when), on, law.calendar, pauses)
    return round(QUESTIONS / (process_time() - began))


if __name__ == "__main__":
    plain, paused = rulings_a_second(0.0), rulings_a_second(0.2)
    print(json.dumps({"bench": "rulings", "a_second": plain, "a_second_every_fifth_paused": paused}))
