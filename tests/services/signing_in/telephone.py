"""What a person of the cast holds in hand: a telephone with codes, and browsers."""

from datetime import datetime

import pyotp

from app.services.signing_in import entry, sessions, totp
from app.services.signing_in.origin import NOWHERE, Origin
from tests import cast

HOME = Origin("203.0.113.7", "Firefox · Windows", "d" * 43)
STRANGER = Origin("198.51.100.9", "Chrome · Linux", "s" * 43)


def code(secret: str, at: datetime) -> str:
    """What the telephone shows."""
    return pyotp.TOTP(secret).at(int(at.timestamp()))


def enrolled(username: str, at: datetime) -> tuple[str, str, tuple[str, ...]]:
    """The secret in the telephone, the token of the open session, and the recovery codes."""
    token = entry.authenticate(username, cast.PASSWORD, at=at)
    secret = totp.offer(token, username).secret
    done = totp.enrol(cast.actor(username), token, code(secret, at), at=at)
    return secret, done.token, done.codes


def signed_in(username: str, secret: str, at: datetime, origin: Origin = NOWHERE) -> str:
    """Both steps."""
    halfway = entry.authenticate(username, cast.PASSWORD, at=at, origin=origin)
    return entry.prove_code(halfway, code(secret, at), at=at, origin=origin)


def is_open(token: str, at: datetime) -> bool:
    who = sessions.recognise(token, at=at)
    return who is not None and not who.is_halfway
