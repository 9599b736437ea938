"""Frozen snapshots that the rules read. Models make them; rules never see a model."""

from dataclasses import dataclass, field
from datetime import date

from app.domain.vocabulary import BodyLevel, CaseKind, Disposition, Procedure, Role, State


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: an account in its role at its body, a citizen holding a tracking code, or the system."""

    role: Role
    user_id: int | None = None
    body_id: int | None = None
    name: str = ""
    case_ids: frozenset[int] = field(default_factory=frozenset)  # a citizen's own cases

    @property
    def is_staff(self) -> bool:
        return self.user_id is not None


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


@dataclass(frozen=True, slots=True)
class CompetenceFacts:
    """What decides whose case it is (procedure.md 6)."""

    procedure: Procedure
    filed_on: date
    act_on: date | None = None  # date of the decision or act complained of
    respondent_code: str | None = None  # body complained about, of the date of the act
    respondent_is_head: bool = False  # head or deputy of that body in person (tố cáo)
    respondent_position: str = ""
    first_decided_on: date | None = None  # KN2: date of the first decision, None when overdue
    unit_code: str | None = None  # commune of the place, of the date of filing
    field: str | None = None  # field of work of the category, e.g. dat_dai


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
    open_clocks: frozenset[str] = field(default_factory=frozenset)

    @property
    def kind(self) -> CaseKind:
        return self.procedure.kind

    @property
    def is_open(self) -> bool:
        return not self.state.is_final
