"""Passkeys (WebAuthn): keys that stay in a telephone, a computer or a security key, and answer only to our address."""

import base64
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import import_module
from typing import Any

from app.domain.facts import Actor
from app.domain.refusals import BadInput, NotFound
from app.domain.signing_in import AccountEvent, Factor
from app.persistence.db import db
from app.persistence.models.signing_in import Passkey, SpentChallenge
from app.persistence.queries import accounts, sign_ins
from app.persistence.transaction import in_transaction, transaction
from app.services.signing_in import recovery, sessions, throttle, tokens
from app.services.signing_in.origin import NOWHERE, Origin

CHALLENGE_BYTES = 32
TIMEOUT_MS = 120_000
ALGORITHMS = (-8, -7, -257)  # EdDSA, ES256, RS256
MOST_PASSKEYS = 10
SITE_NAME = "Tiếp Dân"


@dataclass(frozen=True, slots=True)
class Site:
    """Our address as browsers know it: what a passkey is bound to."""

    host: str  # tiepdan.example.vn
    address: str  # https://tiepdan.example.vn


@dataclass(frozen=True, slots=True)
class Added:
    """The new token of the session, and recovery codes when there were none; both are told once."""

    token: str
    codes: tuple[str, ...]


def new_challenge() -> str:
    """A question that has never been asked."""
    return _text(secrets.token_bytes(CHALLENGE_BYTES))


def creation_options(user_id: int, username: str, name: str, site: Site, challenge: str) -> dict[str, Any]:
    """What the browser is asked to make: a key that can be found without a name, and asks for a finger or a PIN."""
    known = [{"type": "public-key", "id": _text(row.credential_id)} for row in sign_ins.passkeys_of(user_id)]
    return {
        "challenge": challenge,
        "rp": {"id": site.host, "name": SITE_NAME},
        "user": {"id": _text(f"user:{user_id}".encode()), "name": username, "displayName": name},
        "pubKeyCredParams": [{"type": "public-key", "alg": algorithm} for algorithm in ALGORITHMS],
        "authenticatorSelection": {"residentKey": "preferred", "userVerification": "required"},
        "attestation": "none",
        "excludeCredentials": known,
        "timeout": TIMEOUT_MS,
    }


def request_options(site: Site, challenge: str, user_id: int | None = None) -> dict[str, Any]:
    """What the browser is asked to answer; without an account the key itself says whose it is."""
    rows = sign_ins.passkeys_of(user_id) if user_id is not None else ()
    return {
        "challenge": challenge,
        "rpId": site.host,
        "allowCredentials": [{"type": "public-key", "id": _text(row.credential_id)} for row in rows],
        "userVerification": "required",
        "timeout": TIMEOUT_MS,
    }


def add(actor: Actor, token: str, answer: str, name: str, *, site: Site, challenge: str, at: datetime) -> Added:
    """Keep a new passkey; other sessions of the account end. Raises BadInput("passkey_refused")."""
    try:
        verified = _library().verify_registration_response(
            credential=_parsed(answer),
            expected_challenge=_bytes(challenge),
            expected_rp_id=site.host,
            expected_origin=site.address,
            require_user_verification=True,
        )
    except _faults() as error:
        raise BadInput("passkey_refused") from error
    with transaction():
        found = sessions.open_session(token, at)
        _spend(challenge, at)
        own = sign_ins.passkeys_of(found.user_id)
        if len(own) >= MOST_PASSKEYS or sign_ins.passkey(verified.credential_id) is not None:
            raise BadInput("passkey_refused")
        row = Passkey(
            user_id=found.user_id,
            credential_id=verified.credential_id,
            public_key=verified.credential_public_key,
            uses=verified.sign_count,
            name=name[:60],
            added_at=at,
        )
        db.session.add(row)
        codes = recovery.first(found.user_id, at)
        event = AccountEvent.PASSKEY_ADDED
        new = sessions.factor_changed(actor, found, token, event, at=at, factor=Factor.PASSKEY)
    return Added(new, codes)


