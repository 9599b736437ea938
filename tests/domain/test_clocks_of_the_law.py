"""Each clock of the law, row by row, around Tết, holidays, swapped days and weekends: counted by hand."""

from datetime import date
from typing import Any

import pytest

from app import lawbook
from app.domain.deadlines import compute
from tests.domain.legal_cases import cases

LAW = lawbook.load()
ASKED = cases("clocks")


@pytest.mark.parametrize("case", ASKED)
def test_due(case: dict[str, Any]) -> None:
    limit = LAW.time_limit(case["clock"], case["starts"], **case.get("when", {}))
    ruling = compute(limit, case["starts"], LAW.calendar)
    assert (ruling.due_on, str(ruling.citation)) == (case["due"], case["citation"])


def test_every_clock_that_is_law_has_a_case() -> None:
    asked = {case.values[0]["clock"] for case in ASKED}
    law = {row.clock for row in LAW.time_limits if LAW.instruments[row.citation.instrument].is_law}
    assert law <= asked


def test_the_new_decree_counts_from_its_first_day() -> None:
    """A complaint of 30/06/2026 has ten days, one of 01/07/2026 seven working days (N155 Đ10)."""
    for clock in ("DL-KN-01", "DL-KL-02"):
        assert LAW.time_limit(clock, date(2026, 6, 30)).days == 10
        assert LAW.time_limit(clock, date(2026, 7, 1)).days == 7
