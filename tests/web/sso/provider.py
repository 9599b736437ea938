"""A small OpenID provider on the loopback: discovery, keys, code flow with PKCE. It lies only when it is told to."""

import base64
import hashlib
import json
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwk, jwt

FIRST_KEY = jwk.generate_key("EC", "P-256", {"kid": "one", "use": "sig"})
CLIENT, SECRET = "tiepdan", "provider-secret-0123456789"


@dataclass
class Wishes:
    """What the next sign-in at the provider is like."""

    person: dict[str, Any] = field(default_factory=lambda: {"sub": "person-7", "preferred_username": "em.huynh"})
    claims: dict[str, Any] = field(default_factory=dict)  # laid over what a true token says; None leaves one out
    discovery: dict[str, Any] = field(default_factory=dict)
    key: Any = None  # signs instead of the published one
    algorithm: str = "ES256"
    is_down: bool = False
    token_status: int = 200


class Provider(ThreadingHTTPServer):
    """Listens on a free port."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.issuer = f"http://127.0.0.1:{self.server_port}"
        self.key = FIRST_KEY
        self.wishes = Wishes()
        self.codes: dict[str, dict[str, str]] = {}
        self.now = 0

    def discovery(self) -> dict[str, Any]:
        names = {"authorization_endpoint": "/authorize", "token_endpoint": "/token", "jwks_uri": "/keys"}
        return {"issuer": self.issuer} | {k: self.issuer + v for k, v in names.items()} | self.wishes.discovery

    def authorize(self, asked: dict[str, str]) -> str:
        """The person signs in here; the browser is sent back with a code."""
        assert asked["client_id"] == CLIENT and asked["response_type"] == "code" and "openid" in asked["scope"].split()
        assert asked["code_challenge_method"] == "S256" and len(asked["nonce"]) > 30 and len(asked["state"]) > 30
        code = secrets.token_urlsafe(16)
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, sent: dict[str, str], authorization: str) -> tuple[int, dict[str, Any]]:
        """A code is good once, for who asked for it."""
        asked = self.codes.pop(sent.get("code", ""), None)
        basic = "Basic " + base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        challenge = base64.urlsafe_b64encode(hashlib.sha256(sent.get("code_verifier", "").encode()).digest())
        if asked is None or authorization != basic or sent.get("redirect_uri") != asked["redirect_uri"]:
            return 400, {"error": "invalid_grant"}
        if challenge.rstrip(b"=").decode() != asked["code_challenge"]:
            return 400, {"error": "invalid_grant"}
        said = {"access_token": secrets.token_urlsafe(16), "token_type": "Bearer", "expires_in": 60}
        return self.wishes.token_status, said | {"id_token": self.id_token(asked)}

    def id_token(self, asked: dict[str, str]) -> str:
        truth = {"iss": self.issuer, "aud": CLIENT, "nonce": asked["nonce"], "iat": self.now, "exp": self.now + 300}
        said = truth | {"auth_time": self.now} | self.wishes.person | self.wishes.claims
        claims = {name: value for name, value in said.items() if value is not None}
        algorithm = self.wishes.algorithm
        if algorithm == "none":
            parts = [{"alg": "none"}, claims]
            texts = [base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode() for part in parts]
            return ".".join([*texts, ""])
        key = self.wishes.key or self.key
        return jwt.encode({"alg": algorithm, "kid": key.kid}, claims, key, algorithms=[algorithm])


class Answers(BaseHTTPRequestHandler):
    """The wire."""

    server: Provider

    def do_GET(self) -> None:  # noqa: N802 - the library's name
        asked = urlsplit(self.path)
        if self.server.wishes.is_down:
            return self._say(503, {})
        if asked.path == "/.well-known/openid-configuration":
            return self._say(200, self.server.discovery())
        if asked.path == "/keys":
            return self._say(200, {"keys": [self.server.key.as_dict(private=False)]})
        back = self.server.authorize({name: values[0] for name, values in parse_qs(asked.query).items()})
        self.send_response(302)
        self.send_header("Location", back)
        self.end_headers()
        return None

    def do_POST(self) -> None:  # noqa: N802 - the library's name
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        sent = {name: values[0] for name, values in parse_qs(body).items()}
        self._say(*self.server.token(sent, self.headers.get("Authorization", "")))

    def _say(self, status: int, said: dict[str, Any]) -> None:
        body = json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_said: object) -> None:
        """Quiet."""


@contextmanager
def running() -> Iterator[Provider]:
    provider = Provider()
    threading.Thread(target=provider.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield provider
    provider.shutdown()
    provider.server_close()
