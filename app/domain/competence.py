"""Whose case is it: the competent settling authority, by rows of lawbook/*/competence*.toml (procedure.md 6).

The rows decide; BodyDirectory knows the bodies. A circumstance (the person has moved, the body is gone,
bodies disagree) first says of which body the table is asked, or who decides at once.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from app.domain.citations import Citation
from app.domain.facts import COMMITTEE, BodyDirectory, BodyFacts, CompetenceFacts
from app.domain.refusals import LawUnknown
from app.domain.rows import CircumstanceRow, CompetenceRow, RespondentType
from app.domain.rules import LawBook
from app.domain.vocabulary import BodyLevel, Confidence

__all__ = [
    "ABOUT",
    "CHANGES",
    "COMMITTEE",
    "FORMER_DISTRICT",
    "OTHER",
    "POSITIONS",
    "SETTLERS",
    "UNKNOWN",
    "BodyDirectory",
    "CompetenceRuling",
    "respondent_type",
    "resolve",
]

FORMER_DISTRICT = "former_district"
UNKNOWN = "unknown"
OTHER = "other"
POSITIONS = frozenset({"staff", "head", "body"})
CHANGES = frozenset(
    {"equal", "higher", "now_head", "other", "left", "retired", "merged", "split", "dissolved"}
    | {"several_managers", "state_management", "disputed"}
)
"""What a circumstance may be: of the person, of the body, of the matter."""
ABOUT = frozenset({"", "then", "now"})
UNCLEAR = "unclear"
LEVELS = frozenset({"commune", "district", "province", "named", UNCLEAR})


@dataclass(frozen=True, slots=True)
class CompetenceRuling:
    """Who settles, and why. `settler_code` None: a body outside this system, named in `settler_name`.

    Never route without a person when `needs_human`; an unsure row is never `sure`.
    """

    settler_code: str | None
    settler_name: str
    office: str  # the office of the person who decides, e.g. Chủ tịch UBND xã
    rule_id: str
    citation: Citation
    confidence: Confidence
    sure: bool
    needs_human: bool
    reason: str


@dataclass(frozen=True, slots=True)
class _Respondent:
    """The body complained about, as it lives on the day of filing, and what it is to the rules."""

    type: str
    body: BodyFacts | None
    position: str


def resolve(facts: CompetenceFacts, bodies: BodyDirectory, law: LawBook) -> CompetenceRuling:
    """The ruling on competence for a petition; LawUnknown when no row or more than one answers."""
    circumstance = _circumstance(facts, law)
    if circumstance is None:
        return _by_table(facts, bodies, law)
    if circumstance.settler:
        return _at_once(circumstance, facts, bodies, law)
    ruling = _by_table(_asked(circumstance, facts), bodies, law)
    sure = ruling.sure and circumstance.confidence.is_sure and not circumstance.needs_human
    sure = sure and not _left_a_district(facts, bodies, law)
    return replace(
        ruling,
        rule_id=circumstance.rule_id,
        citation=circumstance.citation,
        confidence=ruling.confidence if not ruling.sure else circumstance.confidence,
        sure=sure,
        needs_human=not sure,
        reason=circumstance.reason,
    )


def respondent_type(word: str, types: Iterable[RespondentType]) -> str | None:
    """The type of respondent that a word means, by its name or another word for it."""
    known = word.strip().casefold()
    return next((kind.name for kind in types if known == kind.name or known in kind.aliases), None)


def _circumstance(facts: CompetenceFacts, law: LawBook) -> CircumstanceRow | None:
    """The first change that has a row: disagreement, then the body, then the person."""
    changes = ["disputed"] if facts.is_disputed else []
    changes += ["state_management"] if facts.is_state_management else []
    changes += ["several_managers"] if facts.has_several_managers else []
    changes += [change for change in (facts.body_change, facts.respondent_moved) if change]
    for change in changes:
        for row in law.circumstances:
            if change in row.changes and facts.procedure in row.procedures and row.in_force.covers(facts.filed_on):
                return row
    return None


def _asked(row: CircumstanceRow, facts: CompetenceFacts) -> CompetenceFacts:
    """The question as the circumstance turns it: of another body, in another position."""
    if row.about == "now" and (facts.current_code or not facts.body_change):
        facts = replace(facts, respondent_code=facts.current_code, respondent_type=None, act_on=None)
    if row.position:
        facts = replace(facts, respondent_is_head=row.position == "head", respondent_position="")
    return facts


def _at_once(row: CircumstanceRow, facts: CompetenceFacts, bodies: BodyDirectory, law: LawBook) -> CompetenceRuling:
    settler = SETTLERS[row.settler](facts, _respondent(facts, bodies, law), bodies)
    if settler is None:
        return _undecided(row, facts, bodies)
    sure = row.confidence.is_sure and not row.needs_human and not _left_a_district(facts, bodies, law)
    name, office = settler.name, settler.head_title
    return CompetenceRuling(
        settler.code, name, office, row.rule_id, row.citation, row.confidence, sure, not sure, row.reason
    )


def _left_a_district(facts: CompetenceFacts, bodies: BodyDirectory, law: LawBook) -> bool:
    """A change of an abolished district: neither a merger nor an end that one body answers for; a person says."""
    return bool(facts.body_change) and _respondent(facts, bodies, law).type == FORMER_DISTRICT


def _by_table(facts: CompetenceFacts, bodies: BodyDirectory, law: LawBook) -> CompetenceRuling:
    respondent = _respondent(facts, bodies, law)
    rows = [row for row in law.competence if _fits(row, facts, respondent)]
    if len(rows) != 1:
        reason = "two_competence_rows" if rows else "no_competence_row"
        raise LawUnknown(reason, respondent=respondent.type, rules=[row.rule_id for row in rows])
    row = rows[0]
    settler = SETTLERS[row.settler](facts, respondent, bodies)
    office = row.title or (settler.head_title if settler else row.office or _called(row, respondent, law))
    if settler is None and not office:
        return _undecided(row, facts, bodies)
    sure = row.confidence.is_sure and not row.needs_human
    return CompetenceRuling(
        settler_code=settler.code if settler else None,
        settler_name=settler.name if settler else office,
        office=office,
        rule_id=row.rule_id,
        citation=row.citation,
        confidence=row.confidence,
        sure=sure,
        needs_human=not sure,
        reason=row.reason,
    )


def _called(row: CompetenceRow, respondent: _Respondent, law: LawBook) -> str:
    """What the settling authority is called where only the type of the respondent is known."""
    kind = next((kind for kind in law.respondents if kind.name == respondent.type), None)
    if kind is None or respondent.body is not None:
        return ""
    return {"SELF_HEAD": kind.head, "PARENT_HEAD": kind.superior}.get(row.settler, "")


def _undecided(row: CompetenceRow | CircumstanceRow, facts: CompetenceFacts, bodies: BodyDirectory) -> CompetenceRuling:
    """The body of the row cannot be found: the reception board proposes, a person decides (LTCD Đ26)."""
    board = bodies.reception_board(facts.filed_on)
    return CompetenceRuling(
        settler_code=board.code if board else None,
        settler_name=board.name if board else "",
        office=board.head_title if board else "",
        rule_id=row.rule_id,
        citation=row.citation,
        confidence=row.confidence,
        sure=False,
        needs_human=True,
        reason="settler_not_found",
    )


def _fits(row: CompetenceRow, facts: CompetenceFacts, respondent: _Respondent) -> bool:
    return (
        facts.procedure in row.procedures
        and row.in_force.covers(facts.filed_on)
        and respondent.type in row.respondents
        and respondent.position in row.positions
        and (not row.levels or _level(facts) in row.levels)
    )


def _level(facts: CompetenceFacts) -> str:
    """Whose function the matter is; a field of work alone names the body specialised in it."""
    return facts.level or ("province" if facts.field else UNCLEAR)


def _respondent(facts: CompetenceFacts, bodies: BodyDirectory, law: LawBook) -> _Respondent:
    """Find the body of the day of the act and what has become of it by the day of filing."""
    position = "head" if facts.respondent_is_head else "body" if facts.respondent_position == "body" else "staff"
    then = bodies.get(facts.respondent_code, facts.act_on or facts.filed_on)
    then = then or bodies.last_known(facts.respondent_code)
    if then is None:
        return _Respondent(respondent_type(facts.respondent_type or "", law.respondents) or UNKNOWN, None, position)
    now = bodies.successor(then.code, facts.filed_on)
    if now is None:  # abolished with nobody in its place, or not yet there on the day of filing
        gone = FORMER_DISTRICT if then.level is BodyLevel.DISTRICT else UNKNOWN
        return _Respondent(gone, then, position)
    parent = bodies.superior(now, facts.filed_on)
    return _Respondent(_type_of(now, parent, law.respondents), now, position)


def _type_of(body: BodyFacts, parent: BodyFacts | None, types: Iterable[RespondentType]) -> str:
    for kind in types:
        if body.level.value not in kind.levels or body.type not in kind.types:
            continue
        if not kind.parent_types or (parent is not None and parent.type in kind.parent_types):
            return kind.name
    return OTHER


_Settler = Callable[[CompetenceFacts, _Respondent, BodyDirectory], BodyFacts | None]


def _superior(facts: CompetenceFacts, respondent: _Respondent, bodies: BodyDirectory) -> BodyFacts | None:
    if respondent.body is None:
        return bodies.successor(facts.managing_code, facts.filed_on)
    return bodies.superior(respondent.body, facts.filed_on)


def _function_successor(facts: CompetenceFacts, respondent: _Respondent, bodies: BodyDirectory) -> BodyFacts | None:
    """Who took over the function of an abolished district: the commune of the place or the body of the field.

    Luật 72/2025/QH15 Đ54.8 names no list; the answer is a candidate for a person to confirm.
    """
    committee = bodies.committee_of(facts.unit_code, facts.filed_on)
    return committee or _field_body(facts, respondent, bodies)


def _field_body(facts: CompetenceFacts, respondent: _Respondent, bodies: BodyDirectory) -> BodyFacts | None:
    """What became of the usual handler, else the one specialised body of the field; two candidates are no answer."""
    handler = bodies.successor(facts.handler_code, facts.filed_on)
    if handler is not None and handler.type in _HANDLERS:
        return handler
    if not facts.field:
        return None
    found = bodies.in_field(facts.field, facts.filed_on, _SPECIALISED)
    beginning = [body for body in found if body.valid_from == found[0].valid_from]
    return found[0] if len(beginning) == 1 else None


def _managing(facts: CompetenceFacts, respondent: _Respondent, bodies: BodyDirectory) -> BodyFacts | None:
    """The body that managed one that was dissolved, or what has taken its place (LTC Đ12.5)."""
    gone = bodies.get(facts.respondent_code, facts.act_on or date.min) or bodies.last_known(facts.respondent_code)
    if gone is None or gone.parent_code is None:
        return None
    return bodies.successor(gone.parent_code, facts.filed_on)


_SPECIALISED = ("so", "ban", "ban_ql", "nganh_doc", "thanh_tra")
_HANDLERS = (*_SPECIALISED, "su_nghiep", "van_phong", "doanh_nghiep")


def _lives(facts: CompetenceFacts, respondent: _Respondent) -> bool:
    return respondent.body is not None and respondent.body.exists_on(facts.filed_on)


def _district_of(facts: CompetenceFacts, respondent: _Respondent, bodies: BodyDirectory) -> BodyFacts | None:
    """The People's Committee of the district of the place, while there were districts."""
    commune = bodies.committee_of(facts.unit_code, facts.filed_on)
    above = bodies.superior(commune, facts.filed_on) if commune else None
    return above if above and above.level is BodyLevel.DISTRICT else None


SETTLERS: Mapping[str, _Settler] = MappingProxyType(
    {
        "SELF_HEAD": lambda facts, respondent, bodies: respondent.body,
        "PARENT_HEAD": _superior,
        "PROVINCE_CHAIR": lambda facts, respondent, bodies: bodies.province_committee(facts.filed_on),
        "SUCCESSOR": _function_successor,
        "UNIT_COMMITTEE": lambda facts, respondent, bodies: bodies.committee_of(facts.unit_code, facts.filed_on),
        "NAMED_BODY": lambda facts, respondent, bodies: respondent.body if _lives(facts, respondent) else None,
        "DISTRICT_COMMITTEE": _district_of,
        "FIELD_BODY": _field_body,
        "MANAGING_BODY": _managing,
        "RECEPTION_BOARD": lambda facts, respondent, bodies: bodies.reception_board(facts.filed_on),
        "OUTSIDE": lambda facts, respondent, bodies: None,  # Bộ trưởng, Thủ tướng …: `office` of the row says who
    }
)
"""What `settler` of a competence row may say."""
