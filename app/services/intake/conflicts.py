"""Whom a new or corrected petition keeps away from its case, and where the case may lie because of it.

The rule is app/domain/confidentiality/conflicts.py; here it is told what the petition and the database say.
"""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from app.domain.confidentiality import conflicts
from app.domain.confidentiality.conflicts import Accusation, Aim, Bearer, Excluded, Why
from app.domain.facts import BodyFacts
from app.domain.offices.held import Standing
from app.domain.vocabulary import Procedure, Role
from app.persistence import newrows
from app.persistence.db import db
from app.persistence.models.body import Body
from app.persistence.models.case import Case
from app.persistence.models.office import HeldOffice
from app.persistence.queries import bodies, cases
from app.persistence.queries.conflicts import exclusions
from app.persistence.queries.offices import holding
from app.services.intake.petition_input import PetitionInput


def read(procedure: Procedure, petition: PetitionInput, day: date, first_case: Case | None = None) -> Accusation:
    """Whom the petition, filed on a day, is about, with the accounts that may be meant."""
    place = bodies.by_id(petition.respondent_body_id) if petition.respondent_body_id is not None else None
    people = holding.ever_at(place.id) if place is not None else []
    name = conflicts.called(petition.respondent_name)
    return Accusation(
        procedure=procedure,
        body_id=place.id if place is not None else None,
        names=_names(place),
        head_title=place.head_title if place is not None else "",
        name=petition.respondent_name,
        position=petition.respondent_position,
        is_head=petition.respondent_is_head,
        bearers=tuple(_bearer(office) for office in people if name and conflicts.called(office.user.name) == name),
        heads=_heads(people, {day, petition.act_on or day}),
        first_body_id=first_case.body_id if first_case is not None else None,
        first_signers=_signers(first_case),
    )


def _bearer(office: HeldOffice) -> Bearer:
    is_head = office.role is Role.HEAD
    return Bearer(office.user_id, is_head, is_deputy=office.standing is Standing.DEPUTY and not is_head)


def _heads(people: Iterable[HeldOffice], days: Iterable[date]) -> tuple[int, ...]:
    """Who was head when it came in, or when what it is about was done."""
    heads = [office for office in people if office.role is Role.HEAD]
    return tuple(sorted({one.user_id for one in heads for day in days if one.is_held_on(day)}))


def is_about_head(about: Accusation) -> bool:
    """For competence: the head or a deputy in person, also where nobody ticked it."""
    return about.aim is Aim.HEAD


def is_about_body(about: Accusation) -> bool:
    return about.aim is Aim.BODY


def desk(wanted: Iterable[int], found: Collection[Excluded], day: date) -> int:
    """The first body of those wanted that is not kept away as a whole; else the nearest superior that is not."""
    directory, subjects = bodies.directory(), {each.subject for each in found}
    places = {body.id: body for body in directory}
    candidates = [places[body_id] for body_id in wanted]
    for place in (*candidates, *(above for each in candidates for above in directory.above(each, day))):
        if not conflicts.is_kept_from(place, subjects, directory):
            return place.id
    return candidates[-1].id


def may_lie_with(case: Case, place: BodyFacts) -> bool:
    """Whether a case may be passed to a body: not to one that is kept away from it as a whole."""
    directory = bodies.directory()
    kept = exclusions.bodies_kept_from(case.id, [above.id for above in conflicts.chain(place, directory)])
    return not kept


def note(case: Case, found: Iterable[Excluded], *, at: datetime, first_case: Case | None = None) -> None:
    """Write down whom a new case excludes; a second instance also excludes whom the first did."""
    rows = exclusions.rows(case.id, found, since=case.received_on, at=at)
    known = {row.token for row in rows}
    for row in exclusions.of_case(first_case.id) if first_case is not None else ():
        if row.token not in known:
            rows.append(exclusions.copied(row, case.id, at))
    newrows.insert(*rows)


def correct(case: Case, found: Iterable[Excluded], *, at: datetime) -> None:
    """What the petition excludes, read anew; what people have said stays."""
    wanted = {row.token: row for row in exclusions.rows(case.id, found, since=case.received_on, at=at)}
    for row in list(case.exclusions):
        if row.token in wanted:
            del wanted[row.token]
        elif row.why not in conflicts.BY_HAND and row.why is not Why.DECIDED_FIRST:
            db.session.delete(row)
    db.session.add_all(wanted.values())
    db.session.flush()
    db.session.expire(case, ["exclusions"])


def unite(case: Case, into: Case, *, at: datetime) -> None:
    """Two cases become one: whom either excluded is kept away from both, since each leads to the other."""
    take_on(into, case, at=at)
    take_on(case, into, at=at)


def take_on(case: Case, other: Case, *, at: datetime) -> None:
    """Whom another case excludes is kept away from this one too."""
    known = {row.token for row in exclusions.of_case(case.id)}
    missing = [row for row in exclusions.of_case(other.id) if row.token not in known]
    db.session.add_all(exclusions.copied(row, case.id, at) for row in missing)
    db.session.flush()
    db.session.expire(case, ["exclusions"])


def _names(place: Body | None) -> tuple[str, ...]:
    return (place.name, place.short_name) if place is not None else ()


def _signers(first_case: Case | None) -> tuple[int, ...]:
    rows = cases.decisions(first_case.id) if first_case is not None else []
    return tuple(sorted({row.signer_id for row in rows if row.signer_id is not None}))
