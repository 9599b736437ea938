"""The sealed compartment: keys of people, keys of cases, and what is sealed to them (LTC Đ8, Đ56).

No private key is here that the server could use: each lies locked under a password, a passphrase or the token of a
signed-in browser, none of which is kept.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.persistence.db import Base
from app.persistence.models.user import User
from app.persistence.types import UtcDateTime


class SealKey(Base):
    """A key pair: of an account, or (without one) a recovery key whose private half lies on paper in a safe."""

    __tablename__ = "seal_key"
    __table_args__ = (Index("ix_seal_key_user", "user_id"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    public_key: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    lock: Mapped[str] = mapped_column(String(12))  # password, passphrase, offline (private half elsewhere), recovery
    locked: Mapped[bytes | None] = mapped_column(LargeBinary)
    salt: Mapped[bytes | None] = mapped_column(LargeBinary)
    cost: Mapped[str] = mapped_column(String(40), default="")  # of argon2id: "t=3,m=65536,p=2"
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    retired_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # nothing more is sealed to it

    user: Mapped[User | None] = relationship()


class SessionKey(Base):
    """A private key opened for one signed-in browser: locked under its token, of which only the hash is known here."""

    __tablename__ = "session_key"

    token_hash: Mapped[str] = mapped_column(ForeignKey("login_session.token_hash"), primary_key=True)
    key_id: Mapped[int] = mapped_column(ForeignKey("seal_key.id"))
    locked: Mapped[bytes] = mapped_column(LargeBinary)


class CaseSeal(Base):
    """The public key of a sealed case: anybody may write to the case, only holders of a copy read it."""

    __tablename__ = "case_seal"

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), primary_key=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    reader_key: Mapped[bytes | None] = mapped_column(LargeBinary)  # public; the private half is the tracking code
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    protection_asked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # for himself or his family (LTC Đ47)


class SealedCopy(Base):
    """The private key of a case, sealed to one recipient; empty once it was taken away."""

    __tablename__ = "sealed_copy"
    __table_args__ = (Index("ix_sealed_copy_case", "case_id"), Index("ix_sealed_copy_key", "key_id"))

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    key_id: Mapped[int] = mapped_column(ForeignKey("seal_key.id"))
    wrapped: Mapped[bytes | None] = mapped_column(LargeBinary)
    because: Mapped[str] = mapped_column(String(12))  # filing, grant, transfer, reissue, recovery
    granted_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    revoked_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    key: Mapped[SealKey] = relationship()


class SealedWords(Base):
    """Words about a sealed case, sealed to it: what stands empty in the row they belong to."""

    __tablename__ = "sealed_words"
    __table_args__ = (Index("ix_sealed_words_case", "case_id", "id"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    subject: Mapped[str] = mapped_column(String(16))  # event, proposal, message, letter, decision, grant, redaction
    subject_id: Mapped[int] = mapped_column(Integer)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class Redaction(Base):
    """The content without anybody's identity, as the settler released it to those who work on the case."""

    __tablename__ = "redaction"
    __table_args__ = (Index("ix_redaction_case", "case_id"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)  # by the server's key: whoever may see the case reads it
    released_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
