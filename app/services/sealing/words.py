"""Words about a sealed case, sealed to it: anybody who works on the case may write, only holders of its key read.

The row that the words belong to (a step, a message, a decision) stays with an empty text and keeps dates and numbers.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.persistence import envelopes, newrows
from app.persistence.models.seal import SealedWords
from app.persistence.queries.seals import copies
from app.services.sealing import case_keys

EVENT, PROPOSAL, MESSAGE, LETTER, DECISION, GRANT, REDACTION, NO_PART = (
    *("event", "proposal", "message", "letter", "decision", "grant", "redaction", "exclusion"),
)

APART = frozenset({LETTER, NO_PART})
"""Not of the story of a case: a letter stands with its message; why somebody takes no part, only the head reads."""


@dataclass(frozen=True, slots=True)
class Said:
    """Words, opened. `subject_id` is the number of the row they belong to."""

    subject: str
    subject_id: int
    words: Mapping[str, str]
    at: datetime
    author_id: int | None


def keep(
    case_id: int, subject: str, subject_id: int, words: Mapping[str, str], *, at: datetime, by: int | None
) -> None:
    """Seal words to a case; empty ones are not kept. Inside the caller's transaction."""
    _write(case_keys.public_of(case_id), case_id, subject, subject_id, words, at, by)


def keep_letter(reader: bytes, case_id: int, message_id: int, text: str, *, at: datetime, by: int | None) -> None:
    """Seal what the authority writes to the denouncer: his tracking code opens it."""
    _write(reader, case_id, LETTER, message_id, {"text": text}, at, by)


def read(private: bytes, case_id: int) -> list[Said]:
    """Everything said about a case, in its order, but what stands apart."""
    return [_opened(private, row) for row in copies.words(case_id) if row.subject not in APART]


def why_no_part(private: bytes, case_id: int) -> dict[int, Mapping[str, str]]:
    """Why people take no part in a case, by the number of the act."""
    rows = [row for row in copies.words(case_id) if row.subject == NO_PART]
    return {row.subject_id: _opened(private, row).words for row in rows}


def letters(private: bytes, case_id: int) -> dict[int, str]:
    """What the authority wrote to the denouncer, by message, with the key of his code."""
    rows = [row for row in copies.words(case_id) if row.subject == LETTER]
    return {row.subject_id: _opened(private, row).words["text"] for row in rows}


def latest(said: Sequence[Said], subject: str) -> Said | None:
    return next((one for one in reversed(said) if one.subject == subject), None)


def _write(
    public: bytes,
    case_id: int,
    subject: str,
    subject_id: int,
    words: Mapping[str, str],
    at: datetime,
    by: int | None,
) -> None:
    kept = {name: text for name, text in words.items() if text}
    if not kept:
        return
    plain = envelopes.padded(json.dumps(kept, ensure_ascii=False).encode())
    sealed = envelopes.put(public, plain, _place(case_id, subject, subject_id))
    row = SealedWords(case_id=case_id, subject=subject, subject_id=subject_id, sealed=sealed, author_id=by, at=at)
    newrows.insert(row)


def _opened(private: bytes, row: SealedWords) -> Said:
    plain = envelopes.take(private, row.sealed, place_of(row))
    found: dict[str, Any] = json.loads(plain)
    return Said(row.subject, row.subject_id, found, row.at, row.author_id)


def place_of(row: SealedWords) -> str:
    """Binds words to the row they belong to."""
    return _place(row.case_id, row.subject, row.subject_id)


def _place(case_id: int, subject: str, subject_id: int) -> str:
    return f"sealed_words:{case_id}:{subject}:{subject_id}"
