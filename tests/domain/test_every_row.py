"""Every ground of screening can be reached, and every question about competence has exactly one answer or a person."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app import lawbook
from app.domain.competence import CHANGES, POSITIONS, resolve
from app.domain.facts import CompetenceFacts
from app.domain.rows import TriageRow
from app.domain.triage import TriageFacts, propose
from app.domain.vocabulary import Procedure
from tests.domain.directory import seed_directory

LAW, BODIES = lawbook.load(), seed_directory()
DAY = date(2025, 7, 14)
GROUNDS = [(row, procedure) for row in LAW.triage for procedure in sorted(row.procedures)]
TYPES = sorted(kind.name for kind in LAW.respondents)


@pytest.mark.parametrize(("row", "procedure"), GROUNDS, ids=lambda one: getattr(one, "rule_id", one))
def test_a_ground_is_told_when_its_facts_are_there(row: TriageRow, procedure: Procedure) -> None:
    day = DAY if row.in_force.covers(DAY) else row.in_force.since
    facts = TriageFacts(procedure, day)
    for name, wanted in row.when:
        if name == "is_late":
            facts = replace(facts, decision_known_on=date(2024, 1, 2))
        elif name == "is_complete":
            facts = replace(facts, is_dated=wanted)
        else:
            facts = replace(facts, **{name: wanted})
    assert row.rule_id in {ruling.ground.rule_id for ruling in propose(facts, LAW, day)}


@settings(deadline=None)
@given(
    procedure=st.sampled_from(list(Procedure)),
    day=st.dates(date(2019, 1, 1), date(2027, 12, 31)),
    code=st.none() | st.sampled_from(sorted(BODIES.by_code)),
    kind=st.none() | st.sampled_from(TYPES),
    position=st.sampled_from(sorted(POSITIONS)),
    change=st.just("") | st.sampled_from(sorted(CHANGES)),
    now=st.none() | st.sampled_from(sorted(BODIES.by_code)),
)
def test_one_answer_or_a_person(
    procedure: Procedure, day: date, code: str | None, kind: str | None, position: str, change: str, now: str | None
) -> None:
    facts = CompetenceFacts(
        procedure,
        day,
        respondent_code=code,
        respondent_type=kind,
        respondent_is_head=position == "head",
        respondent_position=position,
        respondent_moved=change,
        current_code=now,
        is_disputed=change == "disputed",
    )
    ruling = resolve(facts, BODIES, LAW)
    assert ruling.needs_human is not ruling.sure
    assert ruling.office or ruling.needs_human
    assert LAW.rule(ruling.rule_id).confidence is not None
