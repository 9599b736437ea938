"""Visit (lượt tiếp): one line of the reception register, with its people and the letters given out."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Integer, LargeBinary, String, Text, text
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.reception.vocabulary import Priority, ReceptionForm, ReceptionMode, Sex
from app.domain.vocabulary import CaseKind
from app.persistence import personal
from app.persistence.db import Base
from app.persistence.models.body import Body
from app.persistence.models.petition import Petition
from app.persistence.models.user import User
from app.persistence.personal import Contact
from app.persistence.types import EnumText, Json

PLAIN_ORDER = String(160).with_variant(String(160, collation="C"), "postgresql")
"""Letters in the order of their codes on both engines, so that an index serves the question "begins with"."""

IS_UNANSWERED = "result_told_on IS NULL AND result_due_on IS NOT NULL"


class Visit(Base):
    """Fields of the reception register (LTCD Đ25.2, Mẫu 03/TCD). Rows are added, never changed in what they say: a
    correction is a visit of its own with `corrects_id`. Of a denunciation every personal and free-text field is empty
    here, it has no people, and the whole lies in `sealed`."""

    __tablename__ = "visit"
    __table_args__ = (
        Unique("body_id", "register_year", "register_number"),
        Index("ix_visit_day", "body_id", "started_at", "id"),
        Index("ix_visit_session", "session_id"),
        Index("ix_visit_case", "concerns_case_id"),
        Index("ix_visit_corrects", "corrects_id"),
        Index(
            "ix_visit_unanswered",
            "body_id",
            "result_due_on",
            sqlite_where=text(IS_UNANSWERED),
            postgresql_where=text(IS_UNANSWERED),
        ),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    register_year: Mapped[int] = mapped_column(Integer)
    register_number: Mapped[int] = mapped_column(Integer)  # without a gap in a year of a body, in the order of entry
    submission_hash: Mapped[str] = mapped_column(String(64), unique=True)  # of the token of the page: saved once
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("visit.id"))
    correction_reason: Mapped[str] = mapped_column(Text, default="")

    mode: Mapped[ReceptionMode] = mapped_column(EnumText(ReceptionMode))
    form: Mapped[ReceptionForm] = mapped_column(EnumText(ReceptionForm))
    session_id: Mapped[int | None] = mapped_column(Integer)  # the head's reception in which it took place
    received_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    entered_at: Mapped[datetime]
    is_late_entry: Mapped[bool] = mapped_column(default=False)  # typed in afterwards from a paper form
    place: Mapped[str] = mapped_column(String(200), default="")
    language: Mapped[str] = mapped_column(String(2), default="vi")
    people_count: Mapped[int] = mapped_column(Integer, default=1)  # present, also where not all are named

    kind: Mapped[CaseKind | None] = mapped_column(EnumText(CaseKind))
    category_code: Mapped[str | None] = mapped_column(String(16))
    unit_code: Mapped[str | None] = mapped_column(String(8))
    matter: Mapped[str] = mapped_column(Text, default="")
    request: Mapped[str] = mapped_column(Text, default="")
    prior_handling: Mapped[str] = mapped_column(Text, default="")
    concerns_case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"))  # an older case it is about

    outcomes: Mapped[list[str]] = mapped_column(Json, default=list)  # VisitOutcome, in their order
    note: Mapped[str] = mapped_column(Text, default="")
    documents: Mapped[list[dict[str, Any]]] = mapped_column(Json, default=list)  # name, pages, condition
    guided_to: Mapped[str] = mapped_column(String(200), default="")
    refusal_ground: Mapped[str | None] = mapped_column(String(20))  # id of a row of reception/refusals.toml
    refusal_detail: Mapped[str] = mapped_column(Text, default="")
    ground_established_on: Mapped[date | None]
    notice_due_on: Mapped[date | None]  # DL-TCD-05, where the ground asks for a written notice
    notice_sent_on: Mapped[date | None]
    appointment_at: Mapped[datetime | None]
    appointment_place: Mapped[str] = mapped_column(String(200), default="")
    appointment_bring: Mapped[str] = mapped_column(Text, default="")

    result_due_on: Mapped[date | None]  # DL-TCD-02: ten working days (LTCD Đ28.1)
    result_rule_id: Mapped[str | None] = mapped_column(String(60))
    result_told_on: Mapped[date | None]
    result_how: Mapped[str] = mapped_column(Text, default="")

    is_sealed: Mapped[bool] = mapped_column(default=False)
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    sealed_copies: Mapped[dict[str, Any] | None] = mapped_column(Json)  # id of a seal key → its copy of the visit's key

    body: Mapped[Body] = relationship(foreign_keys=[body_id])
    received_by: Mapped[User] = relationship(foreign_keys=[received_by_id])
    people: Mapped[list["VisitPerson"]] = relationship(order_by="VisitPerson.id", back_populates="visit")
    letters: Mapped[list["VisitLetter"]] = relationship(order_by="VisitLetter.id")
    petitions: Mapped[list[Petition]] = relationship(order_by="Petition.id", viewonly=True)
    corrects: Mapped["Visit | None"] = relationship(remote_side="Visit.id")


class VisitPerson(Base):
    """A person who came. `body_id` repeats the visit's: names are looked up in the books of one body."""

    __tablename__ = "visit_person"
    __table_args__ = (
        Index("ix_visit_person_visit", "visit_id"),
        Index("ix_visit_person_name", "body_id", "folded_name", "id"),
        Index("ix_visit_person_identity", "identity_blind"),
        Index("ix_visit_person_phone", "phone_blind"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"))
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    name: Mapped[str] = mapped_column(String(160))
    folded_name: Mapped[str] = mapped_column(PLAIN_ORDER)  # small letters without marks
    birth_on: Mapped[date | None]
    sex: Mapped[Sex | None] = mapped_column(EnumText(Sex))
    personal: Mapped[bytes] = mapped_column(LargeBinary)  # Contact, encrypted
    key_number: Mapped[int] = mapped_column(Integer)
    blind_number: Mapped[int] = mapped_column(Integer)
    identity_blind: Mapped[str | None] = mapped_column(String(64))
    identity_issued_on: Mapped[date | None]
    identity_issued_by: Mapped[str] = mapped_column(String(120), default="")
    phone_blind: Mapped[str | None] = mapped_column(String(64))
    is_representative: Mapped[bool] = mapped_column(default=False)
    priority: Mapped[Priority | None] = mapped_column(EnumText(Priority))

    visit: Mapped[Visit] = relationship(back_populates="people")

    @property
    def contact(self) -> Contact:
        """Identity number, telephone and address, decrypted at the first asking."""
        kept: Contact | None = self.__dict__.get("_contact")
        if kept is None:
            kept = self.__dict__["_contact"] = personal.opened(self.personal, self.name, self.visit_id, "visit")
        return kept

    @property
    def identity_number(self) -> str:
        return self.contact.identity_number

    @property
    def phone(self) -> str:
        return self.contact.phone

    @property
    def address(self) -> str:
        return self.contact.address

    def lock(self, contact: Contact) -> None:
        """Encrypt what the person left, once the number of the visit is known."""
        for name, value in asdict(personal.locked(contact, self.name, self.visit_id, "visit")).items():
            setattr(self, name, value)


class VisitLetter(Base):
    """A letter given out about a visit. Its number, once given, stays; printed again it is the same letter."""

    __tablename__ = "visit_letter"
    __table_args__ = (Unique("visit_id", "letter"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"))
    letter: Mapped[str] = mapped_column(String(40))  # id of a row of the lawbook's letters
    number: Mapped[int | None] = mapped_column(Integer)  # None: the form carries none
    symbol: Mapped[str] = mapped_column(String(40), default="")
    made_on: Mapped[date]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    details: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)  # what only this letter says; never of a person
