"""The head's desk: what waits for this one person, most urgent first, in the groups in which it is decided."""

from dataclasses import dataclass
from datetime import date

from app.domain.facts import Actor
from app.domain.vocabulary import Role, State
from app.persistence.models.case import Case
from app.persistence.queries import worklists
from app.persistence.queries.oversight.audit import findings
from app.persistence.queries.worklists import Filters, Tab
from app.services.law import law_in_force
from app.services.oversight import dossier

GROUP_OF = {
    State.AWAITING_DISPOSITION: "proposals",
    State.DRAFTING: "drafts",
    State.VERIFIED: "reports",
    State.AWAITING_DIALOGUE: "dialogues",
    State.DIALOGUE_HELD: "dialogues",
    State.PROCESSING: "answers",
    State.ACCEPTED: "orders",
    State.SENT: "effects",
    State.EFFECTIVE: "effects",
}
GROUPS = ("proposals", "drafts", "reports", "dialogues", "answers", "orders", "effects")


@dataclass(frozen=True, slots=True)
class Desk:
    """`groups` holds only what is not empty; `overdue` and `week` are counts over the whole body; `findings`: of
    inspections, to be answered or put right."""

    groups: list[tuple[str, list[Case]]]
    overdue: int
    week: int
    new: int
    findings: int = 0

    @property
    def waiting(self) -> int:
        return sum(len(cases) for _name, cases in self.groups)


def laid_out(actor: Actor, today: date) -> Desk:
    """Everything that only the head can move, or who signs for him, as far as his paper reaches. A sent decision waits
    once its effect may be confirmed."""
    law = law_in_force()
    found: dict[str, list[Case]] = {name: [] for name in GROUPS}
    for case in (case for case in worklists.waiting_for_head(actor) if _is_for(actor, case)):
        if case.state is not State.SENT or dossier.effect_may_be_confirmed(case, today, law):
            found[GROUP_OF[case.state]].append(case)
    counts = worklists.counts(actor, (Tab.OVERDUE, Tab.WEEK, Tab.NEW), Filters(), today)
    groups = [(name, cases) for name, cases in found.items() if cases]
    waiting = findings.count(actor, findings.Narrowed(findings.Tab.MINE), today) if actor.role is Role.HEAD else 0
    return Desk(groups, counts[Tab.OVERDUE], counts[Tab.WEEK], counts[Tab.NEW], waiting)


def _is_for(actor: Actor, case: Case) -> bool:
    kind, category = case.procedure.kind, case.category_code
    return actor.role is Role.HEAD or any(one.covers(case.body_id, kind, category) for one in actor.delegations)
