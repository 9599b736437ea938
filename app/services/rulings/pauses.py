"""The pauses of a question, however they are written."""

from collections.abc import Sequence
from typing import Any

from app.domain.deadlines import Pause
from app.services.rulings.reading import Question, a_day

PAUSES = ("pause", "pauses", "expert")


def pauses(question: Question) -> tuple[Pause, ...]:
    """`[["2025-02-20", "2025-03-20"], …]`; also `"A:B"` and `{"from", "until"}`; without an end the clock stands.

    `expert`: the time of an expert (trưng cầu giám định), which does not count either (N31 Đ15.4).
    """
    return tuple(pause for name in PAUSES for pause in _read(question.get(name)))


def _read(given: Any) -> Sequence[Pause]:
    if given is None:
        return ()
    if isinstance(given, str | dict) or (isinstance(given, list | tuple) and _is_pair(given)):
        given = [given]
    if not isinstance(given, list | tuple):
        raise ValueError("pause is a list of pairs of dates")  # noqa: TRY004 - said as every other fault of a question
    return [_pause(pair) for pair in given]


def _is_pair(given: Sequence[Any]) -> bool:
    """One pair that nobody has put in a list."""
    if len(given) != 2 or not isinstance(given[0], str) or ":" in given[0]:
        return False
    return given[1] is None or (isinstance(given[1], str) and ":" not in given[1])


def _pause(pair: Any) -> Pause:
    if isinstance(pair, str):
        pair = pair.split(":")
    elif isinstance(pair, dict):
        pair = [pair.get("from", pair.get("since")), pair.get("until", pair.get("to"))]
    if not isinstance(pair, list | tuple) or len(pair) != 2:
        raise ValueError(f"{pair!r} is not two dates like 2025-02-20 and 2025-03-20")
    since = a_day(pair[0], "pause")
    until = None if pair[1] is None or pair[1] == "" else a_day(pair[1], "pause")
    if until is not None and until < since:
        raise ValueError("a pause ends after it begins")
    return Pause(since, until)
