"""Telling one of the staff something, inside the transaction of what happened."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from app.persistence import outbox
from app.persistence.queries.notices import staff

TOGETHER = 50  # urgent notices that go in one message to the worker


def tell(
    user_ids: Iterable[int],
    topic: str,
    *,
    key: str,
    at: datetime,
    facts: Mapping[str, Any],
    case_id: int | None = None,
    urgent: bool = False,
) -> None:
    """Put a notice before accounts; `key` says what it is about: told again it is the same one. Urgent ones go out by
    mail at once, the others with the digest of the day."""
    write(notices(user_ids, topic, key=key, at=at, facts=facts, case_id=case_id, urgent=urgent), at)


def notices(
    user_ids: Iterable[int],
    topic: str,
    *,
    key: str,
    at: datetime,
    facts: Mapping[str, Any],
    case_id: int | None = None,
    urgent: bool = False,
) -> list[Mapping[str, Any]]:
    """The same, not yet written: who has many writes them together."""
    row = {"key": key, "topic": topic, "case_id": case_id, "facts": dict(facts), "is_urgent": urgent, "at": at}
    return [{"user_id": user_id, **row} for user_id in sorted(set(user_ids))]


def write(rows: Sequence[Mapping[str, Any]], at: datetime) -> None:
    """Write notices, and have the worker mail the urgent ones among the new."""
    urgent = staff.add(rows)
    for start in range(0, len(urgent), TOGETHER):
        outbox.post("staff.mail", at=at, notice_ids=urgent[start : start + TOGETHER])
