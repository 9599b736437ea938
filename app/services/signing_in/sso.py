"""Accounts linked to a provider of single sign-on: by issuer and subject, never by an e-mail address, which a provider
may let anybody claim (ASVS 6.8.1)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain import access
from app.domain.access import Action
from app.domain.facts import Actor
from app.domain.refusals import BadInput, NotFound
from app.domain.signing_in import AccountEvent, Factor
from app.persistence import audit
from app.persistence.db import db
from app.persistence.models.signing_in import SsoLink
from app.persistence.models.user import User
from app.persistence.queries import accounts, sign_ins
from app.persistence.transaction import in_transaction, transaction
from app.services.signing_in import factors, notices, recovery, sessions, throttle, tokens
from app.services.signing_in.origin import NOWHERE, Origin

CODE_LASTS = timedelta(hours=72)


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the provider says somebody is. `has_two_factors`: it says that it asked for two, and we believe that."""

    issuer: str
    subject: str
    has_two_factors: bool = False


def enter(who: Identity, *, at: datetime, origin: Origin = NOWHERE) -> str:
    """The token of a session for the linked account; halfway when the account has a second factor of its own and the
    provider did not ask for two. Raises BadInput("sso_not_linked")."""
    with transaction():
        link = sign_ins.link(who.issuer, who.subject)
        user = accounts.locked(link.user_id) if link is not None else None
        if link is None or user is None:
            raise BadInput("sso_not_linked")
        return _entered(link, user, who, at, origin)


def enter_by_code(who: Identity, code: str, *, at: datetime, origin: Origin = NOWHERE) -> str:
    """Link by the one-time code that an administrator handed over, and sign in."""

    def entered() -> str:
        guard = sign_ins.guard_by_link_code(tokens.digest(_plain(code)))
        if guard is None or guard.link_code_until is None or at > guard.link_code_until:
            raise BadInput("link_code_wrong")
        user = accounts.locked(guard.user_id)
        if user is None:
            raise BadInput("link_code_wrong")
        guard.link_code_hash, guard.link_code_until = None, None
        link = _linked(user.id, who, at)
        return _entered(link, user, who, at, origin)

    return in_transaction(entered)


def link(actor: Actor, token: str, who: Identity, *, at: datetime) -> str:
    """Link the own account; the new token of the session."""

    def linked() -> str:
        found = sessions.open_session(token, at)
        _linked(found.user_id, who, at, actor)
        return sessions.raised(found, token, at)

    return in_transaction(linked)


def unlink(actor: Actor, token: str, link_id: int, *, at: datetime) -> str:
    """Forget a link of the own account; other sessions end. The new token of the session."""
    with transaction():
        found = sessions.open_session(token, at)
        row = next((one for one in sign_ins.links_of(found.user_id) if one.id == link_id), None)
        if row is None:
            raise NotFound("factor_not_found")
        db.session.delete(row)
        return sessions.factor_changed(actor, found, token, AccountEvent.SSO_UNLINKED, at=at)


def confirm(actor: Actor, token: str, who: Identity, *, at: datetime) -> str:
    """The provider has just asked the same person again: the new token of the confirmed session."""
    with transaction():
        found = sessions.open_session(token, at)
        row = sign_ins.link(who.issuer, who.subject)
        if row is None or row.user_id != found.user_id:
            raise BadInput("sso_not_linked")
        return sessions.confirmed(actor, found, token, at)


def make_code(actor: Actor, user_id: int, *, at: datetime) -> str:
    """A one-time code to hand over: whoever enters it after signing in at the provider is linked to the account."""
    access.require_role(actor, Action.ACCOUNTS_MANAGE)
    code = tokens.by_hand(recovery.GROUPS)
    with transaction():
        if accounts.locked(user_id) is None:
            raise NotFound("account_not_found")
        guard = throttle.guard_of(user_id)
        guard.link_code_hash, guard.link_code_until = tokens.digest(_plain(code)), at + CODE_LASTS
        audit.append(actor, "link_code_made", at=at, subject=f"user:{user_id}")
        notices.tell(user_id, AccountEvent.LINK_CODE_MADE, at=at, by=actor)
    return code


def _entered(link: SsoLink, user: User, who: Identity, at: datetime, origin: Origin) -> str:
    actor = sessions.in_office(user.id, at)
    if actor is None or not user.is_active:
        raise BadInput("sso_not_linked")
    link.used_at = at
    found, token = sessions.begin(user, at=at, origin=origin, by_sso=True)
    if who.has_two_factors:
        sessions.open_up(found, actor, Factor.SSO, at=at, origin=origin)
    elif not factors.of(user.id).has_any:
        sessions.open_up(found, actor, None, at=at, origin=origin)
    return token


def _linked(user_id: int, who: Identity, at: datetime, actor: Actor | None = None) -> SsoLink:
    if sign_ins.link(who.issuer, who.subject) is not None:
        raise BadInput("sso_linked_elsewhere")
    by = actor or sessions.in_office(user_id, at)
    if by is None:
        raise BadInput("sso_not_linked")
    row = SsoLink(user_id=user_id, issuer=who.issuer, subject=who.subject, linked_at=at)
    db.session.add(row)
    db.session.flush()
    audit.append(by, "sso_linked", at=at, subject=f"user:{user_id}")
    notices.tell(user_id, AccountEvent.SSO_LINKED, at=at)
    return row


def _plain(code: str) -> str:
    return "".join(letter for letter in code.casefold()[:60] if letter.isalnum())
