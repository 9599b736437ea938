"""One letter about several matters becomes several petitions, each a case of its own with its own procedure, clocks
and competence (tách đơn; LTCD Đ25.3, TT07 Đ22). An officer cuts the text by hand.

Where one part is a denunciation the letter itself goes under the seal with it, and nothing in the clear says that an
open part came out of that letter: whoever could follow such a trace would know the denouncer (LTC Đ56). The parts are
found from the letter by a keyed fingerprint; only who may open the letter, and who holds its code, follows it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from app.domain.calendars import local_date
from app.domain.confidentiality import Purpose
from app.domain.facts import Actor
from app.domain.refusals import BadInput, WrongState
from app.domain.vocabulary import CaseKind, Procedure, Step
from app.persistence import outbox, sealing
from app.persistence.db import db
from app.persistence.models.case import Case
from app.persistence.queries import cases, categories
from app.persistence.transaction import transaction
from app.services import steps
from app.services.intake import conflicts, disclosure, filing, reclassify
from app.services.intake.filing import Receipt
from app.services.intake.petition_input import PetitionInput, Problem, from_plain, problems
from app.services.sealing import case_keys, granting, migration
from app.services.steps import NO_PAPER, Paper

FEWEST, MOST = 2, 5
TELLING = 12  # syllables in a row that two parts do not share by accident: longer than the name of a body
SHORTEST = 5

NEVER = frozenset({"organisation_cannot_denounce", "agent_cannot_denounce"})
LEFT_TO_SCREENING = frozenset({"unit_missing"})
"""What the letter itself lacks, of its people or its place, it lacks already: screening says what follows (LKN Đ11,
LTC Đ29). But nobody who may not denounce is made a denouncer."""

ON_THE_PART = frozenset(
    {"content", "request", "respondent_body_id", "respondent_name", "act_on", "decision_number", "known_on"}
)


@dataclass(frozen=True, slots=True)
class Part:
    """One matter of the letter, as the officer has cut it out; what is not said here is as in the letter."""

    procedure: Procedure
    content: str
    request: str = ""
    respondent_body_id: int | None = None
    respondent_name: str = ""
    respondent_position: str = ""
    act_on: date | None = None
    decision_number: str = ""
    known_on: date | None = None
    file_ids: frozenset[str] = field(default_factory=frozenset)  # files that go with this part


def letter(actor: Actor, case: Case, *, at: datetime) -> PetitionInput:
    """The letter as it came in, to be cut; of a sealed one only for somebody entitled, and on record."""
    if case.is_sealed:
        return from_plain(disclosure.opened_for(actor, case, Purpose.CHECK_CONDITIONS, at=at)[0])
    return reclassify.as_input(case.lead_petition, case.procedure.kind, reclassify.files_of(case.lead_petition, case))


def split(
    actor: Actor, case_id: int, parts: Sequence[Part], *, at: datetime, paper: Paper = NO_PAPER
) -> tuple[Receipt, ...]:
    """Open a case for every part and end the letter's own. Sent twice it is split once.

    Raises BadInput with `problems`, whose fields are named `parts-0-content` and so on.
    """
    with transaction():
        case = steps.open_case(case_id)
        steps.require(actor, Step.SPLIT, case)
        earlier = tuple(filter(None, (filing.find_receipt(token) for token in _tokens(case))))
        if earlier:
            return earlier
        if len(case.petitions) > 1:
            raise WrongState("cannot_split_joined")
        transition, on = steps.check(actor, case, Step.SPLIT, at=at, paper=paper)
        whole = letter(actor, case, at=at)
        cut = tuple(_petition(whole, part, case) for part in parts)
        _check(parts, cut, at)
        made = tuple(_admit(actor, case, *each, at=at) for each in zip(cut, _tokens(case), strict=False))
        _close(actor, case, made, at)
        for receipt in made:
            _point_back(case, receipt)
        steps.record(actor, case, transition, at=at, on=on, paper=paper)
        home = _home(case, made)
        if home != case.body_id:
            steps.move(case, home, on=on)
        return made


def _close(actor: Actor, letter_case: Case, made: Sequence[Receipt], at: datetime) -> None:
    """The letter holds the words of the denunciation that came out of it: it goes under the seal, opened by those who
    are where it will lie, and who is kept away from the denunciation is kept away from the letter (LTC Đ56)."""
    closed = _closed(made)
    for part in closed:
        conflicts.take_on(letter_case, part, at=at)
    home = _home(letter_case, made)
    if closed and not letter_case.is_sealed:
        reclassify.seal_up(letter_case, at, home)
    elif home != letter_case.body_id:
        case_keys.hand_on(actor, letter_case, home, at=at)
    granting.take_back_from_others(actor, letter_case, at=at)


def _closed(made: Sequence[Receipt]) -> list[Case]:
    return [part for part in (steps.open_case(receipt.case_id) for receipt in made) if part.is_sealed]


def _home(letter_case: Case, made: Sequence[Receipt]) -> int:
    """Where the letter lies from now on: where it would lie with those it is about, it goes with the denunciation."""
    closed = _closed(made)
    if not closed or conflicts.may_lie_with(letter_case, letter_case.body.facts()):
        return letter_case.body_id
    return closed[0].body_id


def read(actor: Actor, case_id: int, *, at: datetime) -> PetitionInput:
    """The letter, for the page where it is cut."""
    with transaction():
        case = steps.open_case(case_id)
        steps.require(actor, Step.SPLIT, case)
        return letter(actor, case, at=at)


def parts_of(case: Case) -> list[Receipt]:
    """The parts that a letter was split into, in their order."""
    return [found for found in (filing.find_receipt(token) for token in _tokens(case)) if found is not None]


def _tokens(case: Case) -> list[str]:
    """The submission tokens of the parts: made of the letter's, so that they need to be kept nowhere."""
    code = case.lead_petition.tracking_hash
    return [sealing.blind(f"{code}:{number}", "split") for number in range(1, MOST + 1)]


