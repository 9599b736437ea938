"""The recovery key: made by the head of the reception board at set-up, printed, and never kept here.

Every sealed case is sealed to it too. With the paper from the safe, copies are made again for keepers who have lost
theirs; every use is on record. What is typed from the paper leaves the memory of the process with the command.
"""

import base64
import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime

from app.domain.calendars import local_date
from app.domain.confidentiality import Purpose
from app.domain.facts import SYSTEM
from app.domain.refusals import BadInput, NotFound
from app.persistence import audit, envelopes
from app.persistence.models.case import Case
from app.persistence.models.seal import SealKey
from app.persistence.queries import cases, users
from app.persistence.queries.seals import copies, keys
from app.persistence.transaction import transaction
from app.services.intake import disclosure
from app.services.sealing import case_keys, keepers, words
from app.services.sealing.case_keys import Recipient

PREFIX = "TDKP1"  # Tiếp Dân, khóa phục hồi
CHECK = 8  # bytes: a wrong letter is noticed at once, and no letter is half empty
GROUP = 4
NAME_DIGITS = 8


@dataclass(frozen=True, slots=True)
class Printed:
    """What goes on paper."""

    name: str  # the first digits of the public key's hash: tells two papers apart, opens nothing
    words: str


def name_of(public: bytes) -> str:
    return hashlib.sha256(public).hexdigest()[:NAME_DIGITS].upper()


def spelled(private: bytes) -> str:
    """A private key for paper: base 32 in groups of four, with a check."""
    text = base64.b32encode(private + _check(private)).decode().rstrip("=")
    return "-".join([PREFIX, *(text[i : i + GROUP] for i in range(0, len(text), GROUP))])


def read(typed: str) -> bytes:
    """What was typed or scanned; raises BadInput("recovery_key_wrong")."""
    letters = "".join(typed.upper().split()).replace("-", "").removeprefix(PREFIX)
    try:
        plain = base64.b32decode(letters + "=" * (-len(letters) % 8))
    except ValueError:
        raise BadInput("recovery_key_wrong") from None
    private, check = plain[: envelopes.KEY_BYTES], plain[envelopes.KEY_BYTES :]
    if len(private) != envelopes.KEY_BYTES or check != _check(private):
        raise BadInput("recovery_key_wrong")
    return private


def new(*, at: datetime) -> Printed:
    """Make a recovery key. Those before it are retired: cases filed from now on are sealed to the new one alone; the
    old paper still opens what was sealed to it, until `reissue` has sealed that to the new one."""
    pair = envelopes.new_pair()
    with transaction():
        for row in keys.recovery():
            row.retired_at = at
        row = keepers.add(None, pair.public, keepers.RECOVERY, None, at=at)
        audit.append(SYSTEM, "seal.recovery_new", at=at, subject=f"seal_key:{row.id}")
    return Printed(name_of(pair.public), spelled(pair.private))


def check(private: bytes) -> SealKey:
    """Whether this is the private half of one of our recovery keys; raises BadInput."""
    row = keys.by_public(envelopes.pair_of(private).public)
    if row is None or row.user_id is not None:
        raise BadInput("recovery_key_not_ours")
    return row


def reissue(private: bytes, *, at: datetime, username: str = "") -> int:
    """Seal every sealed case that this key opens to whoever is entitled and has no copy: the keepers of the body that
    has the case, and the recovery key in use. `username`: to this keeper alone. Returns how many copies were made."""
    used = check(private)
    only = users.by_username(username.casefold()) if username else None
    if username and only is None:
        raise NotFound("account_not_found")
    made = 0
    for case_id in copies.held_by(used.id):
        with transaction():
            case = cases.locked(case_id)
            if case is not None:
                made += _reissue_one(private, case, only.id if only else None, at)
    return made


def _reissue_one(private: bytes, case: Case, only: int | None, at: datetime) -> int:
    found = missing(case, local_date(at), only)
    if found:
        case_keys.give(
            case.id, case_keys.opened_with(private, case.id), found, because=case_keys.RECOVERY, by=None, at=at
        )
        details = {"copies": len(found)}
        audit.append(SYSTEM, "seal.reissue", case_id=case.id, at=at, details=details)
    return len(found)


def open_case(private: bytes, number: str, reason: str, *, at: datetime) -> str:
    """What a case says, as JSON, when nobody else can open it: for the head of the reception board with the sheet in
    hand. The reason goes under the seal; that it was opened goes on record before it is told."""
    check(private)
    digits = number.strip().removeprefix("NTC-").partition("-")[2]
    with transaction():
        case = cases.locked(int(digits)) if digits.isdecimal() else None
        if case is None or not case.is_sealed or case.number != number.strip():
            raise NotFound("case_not_found")
        if not reason.strip():
            raise BadInput("reason_missing")
        key = case_keys.opened_with(private, case.id)
        words.keep(case.id, words.GRANT, 0, {"reason": reason, "act": "seal.recovery_open"}, at=at, by=None)
        audit.append(SYSTEM, "identity.view", case_id=case.id, at=at, purpose=Purpose.RECOVERY)
    found = {
        "petitions": disclosure.petitions(key, case),
        "said": [{"subject": one.subject, **one.words} for one in words.read(key, case.id)],
    }
    return json.dumps(found, ensure_ascii=False, indent=1)


def missing(case: Case, day: date, only: int | None = None) -> list[Recipient]:
    """Who is entitled to a copy of a case by keeping the seals of its body, and never had one: what the settler took
    away is not given back this way."""
    having = {copy.key_id for copy in copies.every(case.id)}
    found = [one for one in case_keys.recipients(case.id, case.body_id, day) if one.key_id not in having]
    return [one for one in found if only is None or one.user_id == only]


def _check(private: bytes) -> bytes:
    return hashlib.sha256(b"tiepdan recovery key" + private).digest()[:CHECK]
