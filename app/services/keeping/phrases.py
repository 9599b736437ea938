"""Phrases of a desk: written once, put into what a visitor says with one choice."""

from collections.abc import Sequence
from datetime import datetime

from app.domain import access
from app.domain.access import Action
from app.domain.facts import Actor
from app.domain.refusals import BadInput, NotFound
from app.persistence import audit
from app.persistence.db import db
from app.persistence.models.reception import Phrase
from app.persistence.queries.reception import phrases
from app.persistence.transaction import transaction

LONGEST_NAME, LONGEST_WORDS = 80, 4000  # characters


def of_desk(actor: Actor) -> Sequence[Phrase]:
    """What the actor's body keeps, by name."""
    return phrases.of_body(_desk(actor))


def words_of(actor: Actor, phrase_id: int) -> str:
    """The words of one phrase; nothing if it is not (or no longer) the body's."""
    found = phrases.of_id(_desk(actor), phrase_id)
    return found.words if found else ""


def keep(actor: Actor, name: str, words: str, *, at: datetime) -> None:
    """Keep a phrase; under a name that is there already it takes the place of the older one.

    A name or words missing or too long, or a list that is full: BadInput with its field.
    """
    name, words, body_id = " ".join(name.split()), words.strip(), _desk(actor)
    for field, given, longest in (("name", name, LONGEST_NAME), ("words", words, LONGEST_WORDS)):
        if not given or len(given) > longest:
            raise BadInput("phrase_not_fit", field=field)
    with transaction():
        own = phrases.of_body(body_id)
        found = next((one for one in own if one.name == name), None)
        if found is None and len(own) >= phrases.MOST:
            raise BadInput("phrases_full", field="name")
        row = found or Phrase(body_id=body_id, name=name)
        row.words, row.kept_at, row.kept_by_id = words, at, actor.user_id or 0
        db.session.add(row)
        db.session.flush()
        audit.append(actor, "phrase.keep", at=at, subject=f"phrase:{row.id}")


def drop(actor: Actor, phrase_id: int, *, at: datetime) -> None:
    """Take a phrase off the list; what was written with it stays."""
    with transaction():
        found = phrases.of_id(_desk(actor), phrase_id)
        if found is None:
            raise NotFound("phrase_not_found")
        db.session.delete(found)
        audit.append(actor, "phrase.drop", at=at, subject=f"phrase:{phrase_id}")


def _desk(actor: Actor) -> int:
    access.require_role(actor, Action.PETITION_LOG)
    if actor.body_id is None:
        raise NotFound("phrase_not_found")
    return actor.body_id
