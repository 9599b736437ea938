"""How many days a head must receive, against tables counted by hand; and what counts as received."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app import lawbook
from app.domain.citations import InForce
from app.domain.reception import duty
from app.domain.reception.duty import DayHeld
from app.domain.reception.vocabulary import ReceptionMode, SessionState

LAW = lawbook.load()
COUNTS = tomllib.loads((Path(__file__).parent / "cases" / "duty.toml").read_text(encoding="utf-8"))["count"]


def rows(position: str) -> tuple[duty.DutyRow, ...]:
    return tuple(row for row in LAW.duties if row.position == position)


@pytest.mark.parametrize("count", COUNTS, ids=lambda count: f"{count['position']} {count['from']} {count['days']}")
def test_days_counted_by_hand(count: dict[str, Any]) -> None:
    held = InForce(**{"since": date(2000, 1, 1), **count.get("in_office", {})})
    found = rows(count["position"])
    asked = (count["from"], count["to"], LAW.calendar)
    assert duty.required_head_days(found, *asked, office=held) == count["days"]
    spans = [span for span in duty.spans(found, *asked, office=held) if span.until <= count["to"]]
    assert [span.name for span in spans if span.exempt] == count.get("exempt", [])


def account(*receptions: DayHeld, until: date = date(2025, 5, 31)) -> duty.Account:
    found = duty.spans(rows("district_chair"), date(2025, 5, 1), until, LAW.calendar, office=InForce(date(2020, 1, 1)))
    return duty.judge(found, receptions, until)


def test_what_a_deputy_took_stands_apart() -> None:
    """T30: the reception of 09/05/2025 sat through by the deputy is not one of the two days of the month."""
    told = account(
        DayHeld(date(2025, 5, 9), ReceptionMode.PERIODIC, SessionState.DELEGATED),
        DayHeld(date(2025, 5, 23), ReceptionMode.PERIODIC, SessionState.HELD),
        DayHeld(date(2025, 5, 23), ReceptionMode.PERIODIC, SessionState.HELD),
        DayHeld(date(2025, 5, 26), ReceptionMode.AD_HOC, SessionState.HELD),
        DayHeld(date(2025, 5, 27), ReceptionMode.PERIODIC, SessionState.CANCELLED),
    )
    assert (told.required, told.held, told.delegated, told.ad_hoc, told.missed) == (2, 1, 1, 1, 1)


def test_a_month_that_runs_is_not_judged() -> None:
    told = account(until=date(2025, 5, 20))
    assert (told.required, told.missed) == (0, 0) and not told.judged[0].is_over


def test_days_are_proposed_where_agencies_work() -> None:
    """Thursdays of January 2025, Tết left out; of a month the 15th and the last, moved to working days."""
    held = InForce(date(2020, 1, 1))
    weeks = duty.spans(rows("commune_chair"), date(2025, 1, 6), date(2025, 2, 9), LAW.calendar, office=held)
    days = duty.proposed(weeks, LAW.calendar, weekday=3, monthdays=(15,))
    assert days == [date(2025, 1, 9), date(2025, 1, 16), date(2025, 1, 23), date(2025, 2, 6)]
    months = duty.spans(rows("commune_chair"), date(2026, 8, 1), date(2026, 8, 31), LAW.calendar, office=held)
    assert duty.proposed(months, LAW.calendar, weekday=3, monthdays=(15, 31)) == [date(2026, 8, 17), date(2026, 8, 28)]
