"""How long steps took: sums of the house's own history, without a case."""

from sqlalchemy import Integer, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.vocabulary import Procedure, State
from app.persistence.db import Base
from app.persistence.types import EnumText

EVERYWHERE = 0


class StepPace(Base):
    """Of how many cases a clock ended so many days after they had come into a state; `body_id` 0: of all bodies."""

    __tablename__ = "step_pace"

    body_id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    procedure: Mapped[Procedure] = mapped_column(EnumText(Procedure, 12), primary_key=True)
    clock: Mapped[str] = mapped_column(String(12), primary_key=True)
    state: Mapped[State] = mapped_column(EnumText(State, 24), primary_key=True)
    days: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    cases: Mapped[int] = mapped_column(Integer)
