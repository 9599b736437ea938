"""One spelling of a row of the log, and the two hashes over it."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from json.encoder import encode_basestring
from typing import Any

from app.domain.keeping.proofs import ORIGIN, case_link

FIELDS = ("id", "at", "role", "user_id", "body_id", "action", "case_id", "subject", "details")
LATER = ("office_id", "from_state", "ground", "purpose", "key_number", "case_entry", "case_previous")
"""Fields added since: they are spelled only where they say something, so that older rows keep their hash."""

_encode = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode

__all__ = ["FIELDS", "LATER", "ORIGIN", "case_hash", "keyed", "spelled"]


def spelled(row: Mapping[str, Any]) -> bytes:
    """Sorted JSON, UTC to the microsecond, bytes in hexadecimal. Put together by hand, field after field in the order
    of the alphabet: a log is read again a million rows at a time, and a general encoder takes three times as long."""
    details, moment = row["details"], f"{row['at']:%Y-%m-%dT%H:%M:%S.%fZ}"
    return (
        f'{{"action":{_word(row["action"])}'
        f',"at":{_word(moment)}'
        f',"body_id":{_word(row["body_id"])}'
        f"{_later(row, 'case_entry')}"
        f',"case_id":{_word(row["case_id"])}'
        f"{_later(row, 'case_previous')}"
        f',"details":{_encode(details) if details != {} else "{}"}'
        f"{_later(row, 'from_state')}{_later(row, 'ground')}"
        f',"id":{_word(row["id"])}'
        f"{_later(row, 'key_number')}{_later(row, 'office_id')}{_later(row, 'purpose')}"
        f',"role":{_word(row["role"])},"subject":{_word(row["subject"])},"user_id":{_word(row["user_id"])}}}'
    ).encode()


def _word(value: Any) -> str:
    kind = type(value)
    if kind is int:
        return str(value)
    if kind is str:
        return encode_basestring(value)
    return "null" if value is None else _encode(value)


def _later(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    if value is None:
        return ""
    return f',"{name}":{_word(value.hex() if isinstance(value, bytes) else value)}'


def keyed(key: bytes, previous: bytes, spelling: bytes) -> bytes:
    """HMAC-SHA-256 over the hash before and the row: nobody without the key can write one that fits."""
    return hmac.digest(key, previous + spelling, hashlib.sha256)


def case_hash(row: Mapping[str, Any], spelling: bytes) -> bytes:
    return case_link(row["case_previous"], row["hash"], spelling)
