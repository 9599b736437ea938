"""An appointment (hẹn) with the head, booked on line or at the desk."""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import ForeignKey, Index, Integer, LargeBinary, SmallInteger, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.reception.vocabulary import AppointmentState
from app.domain.vocabulary import CaseKind
from app.persistence import personal
from app.persistence.db import Base
from app.persistence.models.reception.session import ReceptionSession
from app.persistence.personal import Contact
from app.persistence.types import EnumText

IS_KEPT = text("state <> 'cancelled'")


class Appointment(Base):
    """One place in a reception. Of a denunciation nothing stands here but the time: no name, no matter, no contact.
    The code is kept as a hash; telephone and address lie encrypted, bound to the number of the row and the name."""

    __tablename__ = "appointment"
    __table_args__ = (
        Index("ix_appointment_slot", "session_id", "slot", unique=True, sqlite_where=IS_KEPT, postgresql_where=IS_KEPT),
        Index("ix_appointment_case", "case_id"),
        Index("ix_appointment_identity", "identity_blind"),
        Index("ix_appointment_phone", "phone_blind"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("reception_session.id"))
    slot: Mapped[int] = mapped_column(SmallInteger)  # from nought: which place in the reception
    starts_at: Mapped[datetime]
    state: Mapped[AppointmentState] = mapped_column(EnumText(AppointmentState), default=AppointmentState.BOOKED)
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    submission_hash: Mapped[str] = mapped_column(String(64), unique=True)
    is_sealed: Mapped[bool] = mapped_column(default=False)  # about a denunciation
    kind: Mapped[CaseKind | None] = mapped_column(EnumText(CaseKind))
    name: Mapped[str] = mapped_column(String(160), default="")
    people_count: Mapped[int] = mapped_column(SmallInteger, default=1)
    matter: Mapped[str] = mapped_column(Text, default="")
    documents: Mapped[str] = mapped_column(Text, default="")  # what the visitor will bring
    needs: Mapped[str] = mapped_column(String(200), default="")  # interpreter, wheelchair …
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"))  # proven by its code, or found by the desk
    language: Mapped[str] = mapped_column(String(2), default="vi")
    personal: Mapped[bytes | None] = mapped_column(LargeBinary)  # Contact, encrypted
    key_number: Mapped[int | None] = mapped_column(Integer)
    blind_number: Mapped[int | None] = mapped_column(Integer)
    identity_blind: Mapped[str | None] = mapped_column(String(64))
    phone_blind: Mapped[str | None] = mapped_column(String(64))
    booked_at: Mapped[datetime]
    booked_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))  # at the desk
    arrived_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    visit_id: Mapped[int | None] = mapped_column(ForeignKey("visit.id"))

    session: Mapped[ReceptionSession] = relationship()

    @property
    def contact(self) -> Contact:
        """Telephone, identity number and address, decrypted at the first asking."""
        kept: Contact | None = self.__dict__.get("_contact")
        if kept is None:
            blob = self.personal
            kept = Contact() if blob is None else personal.opened(blob, self.name, self.id, "appointment")
            self.__dict__["_contact"] = kept
        return kept

    def lock(self, contact: Contact) -> None:
        """Encrypt what the visitor left, once the row has its number."""
        for name, value in asdict(personal.locked(contact, self.name, self.id, "appointment")).items():
            setattr(self, name, value)
