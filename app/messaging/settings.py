"""Mail server and providers of texts, read from the environment; a ValueError says in a sentence what to change."""

import re
from collections.abc import Mapping

from app.domain.notices import is_address
from app.messaging.mail import MailServer
from app.messaging.texts import Provider

SECURITY = ("starttls", "tls", "none")
ON_THIS_MACHINE = ("localhost", "127.0.0.1")
URL = re.compile(r"(https?)://([A-Za-z0-9.-]+)(:\d{1,5})?(/[^\s?#]*)?")
NAME = re.compile(r"[a-z][a-z0-9]{0,19}")


def mail_server(environ: Mapping[str, str]) -> MailServer | None:
    """SMTP_HOST, SMTP_PORT, SMTP_SECURITY, SMTP_USER, SMTP_PASSWORD, MAIL_FROM. Without SMTP_HOST no mail goes out."""
    host = (environ.get("SMTP_HOST") or "").strip()
    if not host:
        return None
    security = environ.get("SMTP_SECURITY") or "starttls"
    port = environ.get("SMTP_PORT") or {"starttls": "587", "tls": "465", "none": "25"}.get(security, "")
    sender = (environ.get("MAIL_FROM") or "").strip()
    if security not in SECURITY:
        raise ValueError(f"SMTP_SECURITY must be starttls, tls or none, not {security!r}")
    if security == "none" and host not in ON_THIS_MACHINE:
        raise ValueError("SMTP_SECURITY may be none only for a server on this machine")
    if not port.isdecimal():
        raise ValueError(f"SMTP_PORT must be a whole number, not {port!r}")
    if not is_address(sender):
        raise ValueError("SMTP_HOST needs MAIL_FROM, the address that letters come from")
    user, password = environ.get("SMTP_USER") or "", environ.get("SMTP_PASSWORD") or ""
    return MailServer(host, int(port), sender, security, user, password)


def text_providers(environ: Mapping[str, str]) -> tuple[Provider, ...]:
    """TEXT_PROVIDERS names them in their order ("zalo sms"); each has NAME_URL, NAME_TOKEN, and Zalo ZALO_TEMPLATE."""
    return tuple(_provider(name, environ) for name in (environ.get("TEXT_PROVIDERS") or "").split())


def _provider(name: str, environ: Mapping[str, str]) -> Provider:
    if not NAME.fullmatch(name):
        raise ValueError(f"TEXT_PROVIDERS takes names of small letters and digits, not {name!r}")
    upper = name.upper()
    url, kind = environ.get(f"{upper}_URL") or "", "zalo" if name.startswith("zalo") else "sms"
    found = URL.fullmatch(url)
    if not found or (found[1] == "http" and found[2] not in ON_THIS_MACHINE):
        raise ValueError(f"{upper}_URL must be an address that begins with https://, without query")
    template = environ.get(f"{upper}_TEMPLATE") or ""
    if kind == "zalo" and not template:
        raise ValueError(f"{upper}_TEMPLATE must name the template that Zalo has approved")
    return Provider(name, url, environ.get(f"{upper}_TOKEN") or "", kind, template)
