"""What a row of law looks like, table by table. A row names its article, how sure it is, and since when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase

from app.domain.citations import Citation, Ground, InForce
from app.domain.deadlines import TimeLimit
from app.domain.escalation.hot_spots import HotSpotRow
from app.domain.escalation.ladder import LadderRow
from app.domain.keeping.retention import RetentionRow
from app.domain.keeping.rights import DataRightRow
from app.domain.offices.delegable import DelegationRow
from app.domain.offices.held import Delegated
from app.domain.reception.duty import AdHocRow, DutyRow
from app.domain.reception.refusing import RefusalRow
from app.domain.vocabulary import (
    CaseKind,
    Confidence,
    Disposition,
    DocumentKind,
    Office,
    Procedure,
    State,
    Step,
)

CIRCUMSTANCES = frozenset({"remote", "complex", "several_places", "especially_complex", "second", "dismissal"})
"""What a time limit may depend on besides the day."""

Conditions = tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Instrument:
    """A law, decree or circular (văn bản) that citations name by `key`."""

    key: str
    number: str
    short: str
    names: Mapping[str, str]  # language → full name
    is_law: bool = True  # False: a choice of this system, not an instrument


@dataclass(frozen=True, slots=True)
class Regime:
    """One of the three legal regimes (procedure.md 0.2)."""

    key: str
    in_force: InForce
    name: str


@dataclass(frozen=True, slots=True)
class ClockEvents:
    """From which event a clock runs and what ends it, in words (procedure.md 5.3).

    `beside`: why no step of a procedure starts it, or none ends it.
    """

    starts: str
    ends: str
    beside: str = ""


@dataclass(frozen=True, slots=True)
class LimitElsewhere:
    """A limit that the law sets by pointing to another law: no number of days is known here, a person looks it up."""

    rule_id: str
    clock: str
    citation: Citation
    confidence: Confidence
    in_force: InForce
    look_in: str


@dataclass(frozen=True, slots=True)
class Transition:
    """One step of a procedure: from where, to where, who may, which clocks end and start, by what right.

    `to_state` None: the case stays where it is. `back`: it returns to the state from which it was suspended.
    `requires` are names of conditions in app/domain/workflow.py; a clock starts on the date of the document.
    `by_acceptance`: the law of the day of acceptance decides whether the row is in force, not that of the step.
    """

    rule_id: str
    procedure: Procedure
    step: Step
    from_states: frozenset[State]  # empty: the step opens the case
    to_state: State | None
    offices: frozenset[Office]
    citation: Citation
    confidence: Confidence
    in_force: InForce
    ends: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    extends: tuple[str, ...] = ()  # recomputed from the same start, as for a complex case
    pauses: tuple[str, ...] = ()
    resumes: tuple[str, ...] = ()
    document: DocumentKind | None = None
    requires: tuple[str, ...] = ()
    back: bool = False
    by_acceptance: bool = False
    delegated: Delegated | None = None  # how it is taken: the paper of the head it rests on; never in a law file

    @property
    def ground(self) -> Ground:
        return Ground(self.rule_id, self.citation, self.confidence)


@dataclass(frozen=True, slots=True)
class TransitionClause:
    """What a new decree says of cases that were already running (điều khoản chuyển tiếp): these steps follow it."""

    key: str
    procedures: frozenset[Procedure]
    steps: frozenset[Step]  # empty: every remaining step
    since: date
    text: str
    citation: Citation
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Waiting:
    """An open state in which the law lets the authority wait, and why: no clock of its own runs there."""

    procedure: Procedure
    state: State
    reason: str
    citation: Citation
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class RespondentType:
    """What a body is to the rules of competence, by its level, type and the type of its superior."""

    name: str
    levels: frozenset[str]
    types: frozenset[str]
    parent_types: frozenset[str] = frozenset()  # empty: any
    head: str = ""  # what its head is called where only the type is known
    superior: str = ""  # and who stands above it
    aliases: tuple[str, ...] = ()  # other words for it that questions may use


@dataclass(frozen=True, slots=True)
class CompetenceRow:
    """Who settles a case against this type of respondent (procedure.md 6)."""

    rule_id: str
    procedures: frozenset[Procedure]
    respondents: frozenset[str]  # names of RespondentType, or unknown, former_district
    positions: frozenset[str]  # staff, head, body
    settler: str  # an expression of app/domain/competence.py
    citation: Citation
    confidence: Confidence
    in_force: InForce
    reason: str
    office: str = ""  # settling authority outside this system
    needs_human: bool = False
    title: str = ""  # who decides at the settling body, where it is not its head
    levels: frozenset[str] = frozenset()  # whose function the matter is; empty: whosesoever


@dataclass(frozen=True, slots=True)
class CircumstanceRow:
    """What changes when the person has moved, the body was reorganised, or bodies disagree (LTC Đ12, Đ41; LKN Đ21).

    `about`: the table is asked of the body `then` or `now`; `position` as what, empty: as at the time of the act.
    `settler`: the table is not asked at all.
    """

    rule_id: str
    procedures: frozenset[Procedure]
    changes: frozenset[str]
    about: str
    position: str
    settler: str
    citation: Citation
    confidence: Confidence
    in_force: InForce
    reason: str
    needs_human: bool = False


@dataclass(frozen=True, slots=True)
class TriageRow:
    """One ground of screening, in the order of the law, and what follows from it (procedure.md 3)."""

    rule_id: str
    procedures: frozenset[Procedure]
    when: Conditions
    disposition: Disposition | None  # None: an advice beside the disposition
    reason: str
    citation: Citation
    confidence: Confidence
    in_force: InForce
    step: Step | None = None
    clock: str | None = None
    document: DocumentKind | None = None
    handling: str = ""  # its code in the table of the law (procedure.md 3.3), where it is not the disposition


@dataclass(frozen=True, slots=True)
class KindRow:
    """One line of the list that tells what a petition is; the first match wins (procedure.md 1.1)."""

    rule_id: str
    when: Conditions
    kind: CaseKind | None
    procedure: Procedure | None
    reason: str
    citation: Citation
    confidence: Confidence
    in_force: InForce
    needs_human: bool = False


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A form of letter in one period (forms-and-reports.md A): its number in law, its template and its symbol."""

    rule_id: str
    letter: str  # what it is, over all periods
    form: str  # its number in the instrument that prescribes it; empty: none prescribed
    names: Mapping[str, str]  # language → what people call it
    template: str  # in app/templates/letters
    citation: Citation
    confidence: Confidence
    in_force: InForce
    symbol: str = ""  # ký hiệu loại văn bản (TB, PC …); empty: it carries no number
    is_official: bool = True  # False: a citizen's own paper, under the country's name alone


Rule = (
    TimeLimit
    | LimitElsewhere
    | Transition
    | CompetenceRow
    | CircumstanceRow
    | TriageRow
    | KindRow
    | LetterRow
    | DelegationRow
    | RefusalRow
    | RetentionRow
    | DataRightRow
    | DutyRow
    | AdHocRow
    | LadderRow
    | HotSpotRow
)


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another reading of an unsure row, as a switch: off until a jurist decides for it.

    `changes` leads from the id of a row to the row of this reading, which has an id of its own; a case keeps it.
    """

    key: str
    in_use: bool
    question: str
    changes: Mapping[str, Rule]
    every_limit: bool = False  # it changes how every time limit is counted


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a jurist has to answer before these rows may be relied on; `rules` are patterns of rule ids.

    A doubt about no row is one about a way of counting or a fact that the province decides: `assumed` says what the
    system does until then.
    """

    rules: tuple[str, ...]
    question: str
    look_in: str  # where the answer should stand
    assumed: str = ""

    def concerns(self, rule_id: str) -> bool:
        """Also of a row that a switch for every limit has given another id (`…+count_event_day`)."""
        return any(fnmatchcase(rule_id.partition("+")[0], pattern) for pattern in self.rules)
