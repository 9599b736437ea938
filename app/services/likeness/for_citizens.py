"""What a citizen may be told while he writes: what is published of the same matter, and his own. Nothing else is even
asked of the database, so that a hidden case and none give the same page to the byte.

A number typed proves nothing: whoever types his neighbour's must not learn what the neighbour has filed. His own is
what this browser has proven by a tracking code, or has filed just now.
"""

from dataclasses import dataclass
from datetime import date

from app.domain.facts import Actor
from app.domain.likeness import comparing
from app.domain.likeness.comparing import Certainty
from app.domain.vocabulary import CaseKind
from app.persistence.models.case import Case
from app.persistence.queries import cases
from app.search import likeness as texts
from app.services.finding import published
from app.services.finding.answered import Answered
from app.services.finding.published import Result
from app.services.intake.petition_input import PetitionInput
from app.services.likeness import traits

SHOWN, ASKED = 3, 8
SAME_TOPIC = 40
"""Of 100: what an answer says and what a petition tells are different texts; of one topic they share this much."""


@dataclass(frozen=True, slots=True)
class Known:
    """`answered`: published, of the same topic. `own`: cases of this browser that look the same."""

    answered: tuple[Result | Answered, ...] = ()
    own: tuple[Case, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.answered or self.own)


def known(actor: Actor, petition: PetitionInput, on: date) -> Known:
    """Of a petition that is about to be filed. `actor`: with the cases whose codes this browser has proven."""
    if petition.kind is CaseKind.DENUNCIATION:
        return Known()
    return Known(_answered(petition), _own(actor, petition, on))


def _answered(petition: PetitionInput) -> tuple[Result | Answered, ...]:
    text = f"{petition.request}\n\n{petition.content}"
    told = texts.told(text)
    _answer, found = published.search(texts.telling(text), limit=ASKED)
    near = [(texts.likeness(told, texts.told(one.text)), one) for one in found]
    near = [pair for pair in near if pair[0] >= SAME_TOPIC or _same_category(petition, pair[1])]
    return tuple(one for _much, one in sorted(near, key=lambda pair: -pair[0])[:SHOWN])


def _same_category(petition: PetitionInput, result: Result | Answered) -> bool:
    return petition.category_code is not None and result.category_code == petition.category_code


def _own(actor: Actor, petition: PetitionInput, on: date) -> tuple[Case, ...]:
    """Of sealed ones nothing is said, not even to their own: others may sit at this screen."""
    wanted, found = traits.of_input(petition, on), []
    own = cases.several(actor.case_ids)
    communes = traits.communes_of((case.lead_petition for case in own if case.petitions), on)
    for case in own:
        if case.is_sealed or case.procedure.kind is not petition.kind or not case.petitions:
            continue
        shared = traits.shared(wanted, case.lead_petition, {}, communes[case.lead_petition.unit_code])
        standing = comparing.standing(case.state, case.decided_on, case.effective_on)
        if comparing.compared(shared, standing, petition.kind).matter is not Certainty.NO:
            found.append(case)
    return tuple(found[:SHOWN])
