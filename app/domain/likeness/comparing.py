"""Two petitions compared by the legal keys: the same person, the same content, settled or not; and what then is done.

The law book says what follows of a duplicate and of what is settled (lawbook/*/triage.toml); a person decides.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.citations import Citation
from app.domain.likeness.signs import ALIKE, LIKELY, OF_MATTER, OF_PERSON, REWRITTEN, SURE, Sign
from app.domain.triage import TriageRuling
from app.domain.vocabulary import CaseKind, State


class Certainty(StrEnum):
    """How sure a key is met."""

    YES = "yes"
    MAYBE = "maybe"
    NO = "no"


class Standing(StrEnum):
    """What has become of the other petition."""

    OPEN = "open"  # being handled
    DECIDED = "decided"  # decided or answered, not yet beyond dispute
    SETTLED = "settled"  # settled, the decision in effect or the answer given
    ENDED = "ended"  # ended without being settled: declined, guided, passed on, withdrawn


class Advice(StrEnum):
    """What the keys come to."""

    JOIN = "join"  # a duplicate: put it with the open case
    SETTLED = "settled"  # the same again after it was settled
    APPEAL = "appeal"  # the same again after the first decision: it may be the complaint of second instance
    GROUP = "group"  # one matter of several people: petitions of their own, handled together
    SEE_HOW = "see_how"  # the same again after it ended otherwise
    COMPARE = "compare"  # somebody must read both
    APART = "apart"  # the same person with another matter


SEVERAL_PEOPLE = Citation("LTCD", "29")
SECOND_INSTANCE = Citation("LKN", "33")


@dataclass(frozen=True, slots=True)
class Shared:
    """What two petitions have in common. `likeness`: of their texts, of 100."""

    same_identity: bool = False
    same_phone: bool = False
    same_name: bool = False  # and the same commune
    same_birth: bool = False  # the same name, commune and year of birth
    other_birth: bool = False  # both are known, and they differ
    same_decision: bool = False  # number with the body or the day
    same_number: bool = False  # the number of the decision alone
    same_plot: bool = False
    same_request: bool = False
    same_respondent: bool = False
    same_hamlet: bool = False
    same_day: bool = False
    likeness: int = 0

    @property
    def rewritten(self) -> bool:
        return self.likeness >= REWRITTEN

    @property
    def alike(self) -> bool:
        return ALIKE <= self.likeness < REWRITTEN


@dataclass(frozen=True, slots=True)
class Likeness:
    """The keys answered, with what they were answered from."""

    person: Certainty
    matter: Certainty
    standing: Standing
    advice: Advice
    reasons: tuple[str, ...]  # codes of signs, the strongest first
    score: int  # for the order of candidates

    @property
    def is_candidate(self) -> bool:
        """Worth showing: somebody should look, or the same person has another case."""
        return self.person is not Certainty.NO or self.matter is not Certainty.NO


def compared(shared: Shared, standing: Standing, kind: CaseKind) -> Likeness:
    """The keys, and what they come to for a petition of this kind."""
    of_person = () if shared.other_birth and not shared.same_identity else _held(shared, OF_PERSON)
    of_matter = _held(shared, OF_MATTER)
    person, matter = _sum(of_person), _sum(of_matter)
    signs = sorted((*of_person, *of_matter), key=lambda sign: -sign.points)
    keys = _certainty(person), _certainty(matter)
    reasons = tuple(sign.code for sign in signs)
    return Likeness(*keys, standing, _advice(*keys, standing, kind), reasons, score=2 * min(matter, 100) + person)


def standing(state: State, decided_on: date | None, effective_on: date | None) -> Standing:
    """Where the other case stands; a case that ends after its decision was settled."""
    if decided_on is None and state is not State.ANSWERED:
        return Standing.ENDED if state.is_final else Standing.OPEN
    if effective_on is not None or state.is_final or state is State.ANSWERED:
        return Standing.SETTLED
    return Standing.DECIDED


def citation(advice: Advice) -> Citation | None:
    """The article for what no row of triage says (LTCD Đ29, LKN Đ33)."""
    return {Advice.GROUP: SEVERAL_PEOPLE, Advice.APPEAL: SECOND_INSTANCE}.get(advice)


def _advice(person: Certainty, matter: Certainty, standing: Standing, kind: CaseKind) -> Advice:
    if matter is Certainty.NO:
        return Advice.APART
    if Certainty.MAYBE in (person, matter):
        return Advice.COMPARE
    if person is Certainty.NO:
        return Advice.GROUP if standing is Standing.OPEN else Advice.COMPARE
    if standing is Standing.DECIDED:
        return Advice.APPEAL if kind is CaseKind.COMPLAINT else Advice.SETTLED
    return {Standing.OPEN: Advice.JOIN, Standing.SETTLED: Advice.SETTLED}.get(standing, Advice.SEE_HOW)


def _held(shared: Shared, signs: tuple[Sign, ...]) -> tuple[Sign, ...]:
    return tuple(sign for sign in signs if getattr(shared, sign.code))


def _sum(signs: tuple[Sign, ...]) -> int:
    return sum(sign.points for sign in signs)


def _certainty(points: int) -> Certainty:
    if points >= SURE:
        return Certainty.YES
    return Certainty.MAYBE if points >= LIKELY else Certainty.NO


ANSWERS = {Advice.JOIN: "is_duplicate_of_open", Advice.SETTLED: "is_settled_effective"}
"""The answer of screening that an advice would give; its rows of triage say what follows."""


def rulings_of(before: tuple[TriageRuling, ...], after: tuple[TriageRuling, ...]) -> tuple[TriageRuling, ...]:
    """What an answer of screening adds."""
    known = {ruling.ground.rule_id for ruling in before}
    return tuple(ruling for ruling in after if ruling.ground.rule_id not in known)
