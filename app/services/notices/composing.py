"""The words of a message, made at the moment of sending in the language of its reader."""

from app.domain.notices import Way
from app.domain.refusals import LawUnknown
from app.i18n import formats, locale
from app.i18n.telling import citizens as notices
from app.i18n.telling.citizens import About
from app.messaging import Mail, Text
from app.persistence.models.notices import Delivery
from app.persistence.queries import bodies
from app.services.law import law_in_force
from app.services.notices import readers, staff_mail


def compose(row: Delivery, site: str) -> Mail | Text | None:
    """The message; None when the address is gone, or there is nothing left to say."""
    to = readers.address_of(row.address)
    if not to:
        return None
    key = f"n{row.id}"
    with locale.use(row.address.language):
        if row.address.user_id is not None:
            said = staff_mail.words(row, site)
            return Mail(key, to, locale.gettext("Tiếp Dân"), *said) if said else None
        stop_url = _stop_url(row, site)
        about = _about(row)
        if row.way is Way.TEXT:
            return Text(key, to, notices.text(row.topic, about, site=site, stop_url=stop_url))
        subject, text = notices.letter(row.topic, about, site=site, stop_url=stop_url)
        return Mail(key, to, about.body or locale.gettext("Tiếp Dân"), subject, text, stop_url)


def _stop_url(row: Delivery, site: str) -> str:
    return f"{site}/thong-bao/dung/{row.address_id}/{readers.stop_token(row.address_id)}" if site else ""


def _about(row: Delivery) -> About:
    body = bodies.by_id(row.facts["body"]) if "body" in row.facts else None
    return About(row.facts, body.name if body else "", _ground(row.facts.get("rule", "")))


def _ground(rule_id: str) -> str:
    try:
        return formats.citation(law_in_force().rule(rule_id).citation) if rule_id else ""
    except LawUnknown:
        return ""
