"""What of a petition is compared with others, and what two of them share."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.likeness.comparing import Shared
from app.domain.reception.names import folded
from app.domain.vocabulary import CaseKind, PartyRole
from app.persistence import personal
from app.persistence.models.petition import Party, Petition
from app.persistence.queries import units
from app.persistence.queries.likeness.near import Keys
from app.search import likeness
from app.search.likeness import Told
from app.services.intake.petition_input import PartyInput, PetitionInput

Births = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Traits:
    """`names`: folded. `commune`: where it lies today; `places`: with the code it was filed under. `text`: what is told
    and asked."""

    kind: CaseKind
    keys: Keys
    names: frozenset[str]
    births: Births
    commune: str
    places: frozenset[str]
    hamlet: str
    respondent_body_id: int | None
    act_on: date | None
    request: Told
    told: Told  # with what is asked
    text: str


def of_row(petition: Petition, births: Births, on: date) -> Traits:
    """Of a petition in the file."""
    return _traits(petition, petition.parties, births, on)


def of_input(petition: PetitionInput, on: date) -> Traits:
    """Of a petition that is being written or entered."""
    return _traits(petition, petition.parties, {}, on)


def shared(one: Traits, other: Petition, births: Births, commune: str) -> Shared:
    """What a petition shares with one in the file, whose numbers are compared sealed as they are; `commune`: where that
    one lies today."""
    is_near = bool(one.commune) and one.commune == commune
    names = one.names & {folded(party.name) for party in other.parties} if is_near else frozenset()
    years = {one.births[name] == births[name] for name in names if name in one.births and name in births}
    number = _spelled(other.decision_number)
    same_number = bool(number) and number == _spelled(one.keys.decision_number)
    same_body = one.respondent_body_id is not None and one.respondent_body_id == other.respondent_body_id
    same_day = one.act_on is not None and one.act_on == other.act_on
    request = likeness.told(other.request)
    told = likeness.told(other.content) + request
    return Shared(
        same_identity=_any(one.keys.identities, [party.identity_blind for party in other.parties]),
        same_phone=_any(one.keys.phones, [party.phone_blind for party in other.parties]),
        same_name=bool(names),
        same_birth=True in years,
        other_birth=years == {False},
        same_decision=same_number and (same_body or same_day),
        same_number=same_number and not (same_body or same_day),
        same_plot=is_near and bool(one.told.plots & told.plots),
        same_request=likeness.likeness(one.request, request) >= SAME_REQUEST,
        same_respondent=same_body,
        same_hamlet=is_near and bool(one.hamlet) and folded(one.hamlet) == folded(other.hamlet),
        same_day=same_day,
        likeness=likeness.likeness(one.told, told),
    )


SAME_REQUEST = 85  # of 100


def communes_of(petitions: Iterable[Petition | PetitionInput], on: date) -> dict[str | None, str]:
    """By the place of each petition the commune where it lies today: the ward of before 01/07/2025 and what it became
    are one."""
    codes = {petition.unit_code for petition in petitions}
    units_now = units.successors(filter(None, codes), on)
    return {code: units_now[code].code if code in units_now else code or "" for code in codes}


def _traits(
    petition: Petition | PetitionInput, parties: Sequence[Party | PartyInput], births: Births, on: date
) -> Traits:
    people = [party for party in parties if party.role is not PartyRole.AUTHORIZED_AGENT]
    request = likeness.told(petition.request)
    identities = [personal.identity_fingerprints(one.identity_number) for one in people]
    phones = [personal.phone_fingerprints(one.phone) for one in people]
    number, commune = petition.decision_number.strip(), communes_of([petition], on)[petition.unit_code]
    return Traits(
        kind=petition.kind,
        keys=Keys(frozenset().union(*identities), frozenset().union(*phones), number),
        names=frozenset(filter(None, (folded(one.name) for one in people))),
        births=births,
        commune=commune,
        places=frozenset(filter(None, (petition.unit_code, commune))),
        hamlet=petition.hamlet,
        respondent_body_id=petition.respondent_body_id,
        act_on=petition.act_on,
        request=request,
        told=likeness.told(petition.content) + request,
        text=f"{petition.content}\n\n{petition.request}",
    )


def _spelled(number: str) -> str:
    return "".join(folded(number).split())


def _any(wanted: frozenset[str], found: list[str | None]) -> bool:
    return any(one in wanted for one in found if one)
