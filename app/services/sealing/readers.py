"""What a denouncer's tracking code opens beside the state of his case: the letters of the authority to him."""

from datetime import datetime

from app.domain import tracking_codes
from app.domain.facts import Actor
from app.persistence import envelopes
from app.persistence.models.case import Case
from app.persistence.queries import cases
from app.persistence.queries.seals import copies
from app.persistence.transaction import transaction
from app.services.sealing import migration, words


def private_of(code: str) -> bytes:
    """The private key that a code stands for; the code has 135 bits and is kept nowhere."""
    return envelopes.derived((tracking_codes.normalise(code) or code).encode(), "tiepdan reader")


def public_of(code: str) -> bytes:
    """What letters to the holder of a code are sealed to."""
    return envelopes.pair_of(private_of(code)).public


def of_case(case_id: int) -> bytes | None:
    """To what the letters about a case are sealed; None where the code was never typed since it was sealed."""
    found = copies.seal_of(case_id)
    return found.reader_key if found else None


def opened(case_id: int, code: str, *, at: datetime) -> bytes:
    """The private key of a code that was proven for a case. Where that case, or a part of it, was sealed only after it
    was filed, nobody could know the code: from now on letters can be sealed to it."""
    own = cases.known(case_id)
    several = [case for case in (own, *cases.split_from(case_id)) if case is not None and case.is_sealed]
    unnamed = [case.id for case in several if of_case(case.id) is None and _may_be_named(case, case_id)]
    if unnamed:
        with transaction():
            for sealed_id in unnamed:
                case = cases.locked(sealed_id)
                if case is not None:
                    migration.ensure(case, at=at)
                copies.name_reader(sealed_id, public_of(code))
    return private_of(code)


def _may_be_named(case: Case, proven_id: int) -> bool:
    """The server could work out the code of a part: only the letter's own opens anything."""
    return case.id != proven_id or case.split_from_id is None


def letters(actor: Actor, case_id: int) -> dict[int, str]:
    """What the authority wrote about a case, by message, with whatever codes this citizen carries."""
    named = of_case(case_id)
    held = (key for key in actor.code_keys.values() if envelopes.pair_of(key).public == named)
    key = next(held, None)
    return words.letters(key, case_id) if key is not None else {}
