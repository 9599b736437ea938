"""A visit that turns out to have brought a denunciation, when its petition is classified anew or its line corrected:
what stood in the clear goes under seal, in this line and in those that correct it or that it corrects (LTC Đ8, Đ56)."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import datetime
from typing import Any

from app.persistence import outbox
from app.persistence.models.reception import ConclusionTask, Visit, VisitPerson
from app.persistence.queries.reception import appointments, tasks, visits
from app.services.reception import sealing_visits
from app.services.reception.visit_input import PersonInput

WORDS = (
    "matter request prior_handling note guided_to refusal_detail appointment_bring correction_reason result_how"
).split()


def of_cases(case_ids: Iterable[int], keeper_id: int, *, at: datetime) -> None:
    """Seal the visits that brought these cases or were about them, and empty the appointments; inside the caller's
    transaction."""
    wanted = list(case_ids)
    for visit in visits.that_brought(wanted):
        seal(visit, keeper_id, at=at)
    appointments.forget(case_ids=wanted)


def seal(visit: Visit, keeper_id: int, *, at: datetime) -> None:
    """Seal one line and every line of the same chain of corrections."""
    for line in visits.chain_of(visit):
        if not line.is_sealed:
            _seal(line, keeper_id, at)


def _seal(line: Visit, keeper_id: int, at: datetime) -> None:
    said: dict[str, Any] = {name: getattr(line, name) for name in WORDS}
    people = [_person(person) for person in line.people]
    words = said | {"papers": list(line.documents), "people": people, "category_code": line.category_code}
    words["tasks"] = [_task(task) for task in tasks.of_visit(line.id)]
    sealing_visits.seal(line, keeper_id, words, at=at)
    for name in WORDS:
        setattr(line, name, "")
    line.documents, line.category_code, line.unit_code = [], None, None
    line.is_sealed = True
    outbox.post("index.erased", at=at, visit_id=line.id)
    visits.forget_people(line)
    appointments.forget(visit_ids=[line.id])
    tasks.forget(line.id)


def _person(person: VisitPerson) -> dict[str, Any]:
    return {field.name: getattr(person, field.name) for field in fields(PersonInput)}


def _task(task: ConclusionTask) -> dict[str, Any]:
    """What the head gave to do: followed by whoever may open the seal."""
    return {"owner": task.owner, "what": task.what, "due_on": task.due_on.isoformat(), "result": task.result}
