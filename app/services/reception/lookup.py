"""Who stands at the desk may have been here: earlier visits and cases, and what looks like the same petition (3.4)."""

from dataclasses import dataclass

from app.domain import access
from app.domain.access import Action
from app.domain.facts import Actor
from app.domain.keeping.personal import is_identity, is_phone
from app.domain.reception.names import folded
from app.persistence import personal
from app.persistence.models.case import Case
from app.persistence.models.reception import VisitPerson
from app.persistence.queries.reception import people


@dataclass(frozen=True, slots=True)
class Earlier:
    """A case of the same person, and why it may be the same petition (procedure.md 3.4)."""

    case: Case
    reasons: tuple[str, ...]  # same_person, same_phone, same_decision, same_respondent, same_request


@dataclass(frozen=True, slots=True)
class Found:
    """People of earlier visits, newest first or by name, and cases of theirs; nothing sealed is among them."""

    people: tuple[VisitPerson, ...]
    cases: tuple[Earlier, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known of the petition so far, to compare with."""

    decision_number: str = ""
    respondent_body_id: int | None = None
    request: str = ""


def look_up(actor: Actor, words: str, asked: Asked | None = None) -> Found:
    """By a number, a telephone, or the beginning of a name; which of them it is, is seen from the words."""
    access.require_role(actor, Action.PETITION_LOG)
    words = words.strip()[:160]
    if is_identity(words):
        blinds = sorted(personal.identity_fingerprints(words))
        return _with_cases(actor, people.by_identity(actor, blinds), blinds, [], asked)
    if is_phone(words):
        blinds = sorted(personal.phone_fingerprints(words))
        return _with_cases(actor, people.by_phone(actor, blinds), [], blinds, asked)
    found = people.by_name(actor, folded(words))
    same = {one.identity_blind for one in found if one.identity_blind}
    alone = len(same) == 1 and all(one.identity_blind for one in found)
    return _with_cases(actor, found, sorted(same) if alone else [], [], asked)


def person(actor: Actor, person_id: int) -> VisitPerson | None:
    """Somebody who was found, to be taken over into a new visit."""
    access.require_role(actor, Action.PETITION_LOG)
    return people.by_id(actor, person_id)


def _with_cases(
    actor: Actor, found: list[VisitPerson], identities: list[str], phones: list[str], asked: Asked | None
) -> Found:
    earlier = [
        Earlier(case, _reasons(key, petition, asked or Asked()))
        for case, petition, key in people.cases_of(actor, identities, phones)
    ]
    return Found(tuple(found), tuple(earlier))


def _reasons(key: str, petition: object, asked: Asked) -> tuple[str, ...]:
    found = ["same_person" if key == "identity" else "same_phone"]
    if asked.decision_number and getattr(petition, "decision_number", "") == asked.decision_number:
        found.append("same_decision")
    if asked.respondent_body_id and getattr(petition, "respondent_body_id", None) == asked.respondent_body_id:
        found.append("same_respondent")
    if asked.request and folded(getattr(petition, "request", "")) == folded(asked.request):
        found.append("same_request")
    return tuple(found)
