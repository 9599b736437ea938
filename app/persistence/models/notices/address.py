"""Where somebody is told: a citizen by what the petition says or what he asked for, one of the staff by mail."""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import ForeignKey, Index, Integer, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.notices import Stop, Way
from app.persistence import personal
from app.persistence.db import Base
from app.persistence.personal import Contact
from app.persistence.types import EnumText

OF_PARTY = text("party_id IS NOT NULL")
OF_APPOINTMENT = text("appointment_id IS NOT NULL")
OF_ACCOUNT = text("user_id IS NOT NULL")
ASKED_FOR = text("party_id IS NULL AND appointment_id IS NULL AND user_id IS NULL")


class NoticeAddress(Base):
    """One way to reach one reader. Of a party or an appointment the address itself is read there at the moment of
    sending; what a reader gave for notices alone (a denouncer who asked in spite of the warning, one of the staff) lies
    here, encrypted and bound to the row."""

    __tablename__ = "notice_address"
    __table_args__ = (
        Index("ix_notice_address_case", "case_id"),
        Index(
            "ix_notice_address_party", "party_id", "way", unique=True, sqlite_where=OF_PARTY, postgresql_where=OF_PARTY
        ),
        Index(
            "ix_notice_address_appointment",
            "appointment_id",
            "way",
            unique=True,
            sqlite_where=OF_APPOINTMENT,
            postgresql_where=OF_APPOINTMENT,
        ),
        Index("ix_notice_address_user", "user_id", unique=True, sqlite_where=OF_ACCOUNT, postgresql_where=OF_ACCOUNT),
        Index(
            "ix_notice_address_asked",
            "petition_id",
            "way",
            unique=True,
            sqlite_where=ASKED_FOR,
            postgresql_where=ASKED_FOR,
        ),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    way: Mapped[Way] = mapped_column(EnumText(Way, 8))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"))
    petition_id: Mapped[int | None] = mapped_column(ForeignKey("petition.id"))
    party_id: Mapped[int | None] = mapped_column(ForeignKey("party.id"))
    appointment_id: Mapped[int | None] = mapped_column(ForeignKey("appointment.id"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    language: Mapped[str] = mapped_column(String(2), default="vi")
    name: Mapped[str] = mapped_column(String(1), default="")  # of nobody: the encryption of people binds to a name
    personal: Mapped[bytes | None] = mapped_column(LargeBinary)
    key_number: Mapped[int | None] = mapped_column(Integer)
    blind_number: Mapped[int | None] = mapped_column(Integer)
    identity_blind: Mapped[str | None] = mapped_column(String(64))
    phone_blind: Mapped[str | None] = mapped_column(String(64))
    wants_digest: Mapped[bool] = mapped_column(default=True)  # staff: the mail of the morning
    wants_urgent: Mapped[bool] = mapped_column(default=True)  # staff: at once
    added_at: Mapped[datetime]
    stopped_at: Mapped[datetime | None]
    stopped_why: Mapped[Stop | None] = mapped_column(EnumText(Stop, 8))

    @property
    def own(self) -> str:
        """The address that lies here; empty where it is read elsewhere."""
        if self.personal is None:
            return ""
        contact = personal.opened(self.personal, "", self.id, "notice")
        return contact.email if self.way is Way.MAIL else contact.phone

    def lock(self, address: str) -> None:
        """Encrypt it, once the row has its number. No fingerprint is kept: nobody is to be found by it."""
        contact = Contact(email=address) if self.way is Way.MAIL else Contact(phone=address)
        for name, value in asdict(personal.locked(contact, "", self.id, "notice")).items():
            setattr(self, name, value)
        self.phone_blind = None
