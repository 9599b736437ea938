"""Answers of a search taken away as a file: of what the actor may see at that moment, never anything sealed, with what
for, and on record before anything leaves (Luật 91/2025/QH15: only what the task needs)."""

from dataclasses import dataclass
from datetime import date, datetime

from app.domain import access
from app.domain.access import Action
from app.domain.calendars import local_date
from app.domain.facts import Actor
from app.domain.keeping.personal import REASONS_TO_GIVE, Purpose
from app.domain.refusals import BadInput
from app.persistence import audit, sealing
from app.persistence.models.case import Case
from app.persistence.queries.finding import narrowing, seen
from app.persistence.queries.finding.narrowing import Narrowing
from app.persistence.transaction import transaction
from app.reports import table_files
from app.reports.registers import found
from app.search import desk
from app.search.interface import Order
from app.search.keys import id_of
from app.services.finding import searching

MOST = 2000  # lines; a file that is asked for while somebody waits, and that somebody can still read
OPEN_CASES = (Case.is_sealed.is_(False),)  # no visits: their book has files of its own


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody takes away: the answers of a question of his own, as the page orders and narrows them."""

    search_id: str
    chosen: Narrowing
    order: Order
    format: str  # xlsx, csv
    purpose: Purpose | None


@dataclass(frozen=True, slots=True)
class Taken:
    """A file on its way to the browser."""

    name: str
    media_type: str
    content: bytes


def take(actor: Actor, wanted: Wanted, *, at: datetime) -> Taken:
    """The file. Without a purpose, in another format, or of more than `MOST` answers: BadInput."""
    access.require_role(actor, Action.QUEUE_VIEW)
    words = searching.words_of(searching.kept(actor, wanted.search_id))
    if wanted.format not in table_files.MEDIA:
        raise BadInput("export_format_unknown", field="format")
    if wanted.purpose not in REASONS_TO_GIVE:
        raise BadInput("search_export_purpose", field="purpose")
    today = local_date(at)
    cases = _cases(actor, words, wanted, today)
    with transaction():
        terms = sealing.blind(words.casefold(), "search")[:32]
        details = {"terms": terms, "format": wanted.format, "lines": len(cases)}
        audit.append(actor, "export", at=at, subject="search", details=details, purpose=wanted.purpose)
    content = table_files.content([found.table(cases, today)], wanted.format)
    name = f"ket-qua-tim-kiem-{today:%Y%m%d}.{wanted.format}"
    return Taken(name, table_files.MEDIA[wanted.format], content)


def _cases(actor: Actor, words: str, wanted: Wanted, today: date) -> list[Case]:
    """In the order of the page; what the actor may not see any more is left out."""
    narrowed = (*narrowing.conditions(wanted.chosen, today), *OPEN_CASES)
    answers = desk.staff(actor, words, cases=narrowed, order=wanted.order, limit=MOST).found
    if answers.count > MOST:
        raise BadInput("search_export_too_long", field="format", most=MOST)
    ids = [id_of(key) for key in answers.keys]
    known = seen.cases(actor, ids)
    return [known[case_id] for case_id in ids if case_id in known]
