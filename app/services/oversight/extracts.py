"""The content of a denunciation on paper, in two variants (LTC Đ56.2): without identity, for whoever works on the case
and for the outside; and whole, for the sealed file alone. The first is made from the released text and can hold nothing
else; the second opens the case, with a purpose, on record."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from app.documents import composing
from app.documents.letter import Letter
from app.domain.calendars import local_date
from app.domain.confidentiality import Purpose
from app.domain.facts import Actor
from app.domain.refusals import WrongState
from app.i18n import formats
from app.persistence import audit
from app.persistence.models.case import Case
from app.persistence.queries import users
from app.persistence.transaction import transaction
from app.services.intake import disclosure
from app.services.law import law_in_force
from app.services.oversight import dossier
from app.services.reception import heads
from app.services.sealing import releasing


def redacted(actor: Actor, case_id: int, *, at: datetime) -> Letter:
    """The released text as a paper, for everybody who may see the case. Nothing released: WrongState."""
    case = dossier.seen(actor, case_id)
    shown = releasing.shown(case)
    if not shown.text:
        raise WrongState("no_released_text")
    with transaction():
        audit.append(actor, "case.extract", at=at, case_id=case_id)
    context = {"is_full": False, "petitions": (), "lines": _lines(shown.text)}
    return _composed(actor, case, "denunciation_extract", context, at)


def full(actor: Actor, case_id: int, purpose: Purpose, *, at: datetime) -> Letter:
    """Everything the denouncer wrote, with who he is; only for who holds the key, and on record with its purpose."""
    opened = disclosure.disclose(actor, case_id, purpose, at=at)
    context = {"is_full": True, "petitions": [_petition(row) for row in opened.petitions], "lines": ()}
    return _composed(actor, dossier.seen(actor, case_id), "denunciation_full", context, at)


def _composed(actor: Actor, case: Case, letter: str, context: Mapping[str, Any], at: datetime) -> Letter:
    row = law_in_force().letter(letter, local_date(at))
    who = users.names([actor.user_id]).get(actor.user_id, "") if actor.user_id else ""
    head = heads.of_body(case.body, local_date(at))
    return composing.compose(
        row.template,
        head,
        {**context, "number": case.number, "made": formats.moment(at), "maker": who},
        name=row.names["vi"],
    )


def _petition(row: Mapping[str, Any]) -> dict[str, Any]:
    people = [
        {
            "name": party["name"],
            "address": party.get("address"),
            "contact": ", ".join(filter(None, (party.get("phone"), party.get("email")))),
        }
        for party in row["parties"]
    ]
    respondent = ", ".join(filter(None, (row.get("respondent_name"), row.get("respondent_position"))))
    words = "\n".join(filter(None, (row["content"], row.get("request"))))
    return {"people": people, "respondent": respondent, "lines": _lines(words)}


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
