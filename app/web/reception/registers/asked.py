"""What the address asks of a register: whose book, which days, which lines."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar

from app.domain.facts import Actor
from app.domain.reception.registers import Book, Chosen
from app.domain.reception.vocabulary import ReceptionMode, VisitOutcome
from app.domain.vocabulary import CaseKind, Role
from app.persistence.types import LARGEST_ID
from app.web.forms import read_near_day

E = TypeVar("E", bound=StrEnum)

SLUGS = {"tiep-dan": Book.RECEPTION, "don": Book.PETITIONS}
IN_ADDRESS = ("body", "from", "to", "mode", "kind", "outcome", "who", "part")


def chosen(actor: Actor, args: Mapping[str, str], today: date) -> Chosen | None:
    """The lines asked for; the own body's this year where nothing is said. None: an inspector has named no body yet."""
    body_id = _number(args.get("body")) if actor.role is Role.INSPECTORATE else actor.body_id
    if body_id is None:
        return None
    until = read_near_day(args.get("to", "")) or today
    since = read_near_day(args.get("from", "")) or date(until.year, 1, 1)
    return Chosen(
        body_id=body_id,
        since=min(since, until),
        until=max(since, until),
        mode=_member(ReceptionMode, args.get("mode")),
        kind=_member(CaseKind, args.get("kind")),
        outcome=_member(VisitOutcome, args.get("outcome")),
        received_by_id=_number(args.get("who")),
    )


def _member(kind: type[E], text: str | None) -> E | None:
    return next((one for one in kind if one.value == text), None)


def _number(text: str | None) -> int | None:
    text = text or ""
    return int(text) if text.isdecimal() and len(text) < 11 and int(text) <= LARGEST_ID else None
