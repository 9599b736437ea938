"""By when: one clock from one day, in these circumstances."""

from datetime import date
from typing import Any

from app.domain.calendars import ONE_DAY
from app.domain.deadlines import ClockOwner, Deadline, TimeLimit, compute
from app.domain.rules import LawBook
from app.services.rulings.cautions import cautions, ceiling, no_difference, other_readings, unheard
from app.services.rulings.pauses import PAUSES, pauses
from app.services.rulings.reading import Question, day, first_of, flag, is_second, number, text
from app.services.rulings.standing import Standing, standing

STARTS = ("from", "starts_on", "start", "tu")
COMPLEX = ("complex", "phuc_tap", "is_complex")
ESPECIALLY = ("especially_complex", "dac_biet_phuc_tap", "is_especially_complex")
ESPECIALLY_WORDS = frozenset({"2", "especially", "dac_biet", "dac_biet_phuc_tap", "đặc biệt phức tạp"})
EXTENSIONS = ("extensions", "gia_han")
MOST_EXTENSIONS = 2  # LTC Đ30: once when complex, twice when especially complex
CIRCUMSTANCES = {
    "remote": ("remote", "vung_sau", "is_remote", "in_remote_area"),
    "several_places": ("several_places", "nhieu_noi", "checks_elsewhere"),
    "dismissal": ("dismissal", "buoc_thoi_viec", "is_dismissal"),
}
RECEIVED = ("received_on", "served_on")
AGAIN = {"DL-KN-07": "DL-KN-06", "DL-KL-05": "DL-KL-01"}
"""While the citizen may still complain again, a first decision is not executed (LKN Đ33, Đ44)."""
SECTOR = ("is_state_management", "sector_case")
KNOWN = frozenset(
    {"clock", "dong_ho", "second", "instance", "lan", "steps", "id", "kind", *SECTOR}
    | {*STARTS, *COMPLEX, *ESPECIALLY, *EXTENSIONS, *PAUSES, *RECEIVED}
    | {name for names in CIRCUMSTANCES.values() for name in names}
)


def answer(question: Question, law: LawBook, *, with_steps: bool = False) -> dict[str, Any]:
    """The due date and its ground; the days one by one when asked. Refusal or ValueError when there is no answer.

    While a pause has no end there is no date: `due` is None, `days_left` says what runs on from the resumption.
    """
    clock = _clock(question, law)
    starts_on = day(question, *STARTS)
    if starts_on is None:
        raise ValueError("from which day? (from)")
    given = _circumstances(question)
    limit = law.time_limit(clock, starts_on, **given)
    stopped = pauses(question)
    warnings = unheard(question, KNOWN) + no_difference(law, clock, given)
    if flag(question, *SECTOR) or (text(question, "kind") or "").upper() == "TCQL":
        warnings += ceiling(law, clock, starts_on)
    stands = standing(limit, starts_on, law.calendar, stopped) if stopped else None
    if stands is not None:
        return _told_standing(stands, warnings)
    ruling = compute(limit, starts_on, law.calendar, stopped)
    found = told(ruling, with_steps=with_steps or flag(question, "steps"))
    found["warnings"] = cautions(ruling, stopped) + warnings
    found["other_readings"] = other_readings(ruling, law)
    if ruling.owner is ClockOwner.LAW:
        found |= _takes_effect(question, ruling, law, given)
    return found


def _clock(question: Question, law: LawBook) -> str:
    word = text(question, "clock", "dong_ho")
    if word is None:
        raise ValueError("which clock? (clock)")
    if word in law.clock_names:
        return word
    found = next((clock for clock in law.clock_names if clock.casefold() == word.casefold()), None)
    if found is None:
        raise ValueError(f"no clock is called {word!r}")
    return found


def _circumstances(question: Question) -> dict[str, bool]:
    extensions = _extensions(question)
    return {
        "complex": extensions == 1,
        "especially_complex": extensions == MOST_EXTENSIONS,
        "second": flag(question, "second") or is_second(question),
        **{name: flag(question, *names) for name, names in CIRCUMSTANCES.items()},
    }


def _extensions(question: Question) -> int:
    """0 ordinary, 1 complex or extended once, 2 especially complex or extended twice."""
    if str(first_of(question, COMPLEX)).strip().casefold() in ESPECIALLY_WORDS or flag(question, *ESPECIALLY):
        return MOST_EXTENSIONS
    extensions = number(question, *EXTENSIONS)
    if not 0 <= extensions <= MOST_EXTENSIONS:
        raise ValueError(f"a term is extended at most {MOST_EXTENSIONS} times, not {extensions}")
    return max(extensions, int(flag(question, *COMPLEX)))


def told(ruling: Deadline, *, with_steps: bool) -> dict[str, Any]:
    """The ruling in words and days that a machine reads."""
    found = _ground(ruling.limit, ruling.starts_on)
    found["nominal"] = ruling.nominal_on.isoformat()
    found["due"] = ruling.due_on.isoformat()
    if with_steps:
        found["steps"] = [
            {"day": step.day.isoformat(), "number": step.number, "note": step.note.value, "name": step.name}
            for step in ruling.steps
        ]
    return found


def _ground(limit: TimeLimit, starts_on: date) -> dict[str, Any]:
    return {
        "rule": limit.rule_id,
        "clock": limit.clock,
        "citation": str(limit.citation),
        "confidence": limit.confidence.value,
        "regime": limit.regime,
        "owner": limit.owner.value,
        "from": starts_on.isoformat(),
        "days": limit.days,
        "counting": limit.counting.value,
    }


def _told_standing(stands: Standing, warnings: list[str]) -> dict[str, Any]:
    unit = "working days" if stands.counting.value == "working" else "days"
    warnings = [f"the clock stands since {stands.since}: {stands.left} {unit} left from its resumption", *warnings]
    return {
        **_ground(stands.limit, stands.starts_on),
        "nominal": None,
        "due": None,
        "paused_since": stands.since.isoformat(),
        "days_left": stands.left,
        "days_left_counting": stands.counting.value,
        "warnings": warnings,
        "other_readings": [],
    }


def _takes_effect(question: Question, ruling: Deadline, law: LawBook, given: dict[str, bool]) -> dict[str, Any]:
    """From when the decision has effect, and when its execution may begin at the earliest (procedure.md 5.3 note B)."""
    effective = ruling.due_on + ONE_DAY
    found: dict[str, Any] = {"effective_from": effective.isoformat()}
    again = AGAIN.get(ruling.clock)
    if again is None or given["second"]:
        return found | {"no_execution_before": effective.isoformat()}
    received_on = day(question, *RECEIVED)
    if received_on is None:
        return found | {"no_execution_before": None}  # without proof of receipt the citizen's window is unknown
    window = law.time_limit(again, received_on, **{**given, "second": True})
    last = compute(window, received_on, law.calendar).due_on
    return found | {
        "second_complaint_until": last.isoformat(),
        "no_execution_before": max(effective, last + ONE_DAY).isoformat(),
    }
