"""What signing in keeps: sessions, second factors, known browsers, links to a provider, and what the owner is told.
Of everything that opens an account only hashes or sealed bytes are here."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Integer, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.signing_in import AccountEvent, Factor
from app.persistence.db import Base
from app.persistence.models.user import User
from app.persistence.types import BigId, EnumText, UtcDateTime


class LoginSession(Base):
    """One signed-in browser; only the hash of its token is kept, so it can be revoked and not replayed."""

    __tablename__ = "login_session"
    __table_args__ = (Index("ix_login_session_user", "user_id"),)

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    is_halfway: Mapped[bool] = mapped_column(default=True)
    """The password is proven and the second factor is not: it opens the page of the second factor and nothing else."""
    factor: Mapped[Factor | None] = mapped_column(EnumText(Factor, 16))
    by_sso: Mapped[bool] = mapped_column(default=False)
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    browser: Mapped[str] = mapped_column(String(60), default="")

    user: Mapped[User] = relationship()


class AccountGuard(Base):
    """What guards an account beside its password."""

    __tablename__ = "account_guard"

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True, autoincrement=False)
    totp_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    totp_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    totp_step: Mapped[int] = mapped_column(Integer, default=0)
    """The newest step of thirty seconds that was used: no step opens twice."""
    failed_count: Mapped[int] = mapped_column(Integer, default=0)
    locked_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    link_code_hash: Mapped[str | None] = mapped_column(String(64))
    link_code_until: Mapped[datetime | None] = mapped_column(UtcDateTime)


class RecoveryCode(Base):
    """A code for the day the telephone is lost: good once."""

    __tablename__ = "recovery_code"
    __table_args__ = (Index("ix_recovery_code_user", "user_id"),)

    code_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Passkey(Base):
    """A key that stays in a telephone, a computer or a security key (WebAuthn)."""

    __tablename__ = "passkey"
    __table_args__ = (Index("ix_passkey_user", "user_id"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    credential_id: Mapped[bytes] = mapped_column(LargeBinary(1023), unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    uses: Mapped[int] = mapped_column(BigId)  # the counter of the key; 0 for those that keep none
    name: Mapped[str] = mapped_column(String(60))
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class KnownBrowser(Base):
    """A browser in which an account has been signed in before; wrong guesses from it are counted apart."""

    __tablename__ = "known_browser"
    __table_args__ = (Index("ix_known_browser_user", "user_id"),)

    device_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True)
    known_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    failed_count: Mapped[int] = mapped_column(Integer, default=0)
    locked_until: Mapped[datetime | None] = mapped_column(UtcDateTime)


class AddressTries(Base):
    """Wrong tries from one network address, which is kept only as a keyed hash and forgotten within a day."""

    __tablename__ = "address_tries"
    __table_args__ = (Index("ix_address_tries_last", "last_at"),)

    address_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    failed_count: Mapped[int] = mapped_column(Integer)
    last_at: Mapped[datetime] = mapped_column(UtcDateTime)
    locked_until: Mapped[datetime | None] = mapped_column(UtcDateTime)


class SpentChallenge(Base):
    """A question that a passkey has answered; the same answer is not taken twice."""

    __tablename__ = "spent_challenge"
    __table_args__ = (Index("ix_spent_challenge_at", "at"),)

    challenge_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class SsoLink(Base):
    """Who an account is at the provider of single sign-on: issuer and subject, never an e-mail address."""

    __tablename__ = "sso_link"
    __table_args__ = (UniqueConstraint("issuer", "subject"), Index("ix_sso_link_user", "user_id"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    issuer: Mapped[str] = mapped_column(String(255))
    subject: Mapped[str] = mapped_column(String(255))
    linked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class AccountNotice(Base):
    """Something happened to an account that its owner should know of."""

    __tablename__ = "account_notice"
    __table_args__ = (Index("ix_account_notice_user", "user_id", "id"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    event: Mapped[AccountEvent] = mapped_column(EnumText(AccountEvent))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    browser: Mapped[str] = mapped_column(String(60), default="")
    by_user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))  # an administrator, when it was one
