"""Sealed data: bytes kept only encrypted (AES-256-GCM), each bound to its place.

`context` names the place (`table:row:column`). Moved to another row or column, sealed bytes do not open.
"""

import hashlib
import hmac
import os
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.persistence.db import store

_HEADER = struct.Struct(">BI")  # version of this form, number of the key
_VERSION = 1
_OWN_KEY = b"\x02tiepdan"  # a file under a key that is kept elsewhere
_NONCE = 12
_SALT = 32
_TAG = 16
_KEY = 32
_PIECE = 64 * 1024


class SealBrokenError(Exception):
    """Not sealed by us, changed since, or sealed for another place."""


def seal(plain: bytes, context: str, purpose: str = "seal") -> bytes:
    """Encrypt for one place, with the newest key of a purpose."""
    number, key = store().keys.newest(purpose)
    header, nonce = _HEADER.pack(_VERSION, number), os.urandom(_NONCE)
    return header + nonce + AESGCM(key).encrypt(nonce, plain, header + context.encode())


def unseal(sealed: bytes, context: str, purpose: str = "seal") -> bytes:
    """Decrypt what was sealed for this place; raises SealBrokenError."""
    start = _HEADER.size + _NONCE
    header, nonce = sealed[: _HEADER.size], sealed[_HEADER.size : start]
    if len(sealed) < start or header[0] != _VERSION:
        raise SealBrokenError(context)
    _, number = _HEADER.unpack(header)
    key = store().keys.key(purpose, number)
    try:
        return AESGCM(key).decrypt(nonce, sealed[start:], header + context.encode())
    except InvalidTag:
        raise SealBrokenError(context) from None


def blind(value: str, purpose: str, number: int | None = None) -> str:
    """A fingerprint (64 hex) for finding equal values without keeping them readable, by a key of its own.

    Give the canonical form (digits only, lower case …). Never for the identity of a denouncer. `number`: of an older
    key, under which others may have been made.
    """
    ring = store().keys
    key = ring.newest("blind")[1] if number is None else ring.key("blind", number)
    return hmac.new(key, f"{purpose}\0{value}".encode(), hashlib.sha256).hexdigest()


def derived(context: str) -> bytes:
    """Thirty-two secret bytes of one place, the same each time they are asked for, as long as the key is."""
    _number, key = store().keys.newest("seal")
    return hmac.digest(key, b"derived:" + context.encode(), hashlib.sha256)


def seal_stream(source: BinaryIO, target: BinaryIO, context: str, key: bytes) -> None:
    """Encrypt a file piece by piece by a key of its own, each use of which (`context`) has a key made of it; pieces can
    be neither moved nor left out."""
    target.write(_OWN_KEY)
    cipher, index = _for_use(key, context), 0
    piece = source.read(_PIECE)
    while True:
        following = source.read(_PIECE)
        target.write(cipher.encrypt(*_place(index, piece, not following, _OWN_KEY, context)))
        if not following:
            return
        piece, index = following, index + 1


def has_own_key(path: Path) -> bool:
    """Whether seal_stream has written this file; else it is of the time when files lay under the server's key."""
    with path.open("rb") as file:
        return file.read(len(_OWN_KEY)) == _OWN_KEY


def unseal_file(path: Path, context: str, key: bytes) -> Iterator[bytes]:
    """The pieces of a file that seal_stream wrote; raises SealBrokenError before giving out a broken one."""
    if len(key) != _KEY:
        raise SealBrokenError(context)
    return _pieces(path, _for_use(key, context), _OWN_KEY, context)


def unseal_old_file(path: Path, context: str) -> Iterator[bytes]:
    """The same of a file under the server's key, which is looked up at once: the pieces may be asked for when the
    request that began this is over."""
    with path.open("rb") as file:
        header = file.read(_HEADER.size + _SALT)
    if len(header) < _HEADER.size + _SALT or header[0] != _VERSION:
        raise SealBrokenError(context)
    _, number = _HEADER.unpack(header[: _HEADER.size])
    key = store().keys.key("seal", number)
    return _pieces(path, _for_use(key, header[_HEADER.size :]), header, context)


def _for_use(key: bytes, use: str | bytes) -> AESGCM:
    """One key never encrypts two things: the counter of pieces is the nonce."""
    return AESGCM(hmac.digest(key, use.encode() if isinstance(use, str) else use, hashlib.sha256))


def _pieces(path: Path, cipher: AESGCM, header: bytes, context: str) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(len(header))
        index, piece = 0, file.read(_PIECE + _TAG)
        while True:
            following = file.read(_PIECE + _TAG)
            try:
                yield cipher.decrypt(*_place(index, piece, not following, header, context))
            except InvalidTag:
                raise SealBrokenError(context) from None
            if not following:
                return
            piece, index = following, index + 1


def _place(index: int, piece: bytes, is_last: bool, header: bytes, context: str) -> tuple[bytes, bytes, bytes]:
    """Nonce, data and what binds a piece to its place; the key serves one file, so a counter is nonce enough."""
    return index.to_bytes(_NONCE, "big"), piece, header + bytes([is_last]) + context.encode()
