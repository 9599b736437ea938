"""The provider: what it publishes about itself, the code flow with state, nonce and PKCE, and what a token must say.

It is asked at its own addresses only, never follows a redirect, and has a few seconds to answer.
"""

import secrets
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from joserfc import jwk, jwt
from joserfc.errors import JoseError

from app.domain.refusals import BadInput
from app.services.signing_in.sso import Identity
from config import SingleSignOn

SECONDS = 5
SKEW_SECONDS = 60
KNOWN_FOR = timedelta(hours=1)
ALGORITHMS = ["RS256", "PS256", "ES256", "EdDSA"]
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")


@dataclass(frozen=True, slots=True)
class Begun:
    """What the browser's session keeps until it comes back."""

    state: str
    nonce: str
    verifier: str
    at: int  # seconds


class Provider:
    """One provider; what it publishes is read when it is first needed, and again after an hour."""

    def __init__(self, settings: SingleSignOn) -> None:
        self.settings = settings
        self._guard = threading.Lock()
        self._told: Mapping[str, Any] = {}
        self._keys: Any = None
        self._told_at: datetime | None = None

    def begin(self, back: str, *, at: datetime, anew: bool = False) -> tuple[str, Begun]:
        """Where to send the browser. `anew`: the provider must ask who it is even if it knows."""
        told = self._known(at)
        begun = Begun(secrets.token_urlsafe(32), secrets.token_urlsafe(32), secrets.token_urlsafe(48), _seconds(at))
        more = {"prompt": "login", "max_age": "0"} if anew else {}
        address, _state = self._session(back).create_authorization_url(
            told["authorization_endpoint"],
            state=begun.state,
            nonce=begun.nonce,
            code_verifier=begun.verifier,
            **more,
        )
        return str(address), begun

    def finish(
        self, back: str, answer: Mapping[str, str], begun: Begun, *, at: datetime, anew: bool = False
    ) -> tuple[Identity, str]:
        """Who came back, and what the provider calls that person. Raises BadInput("sso_refused" or
        "sso_unreachable")."""
        if not secrets.compare_digest(answer.get("state", ""), begun.state) or "code" not in answer:
            raise BadInput("sso_refused")
        told = self._known(at)
        if answer.get("iss", self.settings.issuer) != self.settings.issuer:
            raise BadInput("sso_refused")
        claims = self._claims(self._token(told, back, answer["code"], begun), begun, at)
        if anew and int(claims.get("auth_time") or 0) < begun.at - SKEW_SECONDS:
            raise BadInput("sso_refused")
        spoken = {str(claims.get("acr", "")), *map(str, claims.get("amr") or ())}
        who = Identity(self.settings.issuer, str(claims["sub"]), bool(spoken & self.settings.second_factor))
        return who, str(claims.get("preferred_username") or claims.get("name") or claims["sub"])[:120]

    def _token(self, told: Mapping[str, Any], back: str, code: str, begun: Begun) -> str:
        try:
            found = self._session(back).fetch_token(
                told["token_endpoint"],
                grant_type="authorization_code",
                code=code,
                code_verifier=begun.verifier,
                timeout=SECONDS,
                allow_redirects=False,
            )
        except requests.RequestException as error:
            raise BadInput("sso_unreachable") from error
        except (AuthlibBaseError, ValueError, KeyError, TypeError) as error:
            raise BadInput("sso_refused") from error
        return str(found.get("id_token") or "")

    def _claims(self, token: str, begun: Begun, at: datetime) -> Mapping[str, Any]:
        rules = jwt.JWTClaimsRegistry(
            now=_seconds(at),
            leeway=SKEW_SECONDS,
            iss={"essential": True, "value": self.settings.issuer},
            aud={"essential": True, "value": self.settings.client_id},
            nonce={"essential": True, "value": begun.nonce},
            sub={"essential": True},
            exp={"essential": True},
            iat={"essential": True},
        )
        try:
            claims = self._decoded(token, at)
            rules.validate(claims)
        except (JoseError, ValueError, KeyError, TypeError) as error:
            raise BadInput("sso_refused") from error
        party = claims.get("azp", self.settings.client_id)
        if party != self.settings.client_id or not str(claims["sub"])[:256].strip() or len(str(claims["sub"])) > 255:
            raise BadInput("sso_refused")
        return claims

    def _decoded(self, token: str, at: datetime) -> dict[str, Any]:
        """By the keys we know; when the signature is by another, the provider may have changed them since."""
        try:
            return dict(jwt.decode(token, self._keys, algorithms=ALGORITHMS).claims)
        except (JoseError, ValueError):
            self._read(at)
            return dict(jwt.decode(token, self._keys, algorithms=ALGORITHMS).claims)

    def _session(self, back: str) -> OAuth2Session:
        session = OAuth2Session(
            self.settings.client_id,
            self.settings.client_secret,
            scope="openid profile",
            redirect_uri=back,
            code_challenge_method="S256",
        )
        session.trust_env = False
        return session

    def _known(self, at: datetime) -> Mapping[str, Any]:
        if self._told_at is None or at - self._told_at > KNOWN_FOR:
            self._read(at)
        return self._told

    def _read(self, at: datetime) -> None:
        with self._guard:
            told = _fetched(f"{self.settings.issuer.rstrip('/')}/.well-known/openid-configuration")
            if told.get("issuer") != self.settings.issuer or not all(self._is_theirs(told.get(n)) for n in ENDPOINTS):
                raise BadInput("sso_unreachable")
            try:
                keys = jwk.KeySet.import_key_set(_fetched(told["jwks_uri"]))  # type: ignore[arg-type]
            except (JoseError, ValueError, KeyError, TypeError) as error:
                raise BadInput("sso_unreachable") from error
            self._told, self._keys, self._told_at = told, keys, at

    def _is_theirs(self, address: object) -> bool:
        """As well protected on the way as the issuer itself."""
        return isinstance(address, str) and urlsplit(address).scheme == urlsplit(self.settings.issuer).scheme


def _fetched(address: str) -> dict[str, Any]:
    try:
        answer = requests.get(address, timeout=SECONDS, allow_redirects=False)
        found = answer.json() if answer.status_code == requests.codes.ok else None
    except (requests.RequestException, ValueError) as error:
        raise BadInput("sso_unreachable") from error
    if not isinstance(found, dict):
        raise BadInput("sso_unreachable")
    return found


def _seconds(at: datetime) -> int:
    return int(at.timestamp())
