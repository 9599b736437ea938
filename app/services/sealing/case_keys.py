"""The key pair of a sealed case: made at filing, sealed to those who may open it, and handed on with the case.

The private half exists only in the moment it is made or opened. A copy of it is sealed to each keeper of the body
that has the case and to the recovery key; everything of the case is sealed to the public half (docs/adr).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.domain.calendars import local_date
from app.domain.confidentiality import conflicts
from app.domain.facts import Actor, Exclusion
from app.domain.refusals import NotAllowed, WrongState
from app.persistence import envelopes, newrows
from app.persistence.models.case import Case
from app.persistence.models.seal import CaseSeal, SealedCopy
from app.persistence.queries import users
from app.persistence.queries.conflicts import exclusions, ties
from app.persistence.queries.seals import copies, keys

FILING, GRANT, TRANSFER, REISSUE, RECOVERY = "filing", "grant", "transfer", "reissue", "recovery"


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whoever a copy is sealed to; no account: the recovery key."""

    key_id: int
    public: bytes
    user_id: int | None = None


def recipients(case_id: int, body_id: int, day: date) -> list[Recipient]:
    """Everybody a case at a body is sealed to: those who keep its seals, but none from whom the case is kept, and the
    recovery key."""
    found = [Recipient(*row) for row in keys.recipients(body_id, day)]
    kept_from = [row.facts() for row in exclusions.of_case(case_id)]
    return [one for one in found if one.user_id is None or not is_kept(one.user_id, kept_from)]


def is_kept(user_id: int, kept_from: Sequence[Exclusion]) -> bool:
    """Whether an account is among those whom a case is kept from."""
    user = users.by_id(user_id) if kept_from else None
    return user is not None and conflicts.meet(ties.of(user), kept_from)


def desk_for(usual: int, instead: int | None, day: date) -> int:
    """Where a denunciation is put: at the usual desk if anybody there can open it, else where it goes instead (the
    reception board, which passes it on); else at the usual desk, waiting for the recovery key. With no key at all it
    is not taken: the server must never be the only one to hold it. Raises WrongState("sealing_not_ready")."""
    for body_id in (usual, instead):
        if body_id is not None and keys.exist_at(body_id, day):
            return body_id
    if not keys.recovery():
        raise WrongState("sealing_not_ready")
    return usual


def seal_case(
    case_id: int, body_id: int, *, at: datetime, reader: bytes | None = None, protection: bool = False
) -> bytes:
    """Make the key pair of a case, sealed to the keepers of a body and to recovery; returns the public half. `reader`:
    public half of what the tracking code opens; `protection`: the denouncer asks for it (LTC Đ47). Inside the caller's
    transaction."""
    found = recipients(case_id, body_id, local_date(at))
    if not found:
        raise WrongState("sealing_not_ready")
    pair = envelopes.new_pair()
    row = CaseSeal(case_id=case_id, public_key=pair.public, reader_key=reader, at=at)
    row.protection_asked_at = at if protection else None
    newrows.insert(row)
    give(case_id, pair.private, found, because=FILING, by=None, at=at)
    return pair.public


def give(
    case_id: int, private: bytes, to: Iterable[Recipient], *, because: str, by: int | None, at: datetime
) -> list[int]:
    """Seal a copy of the case's key to each; returns the keys it was given to."""
    rows = [
        SealedCopy(
            case_id=case_id,
            key_id=one.key_id,
            wrapped=envelopes.put(one.public, private, place_of(case_id, one.public)),
            because=because,
            granted_by_id=by,
            at=at,
        )
        for one in to
    ]
    newrows.insert(*rows)
    return [row.key_id for row in rows]


def public_in_hand(actor: Actor) -> bytes:
    """The public half of the key that the actor has open; raises NotAllowed("seal_locked")."""
    if actor.seal_key is None:
        raise NotAllowed("seal_locked")
    return envelopes.pair_of(actor.seal_key).public


def opened(actor: Actor, case_id: int) -> bytes:
    """The private key of a case, for one of the staff whose own key is open and who was given a copy. Whether he may
    is asked before. Raises NotAllowed: seal_locked, seal_not_given."""
    if actor.seal_key is None:
        raise NotAllowed("seal_locked")
    return opened_with(actor.seal_key, case_id)


def opened_with(private: bytes, case_id: int) -> bytes:
    """The same with a private key in the hand, as that of the safe."""
    public = envelopes.pair_of(private).public
    copy = copies.copy_for(case_id, public)
    if copy is None or copy.wrapped is None:
        raise NotAllowed("seal_not_given")
    return envelopes.take(private, copy.wrapped, place_of(case_id, public))


def public_of(case_id: int) -> bytes:
    """What everything of a case is sealed to."""
    found = copies.seal_of(case_id)
    if found is None:
        raise WrongState("sealing_not_ready")
    return found.public_key


def hand_on(actor: Actor, case: Case, to_body_id: int, *, at: datetime) -> None:
    """The case goes to another body: its keepers get the key from whoever passes it on, and the old ones lose theirs.
    Where nobody there has a key yet, the recovery key gives it to them later; without one it cannot go."""
    private = opened(actor, case.id)
    held = list(copies.held(case.id))
    having = {copy.key_id for copy in held}
    wanted = recipients(case.id, to_body_id, local_date(at))
    if not wanted:
        raise WrongState("seal_receiver_missing")
    fresh = [one for one in wanted if one.key_id not in having]
    give(case.id, private, fresh, because=TRANSFER, by=actor.user_id, at=at)
    kept = {one.key_id for one in wanted}
    for copy in held:
        if copy.key_id not in kept:
            copies.take_away(copy.id, actor.user_id, at)


def place_of(case_id: int, public: bytes) -> str:
    """Binds a copy to its case and its holder."""
    return f"sealed_copy:{case_id}:{public.hex()}"
