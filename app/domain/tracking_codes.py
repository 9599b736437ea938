"""The citizen's tracking code (mã tra cứu): 27 random base-32 characters (135 bits) and a check character.

Crockford's alphabet: no I, L, O, U, so that it can be read aloud and copied by hand. It is the only key to a petition
and is stored nowhere: the database keeps its hash, the receipt shows it. Because it works alone it has more than
128 bits (ASVS 5.0, 6.5.2), so a plain SHA-256 is enough.
"""

import hashlib
import hmac

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 28
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
_VALUE = {character: value for value, character in enumerate(ALPHABET)}


def derive(key: bytes, submission_token: str) -> str:
    """The code of one submission. The same submission sent again yields the same code, so a lost answer costs nothing.

    `key` is a secret of the installation; the token is known to the browser alone and kept only as a hash.
    """
    number = int.from_bytes(hmac.digest(key, b"tracking:" + submission_token.encode(), "sha256"), "big")
    body = "".join(ALPHABET[(number >> (5 * place)) & 31] for place in range(LENGTH - 1))
    return body + _check_character(body)


def normalise(typed: str) -> str | None:
    """What a person typed, as a code; None when it cannot be one (length or check character wrong)."""
    if len(typed) > 200:
        return None
    letters = [c for c in typed.upper().translate(_READ_AS) if c in _VALUE]
    code = "".join(letters)
    if len(code) != LENGTH or _check_character(code[:-1]) != code[-1]:
        return None
    return code


def grouped(code: str) -> str:
    """For eyes and paper: groups of four."""
    return "-".join(code[i : i + 4] for i in range(0, len(code), 4))


def fingerprint(secret: str) -> str:
    """What the database keeps of a code or token."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _check_character(body: str) -> str:
    # Weighted by odd numbers, so every single wrong character shows, and nearly every swap of neighbours.
    total = sum((2 * place + 1) * _VALUE[character] for place, character in enumerate(body))
    return ALPHABET[total % 32]
