"""Who is given a copy of a case's key, and from whom it is taken: the settler decides, and says why (LTC Đ56)."""

from dataclasses import dataclass
from datetime import date, datetime

from app.domain import access
from app.domain.access import Action
from app.domain.calendars import local_date
from app.domain.facts import Actor
from app.domain.refusals import BadInput, NotFound, WrongState
from app.persistence import audit
from app.persistence.db import db
from app.persistence.models.case import Case
from app.persistence.models.seal import SealedCopy
from app.persistence.models.user import User
from app.persistence.queries import cases, users
from app.persistence.queries.offices import holding
from app.persistence.queries.seals import copies, keys
from app.persistence.transaction import transaction
from app.services.sealing import case_keys, migration, words
from app.services.sealing.case_keys import Recipient

MAX_REASON = 500  # characters


@dataclass(frozen=True, slots=True)
class Circle:
    """Who can open a case, who could and no longer can, and to whom it may be given."""

    held: tuple[SealedCopy, ...]
    taken: tuple[SealedCopy, ...]
    candidates: tuple[User, ...]


def circle(actor: Actor, case_id: int, day: date) -> Circle:
    """For whoever may open the case himself."""
    case = cases.seen(actor, case_id)
    if case is None or not case.is_sealed:
        raise NotFound("case_not_found")
    access.require(actor, Action.IDENTITY_VIEW, case.facts())
    rows = copies.every(case.id)
    held = tuple(row for row in rows if row.revoked_at is None)
    having = {row.key.user_id for row in held}
    people = [*keys.keepers(case.body_id, day), *([case.officer] if case.officer else [])]
    kept = [row.facts() for row in case.exclusions]
    able = [user for user in people if user.id not in having and keys.of_user(user.id) is not None]
    found = {user.id: user for user in able if not case_keys.is_kept(user.id, kept)}
    return Circle(held, tuple(row for row in rows if row.revoked_at is not None), tuple(found.values()))


def grant(actor: Actor, case_id: int, user_id: int, reason: str, *, at: datetime) -> None:
    """Seal the case's key to one more person who is entitled: the officer it was given to, the leader of the
    verification team, a keeper of the body who has come since. The reason goes under the seal."""
    _check(reason)
    with transaction():
        case = _settled_by(actor, case_id, at)
        user = _entitled(case, user_id, local_date(at))
        key = keys.of_user(user.id)
        if key is None:
            raise BadInput("seal_no_key_yet", field="user_id")
        if copies.copy_for(case.id, key.public_key) is not None:
            raise WrongState("seal_given_already")
        private = case_keys.opened(actor, case.id)
        to = [Recipient(key.id, key.public_key)]
        case_keys.give(case.id, private, to, because=case_keys.GRANT, by=actor.user_id, at=at)
        _note(actor, case, "seal.grant", user.id, reason, at)


def revoke(actor: Actor, case_id: int, copy_id: int, reason: str, *, at: datetime) -> None:
    """Take a copy away. Whoever had it opens nothing from now on; what he has read he has read."""
    _check(reason)
    with transaction():
        case = _settled_by(actor, case_id, at)
        found = next((row for row in copies.held(case.id) if row.id == copy_id and row.key.user_id), None)
        if found is None:
            raise NotFound("case_not_found")
        if found.key.user_id == actor.user_id:
            raise WrongState("seal_not_your_own")
        copies.take_away(found.id, actor.user_id, at)
        db.session.expire_all()
        _note(actor, case, "seal.revoke", found.key.user_id, reason, at)


def take_back_from_others(actor: Actor, case: Case, *, at: datetime) -> None:
    """The case was given to another officer: whoever had it only as its officer has no copy any more."""
    if not case.is_sealed or copies.seal_of(case.id) is None:
        return
    kept = {one.user_id for one in case_keys.recipients(case.id, case.body_id, local_date(at))} | {case.officer_id}
    for row in copies.held(case.id):
        if row.key.user_id is not None and row.key.user_id not in kept:
            copies.take_away(row.id, actor.user_id, at)
            details = {"user": row.key.user_id, "because": "assigned_elsewhere"}
            audit.append(actor, "seal.revoke", case_id=case.id, at=at, details=details)


