"""Letters given out at the desk: which a visit may have, their numbers, and what stands in them (forms A.2, B.4)."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from app.documents import composing
from app.documents.letter import Letter
from app.domain import access
from app.domain.access import Action
from app.domain.calendars import local_date
from app.domain.facts import Actor
from app.domain.reception.refusing import ground_on
from app.domain.reception.vocabulary import VisitOutcome
from app.domain.refusals import NotFound
from app.domain.rules import LetterRow
from app.persistence import audit, newrows
from app.persistence.models.reception import Visit, VisitLetter
from app.persistence.queries import bodies
from app.persistence.queries.reception import numbers, visits
from app.persistence.transaction import in_transaction
from app.services.law import law_in_force
from app.services.reception import following, heads, sealing_visits, wording

CONTEXTS: dict[str, Callable[[wording.Told], dict[str, Any]]] = {
    "receipt": wording.receipt,
    "oral_record": wording.oral_record,
    "appointment": wording.appointment,
    "guidance": wording.guidance,
    "refusal": wording.refusal,
    "representatives": wording.representatives,
    "minutes": wording.minutes,
}
"""In the order in which a desk wants them."""


def offered(visit: Visit) -> list[LetterRow]:
    """The letters that this visit may have, in the forms of its day."""
    law, day = law_in_force(), local_date(visit.started_at)
    return [law.letter(letter, day) for letter in CONTEXTS if _fits(letter, visit)]


def _fits(letter: str, visit: Visit) -> bool:
    outcomes = set(visit.outcomes)
    if letter == "receipt":
        return bool(outcomes & {VisitOutcome.DOCUMENTS, VisitOutcome.PETITION})
    if letter == "refusal":
        day = visit.ground_established_on
        ground = visit.refusal_ground
        return day is not None and ground is not None and ground_on(law_in_force().refusals, ground, day).is_written
    if letter == "representatives":
        return visit.people_count > 1
    needed = {
        "oral_record": VisitOutcome.PETITION,
        "appointment": VisitOutcome.APPOINTMENT,
        "guidance": VisitOutcome.GUIDED,
    }
    return letter not in needed or needed[letter] in outcomes


def make(actor: Actor, visit_id: int, letter: str, *, at: datetime) -> Letter:
    """The letter, filled. The first time it is given its number; printed again it has the same. A notice of refusal
    counts as sent from that day. Of a sealed visit only who may open it makes letters, and that is on record."""
    visit = following.seen(actor, visit_id)
    rows = {row.letter: row for row in offered(visit)}
    if letter not in rows:
        raise NotFound("letter_not_of_visit")
    sealed = sealing_visits.opened(actor, visit_id, at=at) if visit.is_sealed else None
    kept = in_transaction(lambda: numbered(actor, visit_id, rows[letter], at))
    told = wording.Told(visit, sealed, kept.made_on, heads.name_of_head(visit.body_id, kept.made_on))
    head = heads.head(told.visit.body, rows[letter], kept) if rows[letter].is_official else heads.of_citizens()
    context = CONTEXTS[letter](told) | {"khmer": visit.language == "km"}
    return composing.compose(rows[letter].template, head, context, name=rows[letter].names["vi"])


def numbered(actor: Actor, visit_id: int, row: LetterRow, at: datetime) -> VisitLetter:
    """The letter of a visit as it is kept, with its number; inside the caller's transaction."""
    access.require_role(actor, Action.PETITION_LOG)
    visit = visits.locked(visit_id)
    if visit is None or visit.body_id != actor.body_id or actor.user_id is None:
        raise NotFound("visit_not_found")
    earlier = visits.letter(visit_id, row.letter)
    if earlier is not None:
        return earlier
    day = local_date(at)
    body = bodies.by_id(visit.body_id)
    symbol = f"{row.symbol}-{body.doc_symbol}" if row.symbol and body else ""
    made = VisitLetter(visit_id=visit_id, letter=row.letter, symbol=symbol, made_on=day, made_by_id=actor.user_id)
    made.number = numbers.following(visit.body_id, symbol[:40], day.year) if symbol else None
    newrows.insert(made)
    if row.letter == "refusal":
        visit.notice_sent_on = day
    audit.append(actor, "visit.letter", at=at, subject=f"visit:{visit_id}", details={"letter": row.rule_id})
    return made


def blank(letter: str, *, at: datetime, actor: Actor) -> Letter:
    """A form with room to write, to lie ready for the day without power."""
    day = local_date(at)
    body = bodies.by_id(actor.body_id or 0)
    if letter not in CONTEXTS or body is None:
        raise NotFound("letter_not_of_visit")
    row = law_in_force().letter(letter, day)
    head = heads.head(body, row, None) if row.is_official else heads.of_citizens()
    return composing.compose_blank(row.template, head, name=row.names["vi"])
