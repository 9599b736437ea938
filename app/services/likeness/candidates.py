"""Petitions that may be the same, for an officer: found by keys and by the index within what he may see, a few of them
compared, each with what the legal keys come to (procedure.md 3.4).

A denunciation takes no part on either side: what would be compared lies under its seal.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.domain import access, triage
from app.domain.access import Action
from app.domain.citations import Citation
from app.domain.facts import Actor
from app.domain.likeness import comparing
from app.domain.likeness.comparing import ANSWERS, Likeness
from app.domain.triage import TriageFacts, TriageRuling
from app.domain.vocabulary import CaseKind, Procedure
from app.persistence.models.case import Case
from app.persistence.models.petition import Petition
from app.persistence.queries.likeness import apart, near
from app.search import desk
from app.search import likeness as texts
from app.search.keys import Kind, id_of, kind_of
from app.search.rights import Condition
from app.services.intake import screening
from app.services.intake.petition_input import PetitionInput
from app.services.law import law_in_force
from app.services.likeness import traits
from app.services.likeness.traits import Traits

SHOWN = 8
ASKED = 8  # cases of each question to the index
COMPARED = 24  # texts that are compared word by word


@dataclass(frozen=True, slots=True)
class Candidate:
    """A case that may be the same, the petition of it that is nearest, and what the keys come to. `rulings`: what the
    law book says of it; `citation`: the article where no row of it does."""

    case: Case
    petition: Petition
    likeness: Likeness
    rulings: tuple[TriageRuling, ...] = ()

    @property
    def citation(self) -> Citation | None:
        return comparing.citation(self.likeness.advice)


def of_case(actor: Actor, case: Case, on: date) -> tuple[Candidate, ...]:
    """What may be the same as a case that is being screened, without what was set apart from it."""
    if case.is_sealed or not case.petitions or not access.may(actor, Action.CASE_TRIAGE, case.facts()):
        return ()
    petition = case.lead_petition
    births = near.births(filter(None, [petition.visit_id])).get(petition.visit_id or 0, {})
    found = _found(actor, traits.of_row(petition, births, on), case.id, apart.of_case(case.id), on)
    return _ruled(found, screening.known(case), on)


def of_input(actor: Actor, petition: PetitionInput, on: date) -> tuple[Candidate, ...]:
    """What may be the same as a petition that is being entered at the desk. Nothing of it is kept."""
    access.require_role(actor, Action.PETITION_LOG)
    if petition.kind is CaseKind.DENUNCIATION:
        return ()
    found = _found(actor, traits.of_input(petition, on), None, frozenset(), on)
    return _ruled(found, TriageFacts(petition.goes_by, petition.received_on or on), on)


def _found(
    actor: Actor, wanted: Traits, own_id: int | None, set_apart: frozenset[int], on: date
) -> Sequence[Candidate]:
    ids = dict.fromkeys([*near.sharing(actor, wanted.keys, own_id), *_by_words(actor, wanted)])
    left = [case_id for case_id in ids if case_id not in set_apart]
    cases = near.read(actor, left[:COMPARED], own_id)
    births = near.births(p.visit_id for case in cases for p in case.petitions if p.visit_id)
    communes = traits.communes_of((petition for case in cases for petition in case.petitions), on)
    found = [_nearest(wanted, case, births, communes) for case in cases if case.petitions]
    ranked = sorted((one for one in found if one.likeness.is_candidate), key=lambda one: -one.likeness.score)
    return ranked[:SHOWN]


def _by_words(actor: Actor, wanted: Traits) -> list[int]:
    """From the index: the words that tell, the name in its commune, the plot."""
    of_kind = Case.procedure.in_([one for one in Procedure if one.kind is wanted.kind])
    questions: list[tuple[str, tuple[Condition, ...]]] = [(texts.telling(wanted.text), (of_kind,))]
    questions += [
        (plot.replace("thua:", "thửa ").replace(":", " tờ "), (of_kind,)) for plot in sorted(wanted.told.plots)[:2]
    ]
    if wanted.places:
        questions += [(name, (of_kind, Case.unit_code.in_(wanted.places))) for name in sorted(wanted.names)[:1]]
    found: list[int] = []
    for words, conditions in questions:
        if words:
            keys = desk.staff(actor, words, cases=conditions, limit=ASKED).found.keys
            found += [id_of(key) for key in keys if kind_of(key) is Kind.CASE]
    return found


def _nearest(
    wanted: Traits, case: Case, births: dict[int, dict[str, int]], communes: dict[str | None, str]
) -> Candidate:
    """By the petition of the case that shares most."""
    stands = comparing.standing(case.state, case.decided_on, case.effective_on)
    compared = []
    for petition in case.petitions[:5]:
        shared = traits.shared(wanted, petition, births.get(petition.visit_id or 0, {}), communes[petition.unit_code])
        compared.append((petition, comparing.compared(shared, stands, wanted.kind)))
    petition, found = max(compared, key=lambda pair: pair[1].score)
    return Candidate(case, petition, found)


def _ruled(found: Sequence[Candidate], known: TriageFacts, on: date) -> tuple[Candidate, ...]:
    """What the law book adds where the keys are met: join it, or it is settled. It hangs on what they come to and on
    nothing else of a candidate."""
    asked = {one.likeness.advice for one in found} & ANSWERS.keys()
    if not asked:
        return tuple(found)
    law = law_in_force()
    before = triage.propose(known, law, on)
    rulings = {}
    for advice in asked:
        answered = replace(known, **{ANSWERS[advice]: True})  # type: ignore[arg-type]  # the name of a yes or no
        rulings[advice] = comparing.rulings_of(before, triage.propose(answered, law, on))[:2]
    return tuple(replace(one, rulings=rulings.get(one.likeness.advice, ())) for one in found)