def _petition(whole: PetitionInput, part: Part, case: Case) -> PetitionInput:
    """A part is filed by the same people, the same way and on the same day as the letter."""
    kind = part.procedure.kind
    known = {item.code for item in categories.of_kind(kind)}
    return replace(
        whole,
        kind=kind,
        procedure=part.procedure,
        content=part.content,
        request=part.request,
        respondent_body_id=part.respondent_body_id,
        respondent_name=part.respondent_name,
        respondent_position=part.respondent_position,
        respondent_is_head=False,
        act_on=part.act_on,
        decision_number=part.decision_number,
        known_on=part.known_on,
        category_code=whole.category_code if whole.category_code in known else None,
        wants_protection=whole.wants_protection and kind is CaseKind.DENUNCIATION,
        received_on=case.received_on,
        files=tuple(file for file in whole.files if file.file_id in part.file_ids),
    )


def _check(parts: Sequence[Part], cut: Sequence[PetitionInput], at: datetime) -> None:
    if not FEWEST <= len(parts) <= MOST:
        raise BadInput("split_needs_parts")
    found = [
        Problem(f"parts-{number}-{problem.field if problem.field in ON_THE_PART else 'procedure'}", problem.reason)
        for number, petition in enumerate(cut)
        for problem in problems(petition, local_date(at))
        if _must_be_mended(problem)
    ]
    found += _carried_over(cut)
    if found:
        raise BadInput("petition_incomplete", problems=found)


def _must_be_mended(problem: Problem) -> bool:
    if problem.field.startswith("parties"):
        return problem.reason in NEVER
    return problem.reason not in LEFT_TO_SCREENING


def _carried_over(cut: Sequence[PetitionInput]) -> list[Problem]:
    """An open part that still has words of the denunciation in it would tell what is sealed."""
    closed = {run for one in cut if one.kind is CaseKind.DENUNCIATION for run in _runs(one.content)}
    return [
        Problem(f"parts-{number}-content", "split_carries_denunciation")
        for number, petition in enumerate(cut)
        if petition.kind is not CaseKind.DENUNCIATION and _has_any(f"{petition.content} {petition.request}", closed)
    ]


def _runs(text: str) -> set[str]:
    """What tells a text: every run of TELLING syllables of it, and its shorter sentences whole."""
    found = set()
    for sentence in re.split(r"[.!?;\n]+", text):
        syllables = _syllables(sentence)
        length = min(TELLING, len(syllables))
        if length >= SHORTEST:
            found |= {" ".join(syllables[at : at + length]) for at in range(len(syllables) - length + 1)}
    return found


def _has_any(text: str, runs: set[str]) -> bool:
    whole = f" {' '.join(_syllables(text))} "
    return any(f" {run} " in whole for run in runs)


def _syllables(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _admit(actor: Actor, letter_case: Case, petition: PetitionInput, token: str, *, at: datetime) -> Receipt:
    """File the part. Its files leave the letter; those of a denunciation that lay open get keys that the server does
    not know. Letters to who wrote are sealed to the code of the letter: the server could work out that of a part."""
    going = {file.file_id for file in petition.files}
    opens_seal = petition.kind is CaseKind.DENUNCIATION and not letter_case.is_sealed
    if opens_seal:
        petition = replace(petition, files=tuple(map(migration.renewed, petition.files)))
    receipt = filing.admit(actor, petition, token, petition.goes_by, at=at, part_of=letter_case)
    for row in cases.attachments(letter_case.id):
        if row.file_id in going:
            db.session.delete(row)
    if going and opens_seal:
        outbox.post("file.seal", at=at, case_id=receipt.case_id, gone=sorted(going))
    db.session.flush()
    return receipt


def _point_back(letter_case: Case, receipt: Receipt) -> None:
    """The way back to the letter is kept where both are open, or both sealed: an open case, with its names, never
    points at a sealed one."""
    part = steps.open_case(receipt.case_id)
    if part.is_sealed == letter_case.is_sealed:
        part.split_from_id = letter_case.id
