"""What a citizen reads of his case: frozen read models, filled by tracking.py, shown by the public pages."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from app.domain.citations import Citation
from app.domain.vocabulary import CaseKind, Confidence, Procedure, State, Step
from app.i18n import grounds, offices
from app.services.oversight.timeline import StoryLine
from app.services.oversight.timeline_deadlines import ClockLine
from app.services.oversight.tracking_parts import PartView
from app.services.oversight.tracking_rights import Right

MAIN_CLOCKS = (
    *("DL-KN-03", "DL-KN-03b", "DL-NP-02", "SLA-2", "DL-TC-04", "DL-KL-03"),
    *("DL-KN-01", "DL-KL-02", "DL-NP-01", "DL-TC-01", "DL-TC-09", "DL-TC-10", "DL-TC-11", "SLA-1"),
    *("DL-KN-04", "DL-KN-04b", "DL-KL-04", "SLA-3", "DL-KN-10", "DL-TH-01"),
)
"""The clocks that answer "when shall I hear?", the weightiest first."""
HANDLING_CLOCKS = frozenset({"DL-XL-01", "DL-TC-02"})
"""Clocks of the authority's own handling, and of what it does only with a petition that is not its to settle.
They promise the citizen nothing of their own, so they are told as a detail."""


BEFORE_ACCEPTANCE = frozenset({State.RECEIVED, State.REGISTERED, State.AWAITING_DISPOSITION})
WENT_ELSEWHERE = frozenset(
    {State.DECLINED, State.GUIDED, State.TRANSFERRED, State.SENT_BACK, State.FILED_AWAY, State.MERGED}
)


def main_clock(lines: Sequence[ClockLine]) -> ClockLine | None:
    """The running clock that tells when the citizen hears next."""
    running = {line.clock: line for line in lines if line.is_running}
    return next((running[clock] for clock in MAIN_CLOCKS if clock in running), None)


@dataclass(frozen=True, slots=True)
class Opened:
    """What a proven code opens."""

    case_id: int
    petition_id: int
    reader: bytes = field(default=b"", repr=False)  # of a sealed case: what opens the letters of the authority


@dataclass(frozen=True, slots=True)
class CompetenceView:
    """Who must decide, why, and how sure that is."""

    settler_name: str
    office: str
    reason: str
    citation: Citation
    confidence: Confidence
    sure: bool
    needs_human: bool
    rule_id: str = ""
    regime: str = ""

    @property
    def who(self) -> str:
        """The office, and of which body where the office does not say it."""
        if self.office in ("", self.settler_name):
            return offices.words(self.settler_name)
        return f"{offices.words(self.office)} ({self.settler_name})"

    @property
    def why(self) -> str:
        return grounds.sentence(self.reason)


@dataclass(frozen=True, slots=True)
class FileView:
    """A file the citizen may download."""

    id: int
    name: str
    size: int
    message_id: int | None
    from_authority: bool


@dataclass(frozen=True, slots=True)
class MessageView:
    """A line of the conversation; who of the authority wrote it is not told. `is_closed`: sealed, and not opened here:
    one's own words are for the authority alone, its letters need the code."""

    from_citizen: bool
    text: str
    at: datetime
    reply_by: date | None
    is_open: bool
    files: tuple[FileView, ...]
    is_closed: bool = False


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A decision or answer. Its text is told once it has been sent."""

    kind: str
    number: str
    signed_on: date
    office: str
    outcome: str | None
    content: str
    remedy: str
    sent_on: date | None
    served_on: date | None
    published_on: date | None


@dataclass(frozen=True, slots=True)
class OwnPetition:
    """What this citizen filed."""

    content: str
    request: str
    respondent: str
    received_at: datetime
    files: tuple[FileView, ...]


@dataclass(frozen=True, slots=True)
class TrackedCase:
    """The case as its citizen reads it. Of a sealed case only number, state and dates are filled in."""

    case_id: int
    number: str
    kind: CaseKind
    procedure: Procedure
    state: State
    is_sealed: bool
    is_shared: bool  # petitions of several people were joined
    received_at: datetime
    holder_name: str
    holder_office: str
    suspended_from: State | None
    effective_from: date | None  # the first day of legal effect, once it can be known
    lines: tuple[ClockLine, ...]
    story: tuple[StoryLine, ...]
    competence: CompetenceView | None
    petition: OwnPetition | None
    messages: tuple[MessageView, ...]
    decisions: tuple[DecisionView, ...]
    rights: tuple[Right, ...]
    actions: frozenset[Step]
    can_rate: bool
    score: int | None
    first_case_id: int | None
    first_decision: DecisionView | None  # of a second instance: what is complained about
    second_case_ids: tuple[int, ...]
    is_about_delay: bool  # nothing has been concluded: denouncing again would be because of the delay
    parts: tuple[PartView, ...]  # of a letter that was split
    letter_id: int | None  # the letter this is a part of

    @property
    def main(self) -> ClockLine | None:
        return main_clock(self.lines)

    @property
    def shows_competence(self) -> bool:
        """The ruling of the day of filing is worth telling while it is open or was followed: not once the petition
        went elsewhere, nor when somebody has decided what it left unsure."""
        if self.competence is None or self.state in WENT_ELSEWHERE:
            return False
        return self.competence.sure or self.state in BEFORE_ACCEPTANCE

    @property
    def open_question(self) -> MessageView | None:
        """The question of the authority that waits for this citizen."""
        return next((message for message in reversed(self.messages) if message.is_open), None)

    @property
    def next_dialogue(self) -> StoryLine | None:
        """The dialogue he is invited to."""
        if self.state is not State.AWAITING_DIALOGUE:
            return None
        return next((line for line in reversed(self.story) if line.step is Step.CALL_DIALOGUE), None)
