"""By when: one clock from one day, in these circumstances."""

from typing import Any

from app.domain.deadlines import Deadline, Pause, compute
from app.domain.rules import LawBook
from app.services.rulings.reading import Question, a_day, day, first_of, flag, is_second, text


def answer(question: Question, law: LawBook, *, with_steps: bool = False) -> dict[str, Any]:
    """The due date and its ground; the days one by one when asked. Refusal or ValueError when there is no answer."""
    clock = text(question, "clock", "dong_ho")
    if clock is None:
        raise ValueError("which clock? (clock)")
    if clock not in law.clocks:
        raise ValueError(f"no clock is called {clock!r}")
    starts_on = day(question, "from", "starts_on", "start", "tu")
    if starts_on is None:
        raise ValueError("from which day? (from)")
    extensions = int(first_of(question, ("extensions", "gia_han")) or 0)
    limit = law.time_limit(
        clock,
        starts_on,
        remote=flag(question, "remote", "vung_sau"),
        complex=flag(question, "complex", "phuc_tap") or extensions == 1,
        especially_complex=flag(question, "especially_complex", "dac_biet_phuc_tap") or extensions > 1,
        several_places=flag(question, "several_places", "nhieu_noi"),
        second=flag(question, "second") or is_second(question),
        dismissal=flag(question, "dismissal", "buoc_thoi_viec"),
    )
    ruling = compute(limit, starts_on, law.calendar, pauses(first_of(question, ("pause", "pauses")) or ()))
    return told(ruling, with_steps=with_steps or flag(question, "steps"))


def pauses(given: Any) -> tuple[Pause, ...]:
    """`[["2025-02-20", "2025-03-20"], …]`; also `"A:B"` and `{"from", "until"}`."""
    if not isinstance(given, list | tuple):
        raise ValueError("pause is a list of pairs of dates")
    if len(given) == 2 and all(isinstance(one, str) and ":" not in one for one in given):
        given = [given]
    return tuple(_pause(pair) for pair in given)


def _pause(pair: Any) -> Pause:
    if isinstance(pair, str):
        pair = pair.split(":")
    elif isinstance(pair, dict):
        pair = [pair.get("from", pair.get("since")), pair.get("until", pair.get("to"))]
    if not isinstance(pair, list | tuple) or len(pair) != 2:
        raise ValueError(f"{pair!r} is not two dates like 2025-02-20 and 2025-03-20")
    since = a_day(pair[0], "pause")
    until = a_day(pair[1], "pause") if pair[1] else None
    if until is not None and until < since:
        raise ValueError("a pause ends after it begins")
    return Pause(since, until)


def told(ruling: Deadline, *, with_steps: bool) -> dict[str, Any]:
    """The ruling in words and days that a machine reads."""
    found: dict[str, Any] = {
        "rule": ruling.rule_id,
        "clock": ruling.clock,
        "citation": str(ruling.citation),
        "confidence": ruling.confidence.value,
        "regime": ruling.regime,
        "owner": ruling.owner.value,
        "from": ruling.starts_on.isoformat(),
        "days": ruling.days,
        "counting": ruling.counting.value,
        "nominal": ruling.nominal_on.isoformat(),
        "due": ruling.due_on.isoformat(),
    }
    if with_steps:
        found["steps"] = [
            {"day": step.day.isoformat(), "number": step.number, "note": step.note.value, "name": step.name}
            for step in ruling.steps
        ]
    return found
