"""Envelopes: bytes sealed to a public key (HPKE, RFC 9180: X25519, HKDF-SHA-256, AES-256-GCM), each bound to its place.

Whoever has the public key can put in and never look; the server has public keys only (LTC Đ56).
"""

import os
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.persistence.sealing import SealBrokenError

KEY_BYTES = 32
PAD = 256
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_ENVELOPE = b"\x02"  # what the server's own key has sealed begins with 1
_LOCKED = b"\x03"
_NONCE = 12


@dataclass(frozen=True, slots=True)
class KeyPair:
    """Thirty-two bytes each; the private half is shown nowhere, not even by mistake."""

    public: bytes
    private: bytes = field(repr=False)


def new_pair() -> KeyPair:
    return pair_of(os.urandom(KEY_BYTES))


def pair_of(private: bytes) -> KeyPair:
    """The pair of a private key; any 32 bytes are one."""
    return KeyPair(X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw(), private)


def derived(secret: bytes, purpose: str, salt: bytes | None = None) -> bytes:
    """Thirty-two bytes that a secret of at least 128 bits stands for, in one use alone (HKDF-SHA-256)."""
    return HKDF(SHA256(), KEY_BYTES, salt, purpose.encode()).derive(secret)


def put(public: bytes, plain: bytes, place: str) -> bytes:
    """Seal to a public key for one place."""
    return _ENVELOPE + _SUITE.encrypt(plain, X25519PublicKey.from_public_bytes(public), info=place.encode())


def take(private: bytes, envelope: bytes, place: str) -> bytes:
    """What was put in for this place; raises SealBrokenError."""
    if not is_envelope(envelope):
        raise SealBrokenError(place)
    try:
        return _SUITE.decrypt(envelope[1:], X25519PrivateKey.from_private_bytes(private), info=place.encode())
    except InvalidTag:
        raise SealBrokenError(place) from None


def padded(text: bytes) -> bytes:
    """JSON with white space behind it, so that the size of an envelope does not tell the length of what it holds."""
    return text + b" " * (-len(text) % PAD)


def is_envelope(sealed: bytes) -> bool:
    """Whether it is sealed to a public key, not by the server's own."""
    return sealed[:1] == _ENVELOPE


def is_locked(sealed: bytes) -> bool:
    """Whether `lock` has made it."""
    return sealed[:1] == _LOCKED


def lock(secret: bytes, key: bytes, place: str) -> bytes:
    """Lock a private key, or a draft, under a key of 32 bytes that is kept elsewhere (AES-256-GCM)."""
    nonce = os.urandom(_NONCE)
    return _LOCKED + nonce + AESGCM(key).encrypt(nonce, secret, place.encode())


def unlock(locked: bytes, key: bytes, place: str) -> bytes:
    """What was locked; raises SealBrokenError when it is another key or place."""
    try:
        return AESGCM(key).decrypt(locked[1 : 1 + _NONCE], locked[1 + _NONCE :], place.encode())
    except (InvalidTag, ValueError):
        raise SealBrokenError(place) from None
