"""The text found in files."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from app.persistence.db import Base


class FileText(Base):
    """The text found in an attachment, sealed by the server's key: read for the index and for passages. Empty text
    says that there was none to find, so that nobody looks again."""

    __tablename__ = "file_text"

    attachment_id: Mapped[int] = mapped_column(ForeignKey("attachment.id", ondelete="CASCADE"), primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    how: Mapped[str] = mapped_column(String(12))  # pdf, office, pictures, text, none, failed
    at: Mapped[datetime]
