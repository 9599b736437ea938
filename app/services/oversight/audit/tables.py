"""Rounds and findings as tables to take away, with the rights of the pages; taking them is on record."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from app.domain import access
from app.domain.access import Action
from app.domain.calendars import local_date
from app.domain.facts import Actor
from app.domain.oversight.findings import FindingFacts, Tally, tally
from app.domain.oversight.vocabulary import FindingState, RoundState
from app.i18n import labels
from app.i18n.staff import audit_tables
from app.persistence import audit
from app.persistence.models.oversight import InspectionFinding, InspectionRound
from app.persistence.queries.oversight.audit import findings, rounds
from app.persistence.queries.oversight.audit.findings import Narrowed
from app.persistence.transaction import transaction
from app.reports.table import Cell, Column, ReportTable
from app.services.oversight.audit import finding

MOST = 10_000  # rows


def of_findings(actor: Actor, narrowed: Narrowed, *, at: datetime) -> ReportTable:
    """What the list shows with this filter, the most urgent first."""
    access.require_role(actor, Action.FINDING_VIEW)
    today = local_date(at)
    found = findings.listed(actor, narrowed, today, limit=MOST)
    visible = rounds.opened_to(actor, [one.case_id for one in found if one.case_id is not None])
    numbers = {case_id: case.number for case_id, case in visible.items()}
    _on_record(actor, "findings", len(found), at)
    rows = [_finding(one, numbers.get(one.case_id or 0, ""), today) for one in found]
    return ReportTable(str(audit_tables.FINDINGS), _columns(audit_tables.FINDING_COLUMNS), rows)


def of_rounds(actor: Actor, state: RoundState | None, mine: int | None, *, at: datetime) -> ReportTable:
    """Every round with its numbers, the newest first."""
    access.require_role(actor, Action.ROUND_RUN)
    found = rounds.listed(state, mine=mine, limit=MOST)
    _on_record(actor, "rounds", len(found), at)
    drawn = rounds.sampled_counts([one.id for one in found])
    of_each: dict[int, list[FindingFacts]] = {}
    for row in findings.of_rounds(actor, [one.id for one in found]):
        of_each.setdefault(row.round_id, []).append(row.facts())
    rows = [_round(one, drawn.get(one.id, 0), tally(of_each.get(one.id, ()), local_date(at))) for one in found]
    return ReportTable(str(audit_tables.ROUNDS), _columns(audit_tables.ROUND_COLUMNS), rows)


def _columns(headings: Sequence[tuple[Any, int]]) -> list[Column]:
    return [Column(str(title), width) for title, width in headings]


def _on_record(actor: Actor, what: str, lines: int, at: datetime) -> None:
    with transaction():
        audit.append(actor, "export", at=at, subject=what, details={"lines": lines})


def _finding(one: InspectionFinding, number: str, today: date) -> Sequence[Cell]:
    is_done = one.state is FindingState.DONE
    return [
        *(one.place, one.round.name, (one.to_body or one.body).name, number),
        *(finding.law_words(one.citation, one.law), labels.label(one.severity), one.what, one.remedy),
        *(one.due_on, labels.label(one.state), one.facts().is_overdue(today), one.sent_on),
        one.fixed_on if is_done else None,
    ]


def _round(one: InspectionRound, drawn: int, total: Tally) -> Sequence[Cell]:
    leader = one.leader
    return [
        *(one.name, labels.label(one.kind), one.plan_number, one.since, one.until),
        *("; ".join(each.body.name for each in one.bodies), leader.user.name if leader else ""),
        *(labels.label(one.state), one.code, one.concluded_on, drawn, total.every),
        *(total.serious, total.in_time, total.late, total.overdue),
    ]
