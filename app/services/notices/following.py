"""What staff are told because of what others did: a case given to them, an answer, a group at the desk, a task."""

from collections.abc import Mapping
from datetime import datetime

from app.domain.calendars import local_date
from app.domain.escalation.vocabulary import Rank
from app.domain.vocabulary import Step
from app.persistence.db import db
from app.persistence.models.reception import ConclusionTask
from app.persistence.queries import cases
from app.persistence.transaction import in_transaction
from app.services.escalation.people import People
from app.services.notices import telling

ASSIGNED, REPLIED = f"case.{Step.ASSIGN}", f"case.{Step.REPLY}"
NAMES = {ASSIGNED: "case.assigned", REPLIED: "case.replied"}


def follow(topic: str, case_id: int, *, key: str, at: datetime) -> None:
    """After a step of a case: its officer hears of what concerns him; while there is none, the head does."""
    if topic not in NAMES:
        return
    case = cases.known(case_id)
    if case is None or case.state.is_final or (topic == ASSIGNED and case.officer_id is None):
        return
    people, facts = People(local_date(at)), case.facts()
    told = people.reached(Rank.OFFICER, case.body_id, case.officer_id, facts.exclusions).people
    _tell([one.user_id for one in told], NAMES[topic], key, at, {"case": case.number}, case_id=case_id)


def group(body_id: int, visit_id: int, many: int, *, at: datetime) -> None:
    """A large group stands at a desk: the head hears of it at once (LTCD Đ30)."""
    told = People(local_date(at)).reached(Rank.HEAD, body_id, None).people
    facts = {"people": many, "body": body_id}
    _tell([one.user_id for one in told], "visit.group", f"visit:{visit_id}:group", at, facts, urgent=True)


def task(task_id: int, *, at: datetime) -> None:
    """A task after a reception: whoever is named, else the head of the body that is to do it."""
    given = db.session.get(ConclusionTask, task_id)
    if given is None or given.done_on is not None:
        return
    people = People(local_date(at))
    told = people.reached(Rank.OFFICER, given.owner_body_id, given.owner_user_id).people
    facts = {"due_on": given.due_on.isoformat(), "body": given.owner_body_id}
    _tell([one.user_id for one in told], "task.given", f"task:{task_id}", at, facts)


def _tell(
    user_ids: list[int],
    topic: str,
    key: str,
    at: datetime,
    facts: Mapping[str, object],
    *,
    case_id: int | None = None,
    urgent: bool = False,
) -> None:
    in_transaction(lambda: telling.tell(user_ids, topic, key=key, at=at, facts=facts, case_id=case_id, urgent=urgent))
