"""Petition (đơn): what somebody filed, word for word, with its parties and attachments."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, ForeignKey, Index, Integer, LargeBinary, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.vocabulary import CaseKind, Channel, PartyRole
from app.persistence import personal
from app.persistence.db import Base
from app.persistence.models.body import Body
from app.persistence.personal import Contact
from app.persistence.types import EnumText, Json, UtcDateTime


class Petition(Base):
    """Fields of procedure.md 1.2. For a denunciation every personal and free-text field is empty here and in its
    parties; the whole lies in `sealed`, an envelope to the key of the case (app/services/intake/disclosure.py)."""

    __tablename__ = "petition"
    __table_args__ = (
        Index("ix_petition_case", "case_id"),
        Index("ix_petition_decision", "decision_number"),
        Index("ix_petition_visit", "visit_id"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    visit_id: Mapped[int | None] = mapped_column(ForeignKey("visit.id"))  # at which it was handed in or spoken
    kind: Mapped[CaseKind] = mapped_column(EnumText(CaseKind))  # as filed; the case may be classified otherwise
    channel: Mapped[Channel] = mapped_column(EnumText(Channel))
    language: Mapped[str] = mapped_column(String(2), default="vi")
    submission_hash: Mapped[str] = mapped_column(String(64), unique=True)  # of the one-time submission token
    tracking_hash: Mapped[str] = mapped_column(String(64), unique=True)

    written_on: Mapped[date | None] = mapped_column(Date)
    postmarked_on: Mapped[date | None] = mapped_column(Date)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    logged_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))  # officer who entered it

    content: Mapped[str] = mapped_column(Text, default="")
    request: Mapped[str] = mapped_column(Text, default="")  # yêu cầu giải quyết
    respondent_body_id: Mapped[int | None] = mapped_column(ForeignKey("body.id"))
    respondent_name: Mapped[str] = mapped_column(String(160), default="")
    respondent_position: Mapped[str] = mapped_column(String(160), default="")
    act_on: Mapped[date | None] = mapped_column(Date)  # date of the decision or act
    decision_number: Mapped[str] = mapped_column(String(60), default="")
    known_on: Mapped[date | None] = mapped_column(Date)  # received or came to know (LKN Đ9)
    late_reason: Mapped[str] = mapped_column(Text, default="")
    unit_code: Mapped[str | None] = mapped_column(String(8))
    hamlet: Mapped[str] = mapped_column(String(80), default="")
    place_detail: Mapped[str] = mapped_column(String(200), default="")
    category_code: Mapped[str | None] = mapped_column(String(16))
    prior_handling: Mapped[str] = mapped_column(Text, default="")
    in_court: Mapped[bool] = mapped_column(default=False)
    addressed_to_many: Mapped[bool] = mapped_column(default=False)
    forwarded_by: Mapped[str] = mapped_column(String(160), default="")
    forwarded_number: Mapped[str] = mapped_column(String(60), default="")
    is_signed: Mapped[bool] = mapped_column(default=True)
    extra: Mapped[dict[str, Any] | None] = mapped_column(Json)
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)

    respondent_body: Mapped[Body | None] = relationship(foreign_keys=[respondent_body_id])
    parties: Mapped[list["Party"]] = relationship(order_by="Party.id", back_populates="petition")
    attachments: Mapped[list["Attachment"]] = relationship(order_by="Attachment.id")


class Party(Base):
    """A person or organisation behind a petition."""

    __tablename__ = "party"
    __table_args__ = (
        Index("ix_party_petition", "petition_id"),
        Index("ix_party_identity", "identity_blind"),
        Index("ix_party_phone", "phone_blind"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    petition_id: Mapped[int] = mapped_column(ForeignKey("petition.id"))
    role: Mapped[PartyRole] = mapped_column(EnumText(PartyRole))
    name: Mapped[str] = mapped_column(String(160))
    personal: Mapped[bytes | None] = mapped_column(LargeBinary)  # Contact, encrypted
    key_number: Mapped[int] = mapped_column(Integer, default=0, server_default=text("0"))
    blind_number: Mapped[int] = mapped_column(Integer, default=0, server_default=text("0"))
    identity_blind: Mapped[str | None] = mapped_column(String(64))
    phone_blind: Mapped[str | None] = mapped_column(String(64))
    # in the clear only in rows older than the encryption, until `flask keys rotate` has come by
    clear_identity_number: Mapped[str] = mapped_column("identity_number", String(20), default="")
    clear_phone: Mapped[str] = mapped_column("phone", String(20), default="")
    clear_email: Mapped[str] = mapped_column("email", String(160), default="")
    clear_address: Mapped[str] = mapped_column("address", String(240), default="")
    organisation_position: Mapped[str] = mapped_column(String(120), default="")
    is_representative: Mapped[bool] = mapped_column(default=False)

    petition: Mapped[Petition] = relationship(back_populates="parties")

    @property
    def contact(self) -> Contact:
        """Identity number and ways to reach the person, decrypted at the first asking."""
        kept: Contact | None = self.__dict__.get("_contact")
        if kept is None:
            kept = self._opened()
            self.__dict__["_contact"] = kept
        return kept

    @contact.setter
    def contact(self, contact: Contact) -> None:
        self.__dict__["_contact"] = contact

    def lock(self) -> None:
        """Encrypt what was set, once the number of the petition is known."""
        for name, value in asdict(personal.locked(self.contact, self.name, self.petition_id)).items():
            setattr(self, name, value)

    def _opened(self) -> Contact:
        if self.personal is None:
            return Contact(self.clear_identity_number, self.clear_phone, self.clear_email, self.clear_address)
        return personal.opened(self.personal, self.name, self.petition_id)

    @property
    def identity_number(self) -> str:
        return self.contact.identity_number

    @property
    def phone(self) -> str:
        return self.contact.phone

    @property
    def email(self) -> str:
        return self.contact.email

    @property
    def address(self) -> str:
        return self.contact.address


class Attachment(Base):
    """A file in the dossier; the bytes are in app/storage under `file_id`."""

    __tablename__ = "attachment"
    __table_args__ = (
        Index("ix_attachment_petition", "petition_id"),
        Index("ix_attachment_case", "case_id"),
        Index("ix_attachment_file", "file_id"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    petition_id: Mapped[int | None] = mapped_column(ForeignKey("petition.id"))
    message_id: Mapped[int | None] = mapped_column(ForeignKey("message.id"))
    event_id: Mapped[int | None] = mapped_column(ForeignKey("case_event.id"))
    file_id: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(160))
    size: Mapped[int] = mapped_column(Integer)
    media_type: Mapped[str] = mapped_column(String(100))
    digest: Mapped[str] = mapped_column(String(64))
    file_key: Mapped[bytes | None] = mapped_column(LargeBinary)  # sealed: by the server, or to the sealed case
    is_sealed: Mapped[bool] = mapped_column(default=False)
    is_scanned: Mapped[bool] = mapped_column(default=False)  # a virus scanner saw it and found nothing
    for_citizen: Mapped[bool] = mapped_column(default=False)  # the citizen may download it too
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class Draft(Base):
    """A petition being written. The payload is sealed whole, by a key that needs the token of the browser; abandoned
    drafts are swept after a week."""

    __tablename__ = "draft"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    files: Mapped[list[dict[str, Any]]] = mapped_column(Json, default=list)  # StoredFile fields
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    petition_id: Mapped[int | None] = mapped_column(ForeignKey("petition.id"))
