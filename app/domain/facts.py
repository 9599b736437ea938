"""Frozen snapshots that the rules read. Models make them; rules never see a model."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

from app.domain.offices.held import Capacity, Delegated
from app.domain.vocabulary import BodyLevel, CaseKind, Disposition, Procedure, Role, State


@dataclass(frozen=True, slots=True)
class Tie:
    """What binds an account to a subject that a case may exclude (confidentiality/conflicts.py), blinded. `until`: the
    last day on which it was so; None while it is."""

    token: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A subject that a case excludes, blinded; who was tied to it on `since` or later is kept away."""

    token: str
    since: date


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: an account in one office that it holds today, a citizen holding a tracking code, or the system.

    `capacity` and `delegation_id` say in whose name an act is done (access.acting): they go with it into the records.
    """

    role: Role
    user_id: int | None = None
    body_id: int | None = None
    name: str = ""
    office_id: int | None = None  # the held office in which the account acts
    capacity: Capacity = Capacity.OWN
    delegations: tuple[Delegated, ...] = ()  # what the head has laid into this office's hands, in force today
    delegation_id: int | None = None
    case_ids: frozenset[int] = field(default_factory=frozenset)  # a citizen's own cases
    ties: frozenset[Tie] = field(default_factory=frozenset, repr=False, compare=False)  # of an account: never empty
    seal_key: bytes | None = field(default=None, repr=False, compare=False)
    """The private key of one of the staff while it is open: told to nobody, written nowhere."""
    code_keys: Mapping[int, bytes] = field(default_factory=dict, repr=False, compare=False)
    """A citizen's: what his tracking codes open, by case."""

    @property
    def is_staff(self) -> bool:
        return self.user_id is not None

    def under(self, delegated: Delegated | None) -> "Actor":
        """The same person doing one act by a paper of the head, or in the own office."""
        if delegated is None:
            return self
        return replace(self, capacity=delegated.capacity, delegation_id=delegated.id)

    def holding(self, seal_key: bytes) -> "Actor":
        """The same person with the own key in hand."""
        return replace(self, seal_key=seal_key)


ANYONE = Actor(role=Role.CITIZEN)
SYSTEM = Actor(role=Role.SYSTEM, name="Hệ thống")


@dataclass(frozen=True, slots=True)
class BodyFacts:
    """A public body as it stood in one period. `code` alone does not identify it: codes are re-used across epochs."""

    id: int
    code: str
    name: str
    level: BodyLevel
    type: str  # ubnd, so, van_phong, ban_tiep_cong_dan, thanh_tra, nganh_doc …
    head_title: str
    parent_code: str | None = None
    unit_code: str | None = None
    fields: frozenset[str] = field(default_factory=frozenset)
    valid_from: date | None = None
    valid_to: date | None = None
    successor_code: str | None = None

    def exists_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


COMMITTEE, BOARD = "ubnd", "ban_tiep_cong_dan"


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

    def above(self, body: BodyFacts, day: date) -> tuple[BodyFacts, ...]:
        """The direct superior on a day, his superior, and so on to the top."""
        found: list[BodyFacts] = []
        up = self.superior(body, day)
        while up is not None and up not in found:
            found.append(up)
            up = self.superior(up, day)
        return tuple(found)

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
class CompetenceFacts:
    """What decides whose case it is (procedure.md 6)."""

    procedure: Procedure
    filed_on: date
    act_on: date | None = None  # date of the decision or act complained of
    respondent_code: str | None = None  # body complained about, of the date of the act
    respondent_is_head: bool = False  # head or deputy of that body in person (tố cáo)
    respondent_position: str = ""
    respondent_type: str | None = None  # a type of lawbook/respondents.toml, where no body is known
    managing_code: str | None = None  # who manages the body complained about, where it is not in the register itself
    respondent_moved: str = ""  # what became of the denounced person (LTC Đ12.3): see competence.MOVED
    current_code: str | None = None  # body where the denounced person works now
    body_change: str = ""  # what became of the body: merged, split, dissolved (LTC Đ12.4, 12.5)
    is_disputed: bool = False  # bodies disagree on competence
    has_several_managers: bool = False  # the denounced is managed by several bodies (LTC Đ12.2)
    is_state_management: bool = False  # denunciation about a field, not about a duty (LTC Đ41)
    first_decided_on: date | None = None  # KN2: date of the first decision, None when overdue
    unit_code: str | None = None  # commune of the place, of the date of filing
    field: str | None = None  # field of work of the category, e.g. dat_dai
    level: str = ""  # whose function the category is: commune, district, province, named (the body it speaks of)
    handler_code: str | None = None  # the body that usually answers for the category, under its code of any time


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What the rules of procedure and access need to know of a case."""

    case_id: int
    procedure: Procedure
    state: State
    body_id: int
    received_on: date
    intake_body_id: int | None = None  # where it first came in
    officer_id: int | None = None
    category: str | None = None
    is_sealed: bool = False  # denunciation: identity closed to all but the entitled
    in_remote_area: bool = False
    is_complex: bool = False
    proposed: Disposition | None = None
    accepted_on: date | None = None
    settlement_due_on: date | None = None  # last day for the decision, pauses and extension included
    decided_on: date | None = None
    decision_served_on: date | None = None  # the citizen received the decision
    findings_match_request: bool | None = None  # KN1: verification agrees with the complainant
    dialogue_held_on: date | None = None
    dialogue_absence_recorded: bool = False  # unjustified absence put on record (since 01/07/2026)
    has_second_instance: bool = False
    suspended_from: State | None = None
    effective_on: date | None = None
    published_on: date | None = None
    # what only some procedures know (procedure.md 4.1 row 24, 4.2 row 11, 4.4)
    is_competent: bool | None = None  # competence of this body is settled: yes, no, or not yet
    checks_elsewhere: bool = False  # denunciation: conditions checked in several places
    is_especially_complex: bool = False  # denunciation extended twice
    withdrawn_on: date | None = None  # denunciation: withdrawn in whole, it may go on nevertheless
    expert_asked_on: date | None = None  # an expert is at work: the time does not count
    court_accepted_on: date | None = None
    decision_revoked: bool = False  # the first level takes its decision back during the second instance
    is_dismissal: bool = False  # complaint against a dismissal (buộc thôi việc)
    is_evident: bool = False  # denunciation that is plain enough to act on at once (LTC Đ43)
    is_about_delay: bool = False  # repeated denunciation: because the lower level is overdue (LTC Đ38)
    is_anonymous: bool = False  # denunciation: nobody knows by whom, or under a false name (LTC Đ25)
    open_clocks: frozenset[str] = field(default_factory=frozenset)
    exclusions: frozenset[Exclusion] = field(default_factory=frozenset)  # whom the case is kept from

    @property
    def kind(self) -> CaseKind:
        return self.procedure.kind

    @property
    def is_open(self) -> bool:
        return not self.state.is_final
