"""Whose case is it: the competent settling authority, by rows of lawbook/*/competence.toml (procedure.md 6).

The rows decide; this module knows the bodies: which exists on a day, what became of it, who stands above it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from app.domain.citations import Citation
from app.domain.facts import BodyFacts, CompetenceFacts
from app.domain.refusals import LawUnknown
from app.domain.rules import CompetenceRow, LawBook, RespondentType
from app.domain.vocabulary import BodyLevel, Confidence

FORMER_DISTRICT = "former_district"
UNKNOWN = "unknown"
OTHER = "other"
POSITIONS = frozenset({"staff", "head", "body"})
COMMITTEE, BOARD = "ubnd", "ban_tiep_cong_dan"


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


@dataclass(frozen=True, slots=True, eq=False)
class BodyDirectory:
    """Every public body of every epoch; all questions are asked for a day."""

    by_code: Mapping[str, tuple[BodyFacts, ...]]
    by_unit: Mapping[str, tuple[BodyFacts, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, bodies: Iterable[BodyFacts]) -> "BodyDirectory":
        codes: dict[str, list[BodyFacts]] = {}
        units: dict[str, list[BodyFacts]] = {}
        for body in sorted(bodies, key=lambda body: (body.valid_from or date.min, body.code)):
            codes.setdefault(body.code, []).append(body)
            if body.unit_code and body.type == COMMITTEE:
                units.setdefault(body.unit_code, []).append(body)
        return cls(
            MappingProxyType({code: tuple(found) for code, found in codes.items()}),
            MappingProxyType({code: tuple(found) for code, found in units.items()}),
        )

    def __iter__(self) -> Iterator[BodyFacts]:
        return (body for found in self.by_code.values() for body in found)

    def get(self, code: str | None, day: date) -> BodyFacts | None:
        """The body of this code as it stood on a day; the newer when one ended and one began on it."""
        return _latest(self.by_code.get(code or "", ()), day)

    def last_known(self, code: str | None) -> BodyFacts | None:
        """The body of this code in its last period, whether or not it still exists."""
        return next(reversed(self.by_code.get(code or "", ())), None)

    def successor(self, code: str | None, day: date) -> BodyFacts | None:
        """The body itself if it exists on a day, else what has taken its place; None where the chain breaks."""
        seen: set[str] = set()
        while code and code not in seen:
            found = self.get(code, day)
            if found:
                return found
            seen.add(code)
            last = self.last_known(code)
            code = last.successor_code if last else None
        return None

    def superior(self, body: BodyFacts, day: date) -> BodyFacts | None:
        """The direct superior body on a day (cấp trên trực tiếp)."""
        return self.successor(body.parent_code, day)

    def committee_of(self, unit_code: str | None, day: date) -> BodyFacts | None:
        """The People's Committee of a unit; a unit that is gone answers with its successor's."""
        found = _latest(self.by_unit.get(unit_code or "", ()), day)
        if found is not None:
            return found
        gone = next(reversed(self.by_unit.get(unit_code or "", ())), None)
        return self.successor(gone.code, day) if gone else None

    def province_committee(self, day: date) -> BodyFacts | None:
        """UBND of the province, of the city under central rule since 01/07/2025."""
        return self._provincial(COMMITTEE, day)

    def reception_board(self, day: date) -> BodyFacts | None:
        """Ban Tiếp công dân of the province or city of the day."""
        return self._provincial(BOARD, day)

    def in_field(self, work: str, day: date, types: Iterable[str]) -> tuple[BodyFacts, ...]:
        """Bodies of these types that a field of work belongs to on a day; the newest first."""
        wanted = frozenset(types)
        found = (
            body
            for code in self.by_code
            if (body := self.get(code, day)) and work in body.fields and body.type in wanted
        )
        return tuple(sorted(found, key=lambda body: (body.valid_from or date.min, body.code), reverse=True))

    def _provincial(self, type_: str, day: date) -> BodyFacts | None:
        fitting = [body for body in self if body.level is BodyLevel.PROVINCE and body.type == type_]
        return _latest(sorted(fitting, key=lambda body: body.valid_from or date.min), day)


def _latest(bodies: Iterable[BodyFacts], day: date) -> BodyFacts | None:
    return next((body for body in reversed(tuple(bodies)) if body.exists_on(day)), None)


@dataclass(frozen=True, slots=True)
class _Respondent:
    """The body complained about, as it lives on the day of filing, and what it is to the rules."""

    type: str
    body: BodyFacts | None
    position: str


def resolve(facts: CompetenceFacts, bodies: BodyDirectory, law: LawBook) -> CompetenceRuling:
    """The ruling on competence for a petition; LawUnknown when no row or more than one answers."""
    respondent = _respondent(facts, bodies, law)
    rows = [row for row in law.competence if _fits(row, facts, respondent)]
    if len(rows) != 1:
        reason = "two_competence_rows" if rows else "no_competence_row"
        raise LawUnknown(reason, respondent=respondent.type, rules=[row.rule_id for row in rows])
    row = rows[0]
    settler = SETTLERS[row.settler](facts, respondent, bodies)
    if settler is None and not row.office:
        return _undecided(row, facts, bodies)
    sure = row.confidence.is_sure and not row.needs_human
    return CompetenceRuling(
        settler_code=settler.code if settler else None,
        settler_name=settler.name if settler else row.office,
        office=settler.head_title if settler else row.office,
        rule_id=row.rule_id,
        citation=row.citation,
        confidence=row.confidence,
        sure=sure,
        needs_human=not sure,
        reason=row.reason,
    )


def _undecided(row: CompetenceRow, facts: CompetenceFacts, bodies: BodyDirectory) -> CompetenceRuling:
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
    )


def _respondent(facts: CompetenceFacts, bodies: BodyDirectory, law: LawBook) -> _Respondent:
    """Find the body of the day of the act and what has become of it by the day of filing."""
    position = "head" if facts.respondent_is_head else "body" if facts.respondent_position == "body" else "staff"
    then = bodies.get(facts.respondent_code, facts.act_on or facts.filed_on)
    then = then or bodies.last_known(facts.respondent_code)
    if then is None:
        return _Respondent(UNKNOWN, None, position)
    now = bodies.successor(then.code, facts.filed_on)
    if now is None:
        gone = FORMER_DISTRICT if then.level is BodyLevel.DISTRICT else OTHER
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
    return bodies.superior(respondent.body, facts.filed_on) if respondent.body else None


def _function_successor(facts: CompetenceFacts, respondent: _Respondent, bodies: BodyDirectory) -> BodyFacts | None:
    """Who took over the function of an abolished district: the commune of the place or the body of the field.

    Luật 72/2025/QH15 Đ54.8 names no list; the answer is a candidate for a person to confirm.
    """
    committee = bodies.committee_of(facts.unit_code, facts.filed_on)
    return committee or _field_body(facts, respondent, bodies)


def _field_body(facts: CompetenceFacts, respondent: _Respondent, bodies: BodyDirectory) -> BodyFacts | None:
    """The one specialised body whose field it is; two candidates are no answer."""
    if not facts.field:
        return None
    found = bodies.in_field(facts.field, facts.filed_on, _SPECIALISED)
    beginning = [body for body in found if body.valid_from == found[0].valid_from]
    return found[0] if len(beginning) == 1 else None


_SPECIALISED = ("so", "ban", "ban_ql", "nganh_doc", "thanh_tra")

SETTLERS: Mapping[str, _Settler] = MappingProxyType(
    {
        "SELF_HEAD": lambda facts, respondent, bodies: respondent.body,
        "PARENT_HEAD": _superior,
        "PROVINCE_CHAIR": lambda facts, respondent, bodies: bodies.province_committee(facts.filed_on),
        "SUCCESSOR": _function_successor,
        "UNIT_COMMITTEE": lambda facts, respondent, bodies: bodies.committee_of(facts.unit_code, facts.filed_on),
        "FIELD_BODY": _field_body,
        "RECEPTION_BOARD": lambda facts, respondent, bodies: bodies.reception_board(facts.filed_on),
        "OUTSIDE": lambda facts, respondent, bodies: None,  # Bộ trưởng, Thủ tướng …: `office` of the row says who
    }
)
"""What `settler` of a competence row may say."""
