"""What a party or visitor leaves of himself besides the name, kept only encrypted: bound to the petition or visit and
to the name, so that two people's data cannot be exchanged. Key `personal`; fingerprints by key `blind`."""

import json
from dataclasses import asdict, dataclass

from app.domain.keeping.personal import canonical_identity, canonical_phone
from app.persistence import sealing
from app.persistence.db import store

PURPOSE = "personal"


@dataclass(frozen=True, slots=True)
class Contact:
    """Empty where the person left nothing."""

    identity_number: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Locked:
    """The columns of a party that hold it."""

    personal: bytes
    key_number: int
    blind_number: int
    identity_blind: str | None
    phone_blind: str | None


def locked(contact: Contact, name: str, owner_id: int, of: str = "party") -> Locked:
    """Encrypt with the newest key, and make the fingerprints by which equal numbers are found."""
    plain = json.dumps({"name": name, **asdict(contact)}, ensure_ascii=False, separators=(",", ":")).encode()
    ring = store().keys
    return Locked(
        personal=sealing.seal(plain, _place(owner_id, of), PURPOSE),
        key_number=ring.newest(PURPOSE)[0],
        blind_number=ring.newest("blind")[0],
        identity_blind=_fingerprint("identity", canonical_identity(contact.identity_number)),
        phone_blind=_fingerprint("phone", canonical_phone(contact.phone)),
    )


def opened(personal: bytes, name: str, owner_id: int, of: str = "party") -> Contact:
    """Decrypt; raises SealBrokenError also where it belongs to another name."""
    said = json.loads(sealing.unseal(personal, _place(owner_id, of), PURPOSE))
    if said.pop("name") != name:
        raise sealing.SealBrokenError(_place(owner_id, of))
    return Contact(**said)


def identity_fingerprints(number: str) -> frozenset[str]:
    """Of an identity number, under every key in use: rows not yet made anew after a rotation are found as well."""
    return _under_every_key("identity", canonical_identity(number))


def phone_fingerprints(number: str) -> frozenset[str]:
    """Of a telephone number, likewise."""
    return _under_every_key("phone", canonical_phone(number))


def _under_every_key(purpose: str, value: str) -> frozenset[str]:
    if not value:
        return frozenset()
    return frozenset(sealing.blind(value, purpose, number) for number in store().keys.numbers("blind"))


def _fingerprint(purpose: str, value: str) -> str | None:
    return sealing.blind(value, purpose) if value else None


def _place(owner_id: int, of: str) -> str:
    return f"{of}:{owner_id}:personal"
