"""What ties an account to the subjects that cases exclude: itself, its name, its bodies and all above them, its heads.

Subjects are kept as tokens: HMAC under a key of its own beside the database. It is never replaced by a newer one, since
a token cannot be made anew from the old; lost, nothing of staff works until it is back, for a new one would let
everybody in.
"""

import hashlib
import hmac
from datetime import date

from sqlalchemy import select

from app.domain.confidentiality import conflicts
from app.domain.facts import BodyDirectory, BodyFacts, Tie
from app.domain.vocabulary import Role
from app.persistence.db import db, store
from app.persistence.models.exclusion import Exclusion
from app.persistence.models.office import HeldOffice
from app.persistence.models.user import User
from app.persistence.queries import bodies

PURPOSE = "exclusion"
LENGTH = 32  # hexadecimal digits


def token(subject: str) -> str:
    """The subject as the database keeps it."""
    key = store().keys.only(PURPOSE, _nobody_is_kept_away)
    return hmac.new(key, subject.encode(), hashlib.sha256).hexdigest()[:LENGTH]


def key_is_there() -> bool:
    """Whether what is kept can be told apart: without its key, nobody would be kept away any more."""
    return bool(store().keys.numbers(PURPOSE)) or _nobody_is_kept_away()


def _nobody_is_kept_away() -> bool:
    return db.session.scalar(select(Exclusion.id).limit(1)) is None


def of(user: User) -> frozenset[Tie]:
    """Everything that ties this account, by every office that it holds or has held. Two statements."""
    directory = bodies.directory()
    places = {body.id: body for body in directory}
    offices = list(db.session.scalars(select(HeldOffice).where(HeldOffice.user_id == user.id)))
    above = {office.id: _above(places.get(office.body_id), office.body_id, directory) for office in offices}
    heads = _heads_at(user.id, set[int]().union(*above.values()))
    found = {Tie(token(conflicts.user(user.id))), Tie(token(conflicts.named(user.name, None)))}
    for office in offices:
        found |= {Tie(token(conflicts.body(body_id)), office.held_to) for body_id in above[office.id]}
        found |= {_under(head, office) for head in heads if head.body_id in above[office.id] and _met(head, office)}
        found.add(Tie(token(conflicts.named(user.name, office.body_id))))
        found.add(Tie(token(conflicts.posted(office.title, office.body_id)), office.held_to))
    return frozenset(found)


def _above(place: BodyFacts | None, body_id: int, directory: BodyDirectory) -> set[int]:
    return {body.id for body in conflicts.chain(place, directory)} if place else {body_id}


def _heads_at(user_id: int, body_ids: set[int]) -> list[HeldOffice]:
    """Every other head that these bodies have or had."""
    query = select(HeldOffice).where(
        HeldOffice.body_id.in_(sorted(body_ids)), HeldOffice.role == Role.HEAD, HeldOffice.user_id != user_id
    )
    return list(db.session.scalars(query))


def _met(head: HeldOffice, office: HeldOffice) -> bool:
    """Both were held on the same day."""
    starts = max(head.held_from, office.held_from)
    return starts <= min(head.held_to or date.max, office.held_to or date.max)


def _under(head: HeldOffice, office: HeldOffice) -> Tie:
    ends = [day for day in (head.held_to, office.held_to) if day is not None]
    return Tie(token(conflicts.under(head.user_id)), min(ends) if ends else None)
