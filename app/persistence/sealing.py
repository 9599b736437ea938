"""Sealed data: bytes kept only encrypted (AES-256-GCM), each bound to its place.

`context` names the place (`table:row:column`). Moved to another row or column, sealed bytes do not open.
"""

import hashlib
import hmac
import os
import struct

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.persistence.db import store

_HEADER = struct.Struct(">BI")  # version of this form, number of the key
_VERSION = 1
_NONCE = 12


class SealBrokenError(Exception):
    """Not sealed by us, changed since, or sealed for another place."""


def seal(plain: bytes, context: str) -> bytes:
    """Encrypt for one place."""
    number, key = store().keys.newest("seal")
    header, nonce = _HEADER.pack(_VERSION, number), os.urandom(_NONCE)
    return header + nonce + AESGCM(key).encrypt(nonce, plain, header + context.encode())


def unseal(sealed: bytes, context: str) -> bytes:
    """Decrypt what was sealed for this place; raises SealBrokenError."""
    start = _HEADER.size + _NONCE
    header, nonce = sealed[: _HEADER.size], sealed[_HEADER.size : start]
    if len(sealed) < start or header[0] != _VERSION:
        raise SealBrokenError(context)
    _, number = _HEADER.unpack(header)
    key = store().keys.key("seal", number)
    try:
        return AESGCM(key).decrypt(nonce, sealed[start:], header + context.encode())
    except InvalidTag:
        raise SealBrokenError(context) from None


def blind(value: str, purpose: str) -> str:
    """A fingerprint (64 hex) for finding equal values without keeping them readable, by a key of its own.

    Give the canonical form (digits only, lower case …). Never for the identity of a denouncer.
    """
    _, key = store().keys.newest("blind")
    return hmac.new(key, f"{purpose}\0{value}".encode(), hashlib.sha256).hexdigest()
