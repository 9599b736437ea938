"""Whose case: the facts of a question, however they are written, and the ruling."""

from datetime import date
from typing import Any

from app.domain.competence import CHANGES, BodyDirectory, resolve, respondent_type
from app.domain.facts import CompetenceFacts
from app.domain.rules import LawBook
from app.domain.vocabulary import Procedure
from app.services.rulings.reading import Question, day, flag, procedure, text

HEADS = frozenset({"head", "deputy", "chairman", "vice_chairman", "chair", "director", "deputy_director"})
HEADS_VI = frozenset({"truong", "pho", "chu_tich", "pho_chu_tich", "giam_doc", "pho_giam_doc", "thu_truong", "cap_pho"})
HEAD_WORDS = ("ct_", "giam_doc", "bo_truong", "minister", "chu_tich")
OF_THE_RESPONDENT = {
    "code": "respondent_code", "bodyId": "respondent_code", "body": "respondent_code", "type": "respondent_type",
    "positionType": "position", "position": "position", "isHeadOrDeputy": "respondent_is_head",
    "is_head": "respondent_is_head", "level": "respondent_level", "name": "respondent_name",
}  # fmt: skip


def answer(question: Question, law: LawBook, directory: BodyDirectory) -> dict[str, Any]:
    """The settling authority and its ground. Refusal or ValueError when there is no answer."""
    ruling = resolve(facts_of(question, directory, law), directory, law)
    return {
        "settler_body": ruling.settler_code,
        "settler_name": ruling.settler_name,
        "settler_office": ruling.office,
        "rule": ruling.rule_id,
        "citation": str(ruling.citation),
        "confidence": ruling.confidence.value,
        "sure": ruling.sure,
        "needs_human": ruling.needs_human,
        "reason": ruling.reason,
    }


def facts_of(question: Question, directory: BodyDirectory, law: LawBook) -> CompetenceFacts:
    """What the rules read of a question (docs/law/facts.md)."""
    asked = _flat(question)
    kind = procedure(asked, law)
    act_on = day(asked, "act_on", "act_date", "decision_date", "decision_on", "decided_on")
    filed_on = day(asked, "filed_on", "filed", "received_on", "received", "on", "date", "ngay_nop") or act_on
    if filed_on is None:
        raise ValueError("when was it filed? (filed_on)")
    word = text(asked, "respondent_type") or ""
    position = (text(asked, "position", "respondent_position") or "").casefold().replace(" ", "_")
    is_head = flag(asked, "respondent_is_head", "is_head", "is_head_or_deputy") or position in HEADS | HEADS_VI
    return CompetenceFacts(
        procedure=kind,
        filed_on=filed_on,
        act_on=act_on,
        respondent_code=_code(asked, directory, act_on or filed_on),
        respondent_is_head=is_head or (not position and word.casefold().startswith(HEAD_WORDS)),
        respondent_position="body" if position in {"body", "co_quan", "collective"} else position,
        respondent_type=_type(word, text(asked, "respondent_level"), law),
        respondent_moved=_moved(asked),
        current_code=text(asked, "current_code", "current_body", "now_at"),
        body_change=_change(asked, "body_change"),
        is_disputed=flag(asked, "is_disputed", "disputed"),
        is_state_management=flag(asked, "is_state_management", "state_management") or _is_sector(asked, kind),
        first_decided_on=day(asked, "first_decided_on"),
        unit_code=text(asked, "unit_code", "unit", "commune", "xa"),
        field=text(asked, "field", "sector", "linh_vuc"),
    )


def _flat(question: Question) -> dict[str, Any]:
    """A question may keep what it says of the respondent in an object of its own."""
    asked: dict[str, Any] = dict(question)
    respondent = asked.get("respondent")
    if isinstance(respondent, dict):
        del asked["respondent"]
        for name, value in respondent.items():
            asked.setdefault(OF_THE_RESPONDENT.get(str(name), str(name)), value)
    return asked


def _code(asked: Question, directory: BodyDirectory, on: date) -> str | None:
    """The code of the body, found by its name where somebody gives that."""
    word = text(asked, "respondent_code", "respondent", "body_code", "respondent_body", "body", "respondent_name")
    if word is None or word in directory.by_code:
        return word
    named = [body.code for body in directory if body.name.casefold() == word.casefold() and body.exists_on(on)]
    return named[0] if len(named) == 1 else word


def _type(word: str, level: str | None, law: LawBook) -> str | None:
    """A type by its name or another word; with a level also by the type of the body register (ubnd, so …)."""
    if level:
        found = next((one for one in law.respondents if level in one.levels and word in one.types), None)
        if found is not None:
            return found.name
    if not word:
        return None
    known = respondent_type(word, law.respondents)
    if known is None:
        raise ValueError(f"no respondent is of the type {word!r}")
    return known


def _moved(asked: Question) -> str:
    change = _change(asked, "respondent_moved", "moved")
    if flag(asked, "current_is_head") and change in {"higher", "other"}:
        return "now_head"
    return change


def _change(asked: Question, *names: str) -> str:
    change = (text(asked, *names) or "").casefold()
    if change in {"", "none", "no"}:
        return ""
    if change not in CHANGES:
        raise ValueError(f"{names[0]} is one of {', '.join(sorted(CHANGES))}, not {change!r}")
    return change


def _is_sector(asked: Question, kind: Procedure) -> bool:
    """TCQL: a denunciation about a field of state management."""
    return kind is Procedure.DENUNCIATION and (text(asked, "kind", "procedure") or "").upper() == "TCQL"