def remove(actor: Actor, token: str, passkey_id: int, *, at: datetime) -> str:
    """Forget one of the own passkeys; the new token of the session. Other sessions end."""
    with transaction():
        found = sessions.open_session(token, at)
        row = sign_ins.own_passkey(found.user_id, passkey_id)
        if row is None:
            raise NotFound("factor_not_found")
        db.session.delete(row)
        return sessions.factor_changed(actor, found, token, AccountEvent.PASSKEY_REMOVED, at=at)


def enter(answer: str, *, site: Site, challenge: str, at: datetime, origin: Origin = NOWHERE) -> str:
    """Sign in with a passkey alone: it is something one has, opened by something one is or knows.

    The token of an open session; BadInput("passkey_refused") whatever was wrong.
    """

    def entered() -> str:
        user = accounts.locked(_answered(answer, site, challenge, at).user_id)
        actor = sessions.in_office(user.id, at) if user is not None else None
        if user is None or actor is None or not user.is_active or user.one_time_until is not None:
            raise BadInput("passkey_refused")
        found, token = sessions.begin(user, at=at, origin=origin)
        sessions.open_up(found, actor, Factor.PASSKEY, at=at, origin=origin)
        return token

    return in_transaction(entered)


def prove(token: str, answer: str, *, site: Site, challenge: str, at: datetime, origin: Origin = NOWHERE) -> str:
    """The second step with a passkey: the new token of the open session."""

    def proven() -> str:
        found = sessions.halfway_session(token, at)
        _own(answer, found.user_id, site, challenge, at)
        actor = sessions.in_office(found.user_id, at)
        if actor is None:
            raise BadInput("passkey_refused")
        new = tokens.replace(found, token)
        sessions.open_up(found, actor, Factor.PASSKEY, at=at, origin=origin)
        return new

    return in_transaction(proven)


def confirm(actor: Actor, token: str, answer: str, *, site: Site, challenge: str, at: datetime) -> str:
    """Proof that it is still the same person: the new token of the confirmed session."""

    def confirmed() -> str:
        found = sessions.open_session(token, at)
        _own(answer, found.user_id, site, challenge, at)
        return sessions.confirmed(actor, found, token, at)

    return in_transaction(confirmed)


def _own(answer: str, user_id: int, site: Site, challenge: str, at: datetime) -> None:
    row = _answered(answer, site, challenge, at)
    if row.user_id != user_id:
        raise BadInput("passkey_refused")
    throttle.forgive_proof(user_id)


def _answered(answer: str, site: Site, challenge: str, at: datetime) -> Passkey:
    """The passkey that gave this answer to this question, for the first time. Inside a transaction."""
    parsed = _parsed(answer)
    row = sign_ins.passkey(_bytes(str(parsed.get("id", ""))))
    if row is None:
        raise BadInput("passkey_refused")
    _spend(challenge, at)
    try:
        verified = _library().verify_authentication_response(
            credential=parsed,
            expected_challenge=_bytes(challenge),
            expected_rp_id=site.host,
            expected_origin=site.address,
            credential_public_key=row.public_key,
            credential_current_sign_count=row.uses,
            require_user_verification=True,
        )
    except _faults() as error:
        raise BadInput("passkey_refused") from error
    row.uses, row.used_at = verified.new_sign_count, at
    return row


def _spend(challenge: str, at: datetime) -> None:
    digest = tokens.digest(challenge)
    if not challenge or sign_ins.is_spent(digest):
        raise BadInput("passkey_refused")
    db.session.add(SpentChallenge(challenge_hash=digest, at=at))
    db.session.flush()


def _parsed(answer: str) -> dict[str, Any]:
    try:
        found = json.loads(answer)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, Mapping):
        raise BadInput("passkey_refused")
    return dict(found)


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(text.encode("ascii", "replace") + b"==")
    except ValueError:
        return b""


@cache
def _library() -> Any:
    """Read when the first passkey answers, not at start: it takes longer to load than all the rest of signing in."""
    return import_module("webauthn")


def _faults() -> tuple[type[Exception], ...]:
    """What the library raises at answers that are not right, or no answers at all."""
    return (_library().helpers.exceptions.WebAuthnException, ValueError, TypeError, KeyError, AttributeError)
