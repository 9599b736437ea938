"""Screening: what kind of petition it is, which grounds apply, what is to be done (procedure.md 1.1, 3).

The grounds are rows of lawbook/*/triage.toml over the facts below; a person confirms every proposal.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, timedelta

from app.domain.citations import Ground
from app.domain.deadlines import Pause, compute
from app.domain.rules import Conditions, KindRow, LawBook, TriageRow
from app.domain.vocabulary import CaseKind, Disposition, DocumentKind, Procedure, Step

_LIMITATION = {
    Procedure.COMPLAINT_FIRST: "DL-KN-00",
    Procedure.COMPLAINT_SECOND: "DL-KN-06",
    Procedure.DISCIPLINE_FIRST: "DL-KL-01",
    Procedure.DISCIPLINE_SECOND: "DL-KL-01",
}


@dataclass(frozen=True, slots=True)
class KindFacts:
    """The answers that tell the kinds apart. The title of the letter does not decide."""

    asks_to_change_decision: bool = False  # a decision or act is to be cancelled or changed
    affects_petitioner: bool = False  # it hit the petitioner's own rights
    is_discipline_decision: bool = False  # disciplinary decision on the petitioner as công chức
    reports_violation: bool = False  # a named person or body breaks the law
    lost_complaint_to_respondent: bool = False  # now denounces the one who settled the complaint
    has_new_evidence: bool = False
    decision_already_effective: bool = False  # against a settlement decision in effect
    has_first_decision: bool = False  # or the first instance is overdue: second instance
    is_outside_administration: bool = False  # court, procuracy, Party, mass organisation, enterprise …
    about_regulations: bool = False  # on administrative procedures or rules (NĐ 20/2008)
    is_field_issue: bool = False  # a place: pothole, rubbish, flooding
    files_as_organisation: bool = False
    was_concluded_or_overdue: bool = False  # denounced before: concluded, or the settler is overdue


@dataclass(frozen=True, slots=True)
class KindRuling:
    """What the petition is in law; `kind` None: nothing of the administration, guide or forward."""

    kind: CaseKind | None
    procedure: Procedure | None
    ground: Ground
    reason: str
    needs_human: bool


@dataclass(frozen=True, slots=True)
class TriageFacts:
    """What screening looks at. Defaults are the good case: competent, complete, nothing in the way."""

    procedure: Procedure
    received_on: date
    is_competent: bool = True
    # form (LKN Đ8, LTC Đ23, TT05 Đ6)
    is_in_vietnamese: bool = True  # or with notarised translation
    is_dated: bool = True
    is_named: bool = True  # name and address
    is_signed: bool = True
    has_content: bool = True
    is_legible: bool = True
    is_insulting: bool = False
    # channel
    was_presented_in_person: bool = False
    was_forwarded_by_body: bool = False
    was_forwarded_by_front: bool = False  # Mặt trận Tổ quốc or a mass organisation (LKN Đ66)
    is_spoken: bool = False  # presented orally, no letter
    sent_to_many_incl_competent: bool = False
    was_guided_before: bool = False
    # complaint (LKN Đ11)
    is_excluded_decision: bool = False
    concerns_own_rights: bool = True
    has_capacity: bool = True  # or a lawful representative stands in
    representative_is_lawful: bool = True
    has_group_representatives: bool = True  # or is no group
    decision_known_on: date | None = None  # received or known; second instance: first decision received
    obstacle_days: int = 0  # illness, disaster, far mission: not counted (LKN Đ9)
    has_justified_delay: bool = False
    in_remote_area: bool = False
    second_decision_exists: bool = False
    was_stopped_not_resumed: bool = False
    court_has_accepted: bool = False
    has_first_decision: bool = True  # second instance: the first decision, or the first instance is overdue
    # denunciation (LTC Đ25, 29)
    is_anonymous: bool = False
    has_clear_evidence: bool = False
    has_basis: bool = True
    follows_own_complaint: bool = False  # the loser of a complaint denounces who settled it
    is_party_matter: bool = False  # a Party member, a rule of the Party
    # repeated denunciation (LTC Đ37, 38)
    is_about_delay: bool = False  # the lower level is overdue; else: settled unlawfully
    earlier_settler_was_competent: bool = True
    has_ground_to_settle_again: bool = True  # inaccurate, evidence missed, law misapplied (Đ37.3)
    # complaint against a disciplinary decision
    is_dismissal: bool = False
    # any
    is_duplicate_of_open: bool = False
    is_settled_effective: bool = False
    has_new_facts: bool = False
    is_overdue_below: bool = False
    is_mixed: bool = False
    shows_crime: bool = False
    is_urgent_damage: bool = False
    is_outside_administration: bool = False
    is_heated: bool = False
    has_originals: bool = False
    looks_like_petition: bool = False  # a field report that is a complaint or denunciation


@dataclass(frozen=True, slots=True)
class TriageRuling:
    """One ground and what follows; without `disposition` an advice, or the `step` to take instead."""

    disposition: Disposition | None
    ground: Ground
    clock: str | None
    document: DocumentKind | None
    reason: str
    step: Step | None = None
    handling: str = ""  # what the table of the law calls it: DONDOC, TACH, KHONG_XULY … else the disposition


DERIVED = frozenset({"is_late", "is_complete"})
"""Conditions that are computed from the facts, beside the fields of TriageFacts."""


def triage_conditions() -> frozenset[str]:
    """Names that a triage row may use."""
    return DERIVED | {field.name for field in fields(TriageFacts)}


def kind_conditions() -> frozenset[str]:
    """Names that a row of the classification list may use."""
    return frozenset(field.name for field in fields(KindFacts))


def suggest_kind(facts: KindFacts, law: LawBook, on: date) -> KindRuling:
    """The first line of the classification list that matches; a person confirms it."""
    row = next(row for row in law.kinds if row.in_force.covers(on) and _holds(row.when, facts, {}))
    return _kind_ruling(row)


def propose(facts: TriageFacts, law: LawBook, on: date) -> tuple[TriageRuling, ...]:
    """All grounds that apply on a day, in the order of the law; `proposed` picks the one for the head.

    With no ground against it the petition is proposed for acceptance.
    """
    derived = {"is_late": is_late(facts, law), "is_complete": is_complete(facts)}
    rows = [
        row
        for row in law.triage
        if facts.procedure in row.procedures and row.in_force.covers(on) and _holds(row.when, facts, derived)
    ]
    against = [row for row in rows if row.disposition is not Disposition.ACCEPT]
    if any(row.disposition or row.step for row in against):
        rows = against
    return tuple(_ruling(row) for row in rows)


def proposed(rulings: Iterable[TriageRuling]) -> TriageRuling | None:
    """The ruling that goes to the head: the first with a disposition, or with a step to take instead."""
    return next((ruling for ruling in rulings if ruling.disposition or ruling.step), None)


def is_complete(facts: TriageFacts) -> bool:
    """The petition has what makes it eligible to be handled (TT05 Đ6.2a)."""
    return all((facts.is_in_vietnamese, facts.is_dated, facts.is_named, facts.is_signed, facts.has_content))


def is_late(facts: TriageFacts, law: LawBook) -> bool:
    """The time to complain is over (LKN Đ9, Đ33); days of an obstacle do not count, unknown dates are not late."""
    clock = _LIMITATION.get(facts.procedure)
    if clock is None or facts.decision_known_on is None or facts.has_justified_delay:
        return False
    known_on = max(facts.decision_known_on, law.since)  # older law is not kept: the count begins with ours
    limit = law.time_limit(
        clock,
        known_on,
        remote=facts.in_remote_area,
        second=facts.procedure.is_second_instance,
        dismissal=facts.is_dismissal,
    )
    obstacle = Pause(known_on, known_on + timedelta(days=facts.obstacle_days))
    return compute(limit, known_on, law.calendar, (obstacle,)).due_on < facts.received_on


def _holds(when: Conditions, facts: object, derived: dict[str, bool]) -> bool:
    return all((derived[name] if name in derived else getattr(facts, name)) is wanted for name, wanted in when)


def _ruling(row: TriageRow) -> TriageRuling:
    ground = Ground(row.rule_id, row.citation, row.confidence)
    return TriageRuling(row.disposition, ground, row.clock, row.document, row.reason, row.step, row.handling)


def _kind_ruling(row: KindRow) -> KindRuling:
    ground = Ground(row.rule_id, row.citation, row.confidence)
    return KindRuling(row.kind, row.procedure, ground, row.reason, row.needs_human)


__all__ = [
    "KindFacts",
    "KindRuling",
    "TriageFacts",
    "TriageRuling",
    "is_complete",
    "is_late",
    "kind_conditions",
    "propose",
    "proposed",
    "suggest_kind",
    "triage_conditions",
]
