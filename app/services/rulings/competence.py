"""Whose case: the facts of a question, however they are written, and the ruling."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from app.domain.competence import CHANGES, LEVELS, BodyDirectory, CompetenceRuling, resolve, respondent_type
from app.domain.facts import CompetenceFacts
from app.domain.rules import LawBook
from app.domain.vocabulary import Procedure
from app.services.rulings.positions import BODY, HEAD, STAFF, folded, position
from app.services.rulings.reading import Question, day, flag, procedure, text

HEAD_TYPES = ("ct_", "pct_", "giam_doc", "pho_giam_doc", "bo_truong", "minister", "chu_tich", "pho_chu_tich")
OF_A_COMMUNE = ("commune_committee", "commune_unit")
NO_MATTER = frozenset({"id", "note", "ghi_chu", "bodyHistory"})
OF_THE_RESPONDENT = {
    "code": "respondent_code", "bodyId": "respondent_code", "body": "respondent_code", "type": "respondent_type",
    "positionType": "position", "position": "position", "isHeadOrDeputy": "respondent_is_head",
    "is_head": "respondent_is_head", "level": "respondent_level", "name": "respondent_name",
    "is_deputy": "respondent_is_head", "isHead": "respondent_is_head", "parent": "managing_code",
    "managed_by": "managing_code", "moved": "respondent_moved", "decisionDate": "act_on", "actDate": "act_on",
}  # fmt: skip


def answer(question: Question, law: LawBook, directory: BodyDirectory) -> dict[str, Any]:
    """The settling authority and its ground. Refusal or ValueError when there is no answer.

    A word that nobody understood is told in `warnings`; where it might change the answer, a person decides.
    """
    asked = _Asked(_flat(question))
    facts = facts_of(asked, directory, law)
    ruling = resolve(facts, directory, law)
    warnings = [f"not understood: {', '.join(unheard)}"] if (unheard := asked.unheard()) else []
    sure, needs_human = ruling.sure, ruling.needs_human
    word = _position_word(asked)
    if word and position(word) is None and _depends_on_position(facts, ruling, directory, law):
        warnings.append(f"position not understood: {word!r}; answered as for staff")
        sure, needs_human = False, True
    return {
        "settler_body": ruling.settler_code,
        "settler_name": ruling.settler_name,
        "settler_office": ruling.office,
        "rule": ruling.rule_id,
        "citation": str(ruling.citation),
        "confidence": ruling.confidence.value,
        "sure": sure,
        "needs_human": needs_human,
        "reason": ruling.reason,
        "warnings": warnings,
    }


class _Asked(dict[str, Any]):
    """A question that remembers which of its words were asked for."""

    def __init__(self, question: Mapping[str, Any]) -> None:
        super().__init__(question)
        self.heard: set[str] = set()

    def get(self, name: str, default: Any = None) -> Any:
        """The value, remembered as heard."""
        self.heard.add(name)
        return super().get(name, default)

    def unheard(self) -> list[str]:
        """Words that no rule has read."""
        return sorted(map(str, self.keys() - self.heard - NO_MATTER))


def _depends_on_position(
    facts: CompetenceFacts, ruling: CompetenceRuling, directory: BodyDirectory, law: LawBook
) -> bool:
    """Whether another position would lead to another settler."""
    others = (replace(facts, respondent_is_head=True), replace(facts, respondent_position=BODY))
    return any(resolve(one, directory, law).settler_code != ruling.settler_code for one in others)


def _position_word(asked: Question) -> str:
    return text(asked, "position", "respondent_position") or ""


def facts_of(question: Question, directory: BodyDirectory, law: LawBook) -> CompetenceFacts:
    """What the rules read of a question (docs/law/facts.md)."""
    asked = question if isinstance(question, _Asked) else _flat(question)
    kind = procedure(asked, law)
    act_on = day(asked, "act_on", "act_date", "decision_date", "decision_on", "decided_on")
    filed_on = day(asked, "filed_on", "filed", "received_on", "received", "on", "date", "ngay_nop") or act_on
    if filed_on is None:
        raise ValueError("when was it filed? (filed_on)")
    if act_on is not None and act_on > filed_on:
        raise ValueError(f"the act of {act_on} lies after the filing of {filed_on}")
    word = text(asked, "respondent_type") or ""
    said = position(_position_word(asked))
    is_head = flag(asked, "respondent_is_head", "is_head", "is_head_or_deputy", "is_deputy") or said == HEAD
    kind_of_body = _type(word, text(asked, "respondent_level"), law)
    unit_code = text(asked, "unit_code", "unit", "commune", "xa")
    committee = directory.committee_of(unit_code, act_on or filed_on) if kind_of_body in OF_A_COMMUNE else None
    code = _code(asked, directory, act_on or filed_on)
    if code is None and committee is not None and kind_of_body == OF_A_COMMUNE[0]:
        code = committee.code
    return CompetenceFacts(
        procedure=kind,
        filed_on=filed_on,
        act_on=act_on,
        respondent_code=code,
        respondent_is_head=is_head or (said is None and folded(word).startswith(HEAD_TYPES)),
        respondent_position=said if said in {STAFF, BODY} else "",
        respondent_type=kind_of_body,
        managing_code=_managing(asked, directory, filed_on) or (committee.code if committee else None),
        respondent_moved=_moved(asked, said),
        current_code=text(asked, "current_code", "current_body", "now_at"),
        body_change=_change(asked, "body_change"),
        is_disputed=flag(asked, "is_disputed", "disputed"),
        has_several_managers=flag(asked, "several_managers", "has_several_managers"),
        is_state_management=flag(asked, "is_state_management", "state_management") or _is_sector(asked, kind),
        first_decided_on=day(asked, "first_decided_on"),
        unit_code=unit_code,
        field=text(asked, "field", "sector", "linh_vuc"),
        level=_level(asked),
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
    return _found(word, directory, on)


def _found(word: str | None, directory: BodyDirectory, on: date) -> str | None:
    """A body of the day by its full name, else one of any day: what became of it the rules know."""
    if word is None or word in directory.by_code:
        return word
    named = [body for body in directory if _name(body.name) == _name(word)]
    for found in ({body.code for body in named if body.exists_on(on)}, {body.code for body in named}):
        if len(found) == 1:
            return found.pop()
    return word


@lru_cache(maxsize=2048)
def _name(word: str) -> str:
    return folded(word).replace("ubnd", "uy_ban_nhan_dan")


def _managing(asked: Question, directory: BodyDirectory, on: date) -> str | None:
    """Who manages the body, where the body itself is not in the register."""
    return _found(text(asked, "managing_code", "managed_by", "parent_code"), directory, on)


def _type(word: str, level: str | None, law: LawBook) -> str | None:
    """A type by its name or another word; with a level also by the type of the body register (ubnd, so …)."""
    if level:
        found = next((one for one in law.respondents if level in one.levels and word in one.types), None)
        if found is not None:
            return found.name
    if not word:
        return None
    known = respondent_type(word, law.respondents) or respondent_type(folded(word), law.respondents)
    if known is None:
        raise ValueError(f"no respondent is of the type {word!r}")
    return known


def _level(asked: Question) -> str:
    """Whose function the matter of a recommendation is."""
    level = text(asked, "level", "function_level") or ""
    if level and level not in LEVELS:
        raise ValueError(f"level is one of {', '.join(sorted(LEVELS))}, not {level!r}")
    return level


def _moved(asked: Question, said: str | None) -> str:
    change = _change(asked, "respondent_moved", "moved")
    if change == "equal" and said == STAFF:  # Đ12.3a speaks of heads and deputies alone
        return "other"
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
