"""Personal data: what is shown to whom, how it looks when it is not, and the one form of a number in which two can be
found equal (Luật 91/2025/QH15: only what the task needs)."""

import re
import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from app.domain.facts import Actor, CaseFacts
from app.domain.vocabulary import Role

MASK = "•••"


class Field(StrEnum):
    """What a party leaves of himself besides the name."""

    IDENTITY_NUMBER = "identity_number"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"


class Purpose(StrEnum):
    """Why somebody reads personal data; goes on record with the reading."""

    HANDLE = "handle"  # work on the case
    CONTACT = "contact"  # call, write to or invite the person
    CHECK_IDENTITY = "check_identity"  # compare with a paper shown at the desk
    DUPLICATE = "duplicate"  # see whether two petitions are of one person
    OVERSIGHT = "oversight"  # inspection, supervision
    PERSON_ASKED = "person_asked"  # the person himself has asked what is held


REASONS_TO_GIVE = (Purpose.CONTACT, Purpose.CHECK_IDENTITY, Purpose.DUPLICATE, Purpose.HANDLE, Purpose.OVERSIGHT)
"""What may be chosen when masked data are asked for."""


class Relation(StrEnum):
    """What somebody has to do with a case that he may see."""

    HANDLER = "handler"  # the officer to whom it is assigned
    DESK = "desk"  # who receives people at the body that has it
    HEAD = "head"
    COLLEAGUE = "colleague"  # another officer of that body
    FORMER_DESK = "former_desk"  # where it came in and is no more
    WATCHER = "watcher"  # the inspectorate


_CONTACT = frozenset({Field.PHONE, Field.EMAIL, Field.ADDRESS})

SHOWN: Mapping[Relation, frozenset[Field]] = MappingProxyType(
    {
        Relation.HANDLER: _CONTACT,  # writes to the person and invites him
        Relation.DESK: _CONTACT,  # receives him, calls him back
        Relation.HEAD: frozenset({Field.ADDRESS}),  # decisions carry it (LKN Đ31)
        Relation.COLLEAGUE: frozenset(),
        Relation.FORMER_DESK: frozenset(),
        Relation.WATCHER: frozenset(),
    }
)
"""What stands open on the page of a case. Everything else is masked until asked for with a purpose. The identity number
is needed in the one moment in which it is compared with the card: nobody sees it unasked."""

DESKS = frozenset({Role.RECEPTION_OFFICER, Role.RECEPTION_BOARD})


def relation(actor: Actor, case: CaseFacts) -> Relation:
    """What an actor who may see the case has to do with it."""
    if actor.role is Role.INSPECTORATE:
        return Relation.WATCHER
    if actor.body_id != case.body_id:
        return Relation.FORMER_DESK
    if actor.user_id is not None and actor.user_id == case.officer_id:
        return Relation.HANDLER
    if actor.role is Role.HEAD:
        return Relation.HEAD
    return Relation.DESK if actor.role in DESKS else Relation.COLLEAGUE


def shown(actor: Actor, case: CaseFacts) -> frozenset[Field]:
    """The fields that stand open for him; of a sealed case none ever do here."""
    return frozenset() if case.is_sealed else SHOWN[relation(actor, case)]


def masked(field: Field, value: str) -> str:
    """The value as somebody sees it who does not need it: enough to recognise it by, too little to use."""
    if not value:
        return ""
    return _MASKS[field](value)


def _mask_number(value: str) -> str:
    """0912•••678; of a short one only the end."""
    digits = re.sub(r"[\s.\-]", "", value)
    return f"{digits[:4]}{MASK}{digits[-3:]}" if len(digits) >= 10 else f"{MASK}{digits[-2:]}"


def _mask_identity(value: str) -> str:
    """Only the last three: province, sex and year of birth are in the first six."""
    return f"{MASK}{MASK}{re.sub(r'[^0-9A-Za-z]', '', value)[-3:]}"


def _mask_email(value: str) -> str:
    name, at, host = value.partition("@")
    return f"{name[:1]}{MASK}{at}{host}" if at else MASK


def _mask_address(value: str) -> str:
    """What follows the first comma: the place without house and street."""
    _house, comma, place = value.partition(",")
    return f"{MASK}{comma}{place}" if comma else MASK


_MASKS = {
    Field.IDENTITY_NUMBER: _mask_identity,
    Field.PHONE: _mask_number,
    Field.EMAIL: _mask_email,
    Field.ADDRESS: _mask_address,
}

_OLD_PREFIXES = {
    **{f"012{old}": f"07{new}" for old, new in zip("01268", "09768", strict=True)},
    **{f"012{old}": f"08{new}" for old, new in zip("34579", "34512", strict=True)},
    **{f"016{digit}": f"03{digit}" for digit in "23456789"},
    "0186": "056",
    "0188": "058",
    "0199": "059",
}
"""Mobile numbers of eleven digits became ones of ten in 2018; people still write the old ones."""


def canonical_phone(value: str) -> str:
    """Digits from 0 on, whatever way it was written: +84 912…, 0912.345.678, 01234 567 890. Empty when it is none."""
    digits = re.sub(r"\D", "", unicodedata.normalize("NFKC", value))
    digits = digits.removeprefix("00") if digits.startswith("0084") else digits
    if digits.startswith("84") and len(digits) >= 11:
        digits = "0" + digits[2:].removeprefix("0")
    if len(digits) == 11 and digits[:4] in _OLD_PREFIXES:
        digits = _OLD_PREFIXES[digits[:4]] + digits[4:]
    return digits if 8 <= len(digits) <= 11 else ""


def canonical_identity(value: str) -> str:
    """The number of a CCCD (12 digits), CMND (9) or passport without spaces and points, in capitals; or empty.

    A CMND and the CCCD of the same person are two numbers; nothing but a register can tell that they belong together.
    """
    found = re.sub(r"[\s.\-]", "", unicodedata.normalize("NFKC", value)).upper()
    return found if re.fullmatch(r"[0-9A-Z]{6,20}", found) else ""


def canonical_email(value: str) -> str:
    """Small letters; empty when it has no @."""
    found = unicodedata.normalize("NFKC", value).strip().casefold()
    return found if "@" in found else ""


def is_identity(value: str) -> bool:
    """Whether what somebody looks for is the number of an identity card: 9 or 12 digits, not a telephone."""
    digits = re.sub(r"[\s.\-]", "", value)
    return bool(re.fullmatch(r"\d{12}|\d{9}", digits))


def is_phone(value: str) -> bool:
    """Whether it is the number of a telephone."""
    digits = re.sub(r"[\s.\-()]", "", value)
    return bool(re.fullmatch(r"(\+84|0084|84|0)\d{8,10}", digits)) and bool(canonical_phone(value))
