"""One spelling of a row of the log, and the two hashes over it."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from typing import Any

from app.domain.keeping.proofs import ORIGIN, case_link

FIELDS = ("id", "at", "role", "user_id", "body_id", "action", "case_id", "subject", "details")
LATER = ("office_id", "from_state", "ground", "purpose", "key_number", "case_entry", "case_previous")
"""Fields added since: they are spelled only where they say something, so that older rows keep their hash."""

_encode = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode

__all__ = ["FIELDS", "LATER", "ORIGIN", "case_hash", "keyed", "spelled"]


def spelled(row: Mapping[str, Any]) -> bytes:
    """Sorted JSON, UTC to the microsecond, bytes in hexadecimal."""
    said = {name: row[name] for name in FIELDS}
    said["at"] = f"{row['at']:%Y-%m-%dT%H:%M:%S.%fZ}"
    for name in LATER:
        value = row.get(name)
        if value is not None:
            said[name] = value.hex() if isinstance(value, bytes) else value
    return _encode(said).encode()


def keyed(key: bytes, previous: bytes, spelling: bytes) -> bytes:
    """HMAC-SHA-256 over the hash before and the row: nobody without the key can write one that fits."""
    return hmac.digest(key, previous + spelling, hashlib.sha256)


def case_hash(row: Mapping[str, Any], spelling: bytes) -> bytes:
    return case_link(row["case_previous"], row["hash"], spelling)
