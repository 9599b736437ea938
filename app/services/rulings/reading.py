"""Reading a question: generous in what is accepted, plain about what cannot be understood. docs/law/facts.md says what
may be asked; a value that cannot be read is a ValueError with a sentence for the asker."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from app.domain.calendars import local_date
from app.domain.rules import LawBook
from app.domain.vocabulary import Procedure, State

Question = Mapping[str, Any]
YES, NO = (
    frozenset({"true", "1", "yes", "y", "on", "co", "có"}),
    frozenset({"false", "0", "no", "n", "off", "", "khong"}),
)
A_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
A_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:")
FIRST = frozenset({"", "1", "first", "lan_dau", "lần đầu"})
SECOND = frozenset({"2", "second", "lan_hai", "lần hai"})


def first_of(question: Question, names: Iterable[str]) -> Any:
    """The value of the first of these names that the question gives."""
    for name in names:
        value = question.get(name)
        if value is not None:
            return value
    return None


def text(question: Question, *names: str) -> str | None:
    """A word; None when it is not there."""
    value = first_of(question, names)
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ValueError(f"{names[0]} is a word")
    return str(value).strip()


def day(question: Question, *names: str) -> date | None:
    """A date written 2025-03-31."""
    value = first_of(question, names)
    return None if value is None or value == "" else a_day(value, names[0])


def a_day(value: Any, name: str) -> date:
    """A date; of a moment, the date it had in Việt Nam."""
    word = str(value).strip()
    try:
        if A_DATE.fullmatch(word):
            return date.fromisoformat(word)
        if A_MOMENT.match(word):
            moment = datetime.fromisoformat(word)
            return local_date(moment) if moment.tzinfo else moment.date()
    except (ValueError, OverflowError):
        pass
    raise ValueError(f"{name}: {value!r} is not a date like 2025-03-31")


def number(question: Question, *names: str) -> int:
    """A whole number; 0 when it is not there."""
    value = first_of(question, names)
    if value is None or value == "":
        return 0
    try:
        return int(str(value).strip())
    except ValueError:
        raise ValueError(f"{names[0]} is a number, not {value!r}") from None


def flag(question: Question, *names: str) -> bool:
    """Yes or no; no when it is not there."""
    value = first_of(question, names)
    if value is None or isinstance(value, bool):
        return bool(value)
    said = str(value).strip().casefold()
    if said in YES or said in NO:
        return said in YES
    raise ValueError(f"{names[0]} is yes or no, not {value!r}")


def is_second(question: Question) -> bool:
    """The second instance; the first when it is not said."""
    value = first_of(question, ("instance", "lan"))
    said = str(value).strip().casefold()
    if value is None or said in FIRST:
        return False
    if said in SECOND:
        return True
    raise ValueError(f"instance is 1 or 2, not {value!r}")


def procedure(question: Question, law: LawBook) -> Procedure:
    """`procedure`, or `kind` (KN, KN1, KNKL, TC, KNPA …) with `instance`."""
    word = text(question, "procedure", "kind", "loai")
    if word is None:
        raise ValueError("which kind is it? (kind)")
    code = word.upper()
    found = law.procedure_codes.get(code) or next((one for one in Procedure if one.value == code), None)
    if found is None:
        raise ValueError(f"no kind is called {word!r}")
    return _SECOND_OF.get(found, found) if is_second(question) else found


_SECOND_OF = {
    Procedure.COMPLAINT_FIRST: Procedure.COMPLAINT_SECOND,
    Procedure.DISCIPLINE_FIRST: Procedure.DISCIPLINE_SECOND,
}


def state(question: Question, law: LawBook) -> State | None:
    """A state by its value or by its code in the procedure; None for the beginning, before there is a case."""
    word = text(question, "state", "trang_thai")
    if word is None or word in {"-", "–", "none", "start"}:
        return None
    found = law.state_codes.get(word.upper()) or next((one for one in State if one.value == word.casefold()), None)
    if found is None:
        raise ValueError(f"no state is called {word!r}")
    return found