def lacking(actor: Actor, day: date) -> dict[int, list[int]]:
    """Colleagues who keep the seals of the actor's body and cannot open cases there that he can: account to cases."""
    if actor.body_id is None or actor.role not in access.SEAL_KEEPERS:
        return {}
    found = {}
    for user in keys.keepers(actor.body_id, day):
        key = keys.of_user(user.id)
        waiting = copies.lacking(key.id, actor.body_id) if key else []
        if waiting:
            found[user.id] = waiting
    return found


def reissue(actor: Actor, user_id: int, *, at: datetime) -> int:
    """Seal to a colleague who keeps the seals too what he has never had a copy of: he is new here, or has lost his
    password. Only what the actor can open himself. Returns how many cases."""
    waiting = lacking(actor, local_date(at)).get(user_id, [])
    done = 0
    for case_id in waiting:
        with transaction():
            done += _reissue_one(actor, case_id, user_id, at)
    return done


def _reissue_one(actor: Actor, case_id: int, user_id: int, at: datetime) -> int:
    case, key = cases.locked(case_id), keys.of_user(user_id)
    if case is None or key is None or copies.copy_for(case_id, key.public_key) is not None:
        return 0
    access.require(actor, Action.IDENTITY_VIEW, case.facts())
    kept = case_keys.is_kept(user_id, [row.facts() for row in case.exclusions])
    if kept or copies.copy_for(case_id, case_keys.public_in_hand(actor)) is None:
        return 0
    private = case_keys.opened(actor, case_id)
    to = [Recipient(key.id, key.public_key)]
    case_keys.give(case_id, private, to, because=case_keys.REISSUE, by=actor.user_id, at=at)
    audit.append(actor, "seal.reissue", case_id=case_id, at=at, details={"user": user_id})
    return 1


def moved_away(actor: Actor) -> list[int]:
    """Cases whose key the actor still holds though they are at another body, which took them without his hand: one that
    replaced his own, or a superior who took an overdue case over (LTC Đ38.5)."""
    if actor.body_id is None or actor.user_id is None:
        return []
    key = keys.of_user(actor.user_id)
    return copies.held_elsewhere(key.id, actor.body_id) if key else []


def hand_after(actor: Actor, *, at: datetime) -> int:
    """Give the keys of such cases to the keepers of the body that has each; the actor keeps none. Returns how many."""
    done = 0
    for case_id in moved_away(actor):
        with transaction():
            case = cases.locked(case_id)
            if case is not None and case.body_id != actor.body_id:
                case_keys.hand_on(actor, case, case.body_id, at=at)
                audit.append(actor, "seal.hand_after", case_id=case_id, at=at)
                done += 1
    return done


def _settled_by(actor: Actor, case_id: int, at: datetime) -> Case:
    """The case, locked, for the one who settles it."""
    case = cases.locked(case_id)
    if case is None or not case.is_sealed:
        raise NotFound("case_not_found")
    access.require(actor, Action.CASE_DIRECT, case.facts())
    migration.ensure(case, at=at)
    return case


def _entitled(case: Case, user_id: int, day: date) -> User:
    user = users.by_id(user_id)
    offices = [holding.acting(office) for office in holding.held_by(user_id, day)] if user and user.is_active else []
    if user is None or not any(access.may(one, Action.IDENTITY_VIEW, case.facts()) for one in offices):
        raise BadInput("seal_not_entitled", field="user_id")
    return user


def _note(actor: Actor, case: Case, act: str, user_id: int | None, reason: str, at: datetime) -> None:
    audit.append(actor, act, case_id=case.id, at=at, details={"user": user_id})
    words.keep(case.id, words.GRANT, user_id or 0, {"reason": reason, "act": act}, at=at, by=actor.user_id)


def _check(reason: str) -> None:
    if not reason.strip():
        raise BadInput("reason_missing", field="reason")
    if len(reason) > MAX_REASON:
        raise BadInput("content_too_long", field="reason")
