"""For the head, before he receives: each visitor on one page, with his cases, their clocks, and what was promised."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.facts import Actor
from app.persistence import personal
from app.persistence.models.case import Case
from app.persistence.models.reception import Appointment, ConclusionTask, VisitPerson
from app.persistence.queries import cases
from app.persistence.queries.reception import appointments, people, tasks


@dataclass(frozen=True, slots=True)
class Dossier:
    """One visitor. Cases that the asker may not see are not among them; of a denunciation there is nothing."""

    appointment: Appointment
    cases: tuple[Case, ...] = ()
    visits: tuple[VisitPerson, ...] = ()
    promised: tuple[ConclusionTask, ...] = ()


def dossiers(actor: Actor, session_id: int) -> list[Dossier]:
    """Every visitor of a reception, in the order of time."""
    return [dossier(actor, row) for row in appointments.of_session(actor, session_id)]


def dossier(actor: Actor, row: Appointment) -> Dossier:
    """What the house knows of one visitor, by the case named and by identity number and telephone."""
    if row.is_sealed:
        return Dossier(row)
    identities, phones = _blinds(row)
    earlier = [*people.by_identity(actor, identities), *people.by_phone(actor, phones)] if identities or phones else []
    visits = tuple({one.visit_id: one for one in earlier if one.visit_id != row.visit_id}.values())
    found = _cases(actor, row, identities, phones)
    promised = tasks.promised(actor, [one.visit_id for one in visits], [case.id for case in found])
    return Dossier(row, tuple(found), visits, tuple(promised))


def _blinds(row: Appointment) -> tuple[list[str], list[str]]:
    contact = row.contact
    identities = sorted(personal.identity_fingerprints(contact.identity_number)) if contact.identity_number else []
    return identities, sorted(personal.phone_fingerprints(contact.phone)) if contact.phone else []


def _cases(actor: Actor, row: Appointment, identities: Sequence[str], phones: Sequence[str]) -> list[Case]:
    found = {case.id: case for case, _petition, _key in people.cases_of(actor, identities, phones)}
    named = cases.seen(actor, row.case_id) if row.case_id else None
    if named is not None and not named.is_sealed:
        found.setdefault(named.id, named)
    return sorted(found.values(), key=lambda case: (case.id != row.case_id, -case.id))
