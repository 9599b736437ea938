"""Configuration: the environment is read once, here, into one frozen value."""

import contextlib
import os
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from app.messaging import settings as messaging
from app.messaging.mail import MailServer
from app.messaging.texts import Provider

T = TypeVar("T")

ROOT = Path(__file__).resolve().parent
MEGABYTE = 1024 * 1024
SHORTEST_SECRET = 32
FEWEST_CHARACTERS = 12  # different ones; "aaaa…" is long but no secret
TELEPHONE = re.compile(r"\+?[0-9]([0-9 .]{1,18})[0-9]")
SCANNER = re.compile(r"/\S+|[^\s/:]+:[0-9]{1,5}")
SITE = re.compile(r"https://[a-z0-9.-]+(:\d+)?|http://localhost(:\d+)?")
SEARCH_ENGINES = ("whoosh", "postgres", "tantivy")
DEMO_SECRET = re.compile(r"(demo|dev|secret|change|example|test)([^a-z0-9]|$|[-_ ]?(me|key|only))", re.IGNORECASE)


class ConfigError(ValueError):
    """The environment asks for something that cannot be or must not be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SingleSignOn:
    """The provider that accounts may be linked to (OpenID Connect)."""

    issuer: str
    client_id: str
    client_secret: str
    name: str = "SSO"  # what people call it
    second_factor: frozenset[str] = frozenset()  # values of acr and amr that mean two factors were asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """All that may differ between two machines. The law, the calendar and the bodies are data, not configuration."""

    instance_dir: Path
    database_url: str
    secret_key: str
    host: str = "127.0.0.1"
    port: int = 5000
    threads: int = 8
    environment: str = "development"
    hotline: str = ""  # telephone that pages tell people to call; without one they are told to come
    sealing: str = "session"  # where denunciations may be opened: session, offline, register (docs/security.md)
    search_engine: str = "whoosh"  # or postgres (with a PostgreSQL database), or tantivy (docs/search.md)
    clamav: str = ""  # host:port or socket of clamd; without one files are not scanned, and say so
    site_url: str = ""  # as browsers know it: passkeys and single sign-on bind to it
    sso: SingleSignOn | None = None  # single sign-on is off unless OIDC_ISSUER is set
    mail: MailServer | None = None  # SMTP_HOST …; without one nobody is written to
    text_providers: tuple[Provider, ...] = ()  # TEXT_PROVIDERS: SMS, Zalo, in the order in which they are asked
    trusted_proxies: int = 0  # how many proxies in front may set X-Forwarded-*
    max_request_bytes: int = 110 * MEGABYTE  # ten attachments, 100 MB a case, and the form
    web_processes: int = 1  # how many share the visitors; each counts its own share of the limits
    fewest_form_seconds: int = 3  # what is sent faster than this is asked a question first
    testing: bool = False

    @property
    def in_production(self) -> bool:
        return self.environment == "production"

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> "Config":
        """Read the environment; raises ConfigError with a sentence that says what to change."""
        instance_dir = Path(environ.get("INSTANCE_DIR") or ROOT / "instance").resolve()
        instance_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        environment = environ.get("ENVIRONMENT") or "development"
        if environment not in ("development", "production"):
            raise ConfigError(f"ENVIRONMENT must be development or production, not {environment!r}")
        sealing = environ.get("SEAL_OPENING") or "session"
        if sealing not in ("session", "offline", "register"):
            raise ConfigError(f"SEAL_OPENING must be session, offline or register, not {sealing!r}")
        search_engine = environ.get("SEARCH_ENGINE") or "whoosh"
        if search_engine not in SEARCH_ENGINES:
            raise ConfigError(f"SEARCH_ENGINE must be {', '.join(SEARCH_ENGINES)}, not {search_engine!r}")
        config = cls(
            instance_dir=instance_dir,
            database_url=environ.get("DATABASE_URL") or f"sqlite:///{instance_dir / 'tiepdan.db'}",
            secret_key=environ.get("SECRET_KEY") or _kept_secret(instance_dir / "secret_key"),
            host=environ.get("HOST") or "127.0.0.1",
            port=_number(environ, "PORT", 5000),
            threads=_number(environ, "THREADS", 8),
            environment=environment,
            hotline=_telephone(environ, "HOTLINE"),
            sealing=sealing,
            search_engine=search_engine,
            clamav=_scanner(environ),
            site_url=_site(environ, "SITE_URL"),
            sso=_single_sign_on(environ),
            mail=_outgoing(messaging.mail_server, environ),
            text_providers=_outgoing(messaging.text_providers, environ),
            trusted_proxies=_number(environ, "TRUSTED_PROXIES", 0),
            web_processes=max(1, _number(environ, "WEB_PROCESSES", 1)),
            fewest_form_seconds=_number(environ, "FEWEST_FORM_SECONDS", 3),
        )
        if config.in_production:
            _refuse_demo_secret(config.secret_key)
        return config

    def flask_settings(self) -> dict[str, object]:
        """The same, in the words of Flask and its extensions."""
        return {
            "TIEP_DAN": self,
            "SECRET_KEY": self.secret_key,
            "TESTING": self.testing,
            "INSTANCE_DIR": str(self.instance_dir),
            "SQLALCHEMY_DATABASE_URI": self.database_url,
            "SEAL_OPENING": self.sealing,
            "SEARCH_ENGINE": self.search_engine,
            "MAX_CONTENT_LENGTH": self.max_request_bytes,
            "MAX_FORM_MEMORY_SIZE": 2 * MEGABYTE,
            "MAX_FORM_PARTS": 400,
            # The __Host- prefix makes browsers demand Secure, Path=/ and no Domain; plain HTTP cannot have it.
            "SESSION_COOKIE_NAME": "__Host-session" if self.in_production else "session",
            "SESSION_COOKIE_SECURE": self.in_production,
            "SESSION_COOKIE_HTTPONLY": True,
            "SESSION_COOKIE_SAMESITE": "Lax",
            # The token lives as long as the session: a citizen who writes for hours must not lose the text.
            "WTF_CSRF_TIME_LIMIT": None,
            # We send no referrer, so none can be checked; Sec-Fetch-Site is checked instead (web/answers/headers.py).
            "WTF_CSRF_SSL_STRICT": False,
        }


def _number(environ: Mapping[str, str], name: str, default: int) -> int:
    text = environ.get(name) or str(default)
    if not text.isdecimal():
        raise ConfigError(f"{name} must be a whole number, not {text!r}")
    return int(text)


def _telephone(environ: Mapping[str, str], name: str) -> str:
    text = (environ.get(name) or "").strip()
    if text and not TELEPHONE.fullmatch(text):
        raise ConfigError(f"{name} must be a telephone number such as 1022 or 0299 3822 333, not {text!r}")
    return text


def _scanner(environ: Mapping[str, str]) -> str:
    address = (environ.get("CLAMAV") or "").strip()
    if address and not SCANNER.fullmatch(address):
        raise ConfigError(f"CLAMAV must be host:port or the path of clamd's socket, not {address!r}")
    return address


def _site(environ: Mapping[str, str], name: str) -> str:
    text = (environ.get(name) or "").strip().rstrip("/")
    if text and not SITE.fullmatch(text):
        raise ConfigError(f"{name} must be an address such as https://tiepdan.example.vn, without a path, not {text!r}")
    return text


def _outgoing(read: Callable[[Mapping[str, str]], T], environ: Mapping[str, str]) -> T:
    try:
        return read(environ)
    except ValueError as error:
        raise ConfigError(str(error)) from error


def _single_sign_on(environ: Mapping[str, str]) -> SingleSignOn | None:
    issuer = (environ.get("OIDC_ISSUER") or "").strip()
    if not issuer:
        return None
    client_id, secret = environ.get("OIDC_CLIENT_ID") or "", environ.get("OIDC_CLIENT_SECRET") or ""
    if not issuer.startswith("https://") or not client_id or not secret or not environ.get("SITE_URL"):
        raise ConfigError("OIDC_ISSUER must begin with https:// and needs OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, SITE_URL")
    return SingleSignOn(
        issuer=issuer,
        client_id=client_id,
        client_secret=secret,
        name=(environ.get("OIDC_NAME") or "SSO")[:60],
        second_factor=frozenset((environ.get("OIDC_SECOND_FACTOR") or "").split()),
    )


def _kept_secret(path: Path) -> str:
    """The secret of this machine: made at the first start, readable by its owner only."""
    if not path.exists():
        draft = path.with_name(f".secret-{os.getpid()}-{secrets.token_hex(4)}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48) + "\n")
        with contextlib.suppress(FileExistsError):  # a process that started beside us was first: keep its secret
            os.link(draft, path)
        draft.unlink()
    kept = path.read_text(encoding="ascii").strip()
    if len(kept) < SHORTEST_SECRET:
        raise ConfigError(f"{path} holds no usable secret; remove it to have a new one made")
    return kept


def _refuse_demo_secret(secret: str) -> None:
    if len(secret) < SHORTEST_SECRET or len(set(secret)) < FEWEST_CHARACTERS or DEMO_SECRET.match(secret):
        raise ConfigError(
            "production refuses to start with a demo SECRET_KEY: unset it (one is made and kept in INSTANCE_DIR) "
            f"or give at least {SHORTEST_SECRET} random characters"
        )
