"""Why somebody has no part in a case: kept by the server's key, of a sealed case sealed to it; never in the log."""

import json
from datetime import datetime

from app.domain.confidentiality.recusal import Act, Because
from app.domain.facts import Actor
from app.domain.refusals import BadInput, NotAllowed
from app.persistence import newrows, sealing
from app.persistence.models.case import Case
from app.persistence.models.exclusion import ExclusionAct
from app.services.sealing import case_keys, words

LONGEST = 1000  # characters


def check(text: str) -> None:
    if not text.strip():
        raise BadInput("exclusion_reason_missing", field="reason")
    if len(text) > LONGEST:
        raise BadInput("content_too_long", field="reason")


def keep(actor: Actor, case: Case, act: Act, token: str, because: Because | None, text: str, *, at: datetime) -> int:
    """Write down what was done and why; the number of the act. Inside the caller's transaction."""
    said = {"because": because.value if because else "", "reason": text.strip()}
    plain = None if case.is_sealed else sealing.seal(json.dumps(said).encode(), place(case.id, token))
    row = ExclusionAct(case_id=case.id, act=act, token=token, sealed=plain, by_id=actor.user_id or 0, at=at)
    newrows.insert(row)
    if case.is_sealed:
        words.keep(case.id, words.NO_PART, row.id, said, at=at, by=actor.user_id)
    return row.id


def read(actor: Actor, case: Case, rows: list[ExclusionAct]) -> dict[int, dict[str, str]]:
    """The reasons by act, as far as the reader can open them: of a sealed case with his own key."""
    if not case.is_sealed:
        return {row.id: json.loads(sealing.unseal(row.sealed, place(case.id, row.token))) for row in rows if row.sealed}
    try:
        private = case_keys.opened(actor, case.id)
    except NotAllowed:
        return {}
    return {number: dict(said) for number, said in words.why_no_part(private, case.id).items()}


def place(case_id: int, token: str) -> str:
    return f"exclusion_act:{case_id}:{token}:sealed"
