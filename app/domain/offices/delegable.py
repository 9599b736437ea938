"""What a head may have signed by others, and what stays personal: rows of lawbook/delegation.toml, read for a day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.citations import Citation, InForce
from app.domain.offices.held import Capacity
from app.domain.refusals import NotAllowed
from app.domain.vocabulary import Confidence, Procedure, Step


@dataclass(frozen=True, slots=True)
class DelegationRow:
    """What one article says of signing for the head. An empty set means all: steps, procedures, types of body."""

    rule_id: str
    capacities: frozenset[Capacity]
    steps: frozenset[Step]
    procedures: frozenset[Procedure]
    body_types: frozenset[str]
    is_personal: bool  # the head does it himself; False: may be done in these capacities
    words: Mapping[str, str]  # language → what whoever assigns reads
    citation: Citation
    confidence: Confidence
    in_force: InForce
    is_step: bool = True  # False: something the head does that is no step of a case, such as his day of reception

    def speaks_of(self, capacity: Capacity, step: Step, procedure: Procedure, body_type: str) -> bool:
        return (
            self.is_step
            and capacity in self.capacities
            and (not self.steps or step in self.steps)
            and (not self.procedures or procedure in self.procedures)
            and (not self.body_types or body_type in self.body_types)
        )


def require(
    rows: Iterable[DelegationRow], capacity: Capacity, step: Step, procedure: Procedure, body_type: str, on: date
) -> DelegationRow:
    """The row that lets somebody take a head's step in this capacity; NotAllowed, with the article where there is one.

    What is personal goes before what is allowed; what no row allows cannot be delegated.
    """
    found = [row for row in rows if row.in_force.covers(on) and row.speaks_of(capacity, step, procedure, body_type)]
    for row in found:
        if row.is_personal:
            raise NotAllowed("must_be_personal", row.citation)
    if not found:
        raise NotAllowed("capacity_not_enough")
    return found[0]
