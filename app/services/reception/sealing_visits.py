"""A visit that brings a denunciation: names and words are sealed to keepers of seals, not to the server (LTC Đ56).

The visit has a key pair of its own, made at saving; its private half is sealed to each keeper and to recovery. Where no
keeper has a key yet the visit cannot be saved with words: the paper book takes it, as it takes the petition.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from app.domain.calendars import local_date
from app.domain.facts import Actor
from app.domain.reception.access import require_sight
from app.domain.refusals import NotAllowed, WrongState
from app.persistence import audit, envelopes
from app.persistence.models.reception import Visit
from app.persistence.queries.reception import visits
from app.persistence.queries.seals import keys
from app.persistence.transaction import transaction


def seal(visit: Visit, keeper_id: int, words: Mapping[str, Any], *, at: datetime) -> None:
    """Put the words under seal for the keepers of a body, before the visit is written. What binds them to it is the
    hash of the submission, which is known before any number is."""
    token, recipients = visit.submission_hash, keys.recipients(keeper_id, local_date(at))
    if not recipients:
        raise WrongState("sealing_not_ready")
    pair = envelopes.new_pair()
    plain = json.dumps(words, ensure_ascii=False, default=str).encode()
    visit.sealed = envelopes.put(pair.public, plain, _place(token))
    visit.sealed_copies = {
        public.hex(): envelopes.put(public, pair.private, _copy_place(token, public)).hex()
        for _key_id, public, _user_id in recipients
    }


def opened(actor: Actor, visit_id: int, *, at: datetime) -> dict[str, Any]:
    """The words, for a keeper of the body whose own key is open; on record before the answer."""
    with transaction():
        visit = visits.locked(visit_id)
        require_sight(actor, visits.facts(visit))
        if visit is None or visit.sealed is None or visit.sealed_copies is None:
            raise WrongState("visit_not_sealed")
        if actor.seal_key is None:
            raise NotAllowed("seal_locked")
        public = envelopes.pair_of(actor.seal_key).public
        copy = visit.sealed_copies.get(public.hex())
        if copy is None:
            raise NotAllowed("seal_not_given")
        audit.append(actor, "visit.open", at=at, subject=f"visit:{visit.id}")
        token = visit.submission_hash
        private = envelopes.take(actor.seal_key, bytes.fromhex(copy), _copy_place(token, public))
        words: dict[str, Any] = json.loads(envelopes.take(private, visit.sealed, _place(token)))
        return words


def _place(token: str) -> str:
    return f"visit:{token}:sealed"


def _copy_place(token: str, public: bytes) -> str:
    return f"visit:{token}:copy:{public.hex()}"
