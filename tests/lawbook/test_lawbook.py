"""The law files of this release: complete, cited, dated, read again within a year."""

from dataclasses import fields, replace
from datetime import date, timedelta
from itertools import product
from pathlib import Path

import pytest

from app import lawbook
from app.domain.deadlines import ClockOwner
from app.domain.refusals import LawUnknown
from app.domain.rules import LawBook
from app.domain.vocabulary import Confidence, Counting, Procedure
from app.lawbook import checks, loader, reach
from app.lawbook.errors import LawbookError

LAW = lawbook.load()
CLOCKS_OF_THE_LAW = """
DL-KN-00 DL-KN-01 DL-KN-03 DL-KN-03b DL-KN-04 DL-KN-04b DL-KN-05 DL-KN-06 DL-KN-07 DL-KN-08 DL-KN-09 DL-KN-10 DL-KN-11
DL-KN-12 DL-KN-13 DL-KL-01 DL-KL-02 DL-KL-03 DL-KL-04 DL-TC-01 DL-TC-02 DL-TC-03 DL-TC-04 DL-TC-05 DL-TC-06 DL-TC-07
DL-TC-08 DL-TC-09 DL-TC-10 DL-TC-11 DL-TC-12 DL-TC-13 DL-TCD-01 DL-TCD-02 DL-TCD-03 DL-TCD-04 DL-TCD-05 DL-TCD-06
DL-MT-01 DL-XL-01 DL-NP-01 DL-NP-02 DL-NP-03 DL-NP-04 DL-NP-04b DL-NP-05
""".split()


def test_a_limit_in_another_law_is_named_and_never_guessed() -> None:
    (ceiling,) = LAW.elsewhere
    assert (ceiling.clock, ceiling.confidence.is_sure) == ("DL-TC-14", False)
    with pytest.raises(LawUnknown, match="limit_in_another_law"):
        LAW.time_limit("DL-TC-14", date(2025, 3, 3))


def test_every_statutory_clock_has_rows_and_a_name() -> None:
    assert set(CLOCKS_OF_THE_LAW) <= LAW.clocks
    assert set(LAW.clock_names) == set(LAW.clock_events) == LAW.clocks | {row.clock for row in LAW.elsewhere}
    assert all(names["vi"] and names["en"] for names in LAW.clock_names.values())


def test_it_is_read_once() -> None:
    assert lawbook.load() is LAW
    assert loader.read(loader.FOLDER).version == LAW.version


@pytest.mark.parametrize("clock", CLOCKS_OF_THE_LAW)
def test_exactly_one_row_for_any_day_and_circumstances(clock: str) -> None:
    first = min(row.in_force.since for row in LAW.time_limits if row.clock == clock)
    names = ("remote", "complex", "several_places", "second", "dismissal")
    for values in product((False, True), repeat=len(names)):
        when = dict(zip(names, values, strict=True))
        for day in (first, date(2025, 6, 30), date(2025, 7, 1), date(2026, 6, 30), date(2026, 7, 1), date(2027, 1, 4)):
            if day >= first:
                assert LAW.time_limit(clock, day, **when).clock == clock
    with pytest.raises(LawUnknown):
        LAW.time_limit(clock, first - timedelta(days=1))


def test_no_rule_that_is_no_law_passes_for_law() -> None:
    for row in LAW.rules():
        is_design = row.confidence is Confidence.DESIGN
        assert is_design is not LAW.instruments[row.citation.instrument].is_law, row.rule_id


def test_a_verified_rule_names_its_article() -> None:
    for row in LAW.rules():
        if row.confidence is Confidence.VERIFIED and row.citation.instrument != "N20":
            assert row.citation.article, row.rule_id


def test_the_law_was_read_within_a_year_of_this_release() -> None:
    assert all(row.checked_on >= date(2026, 11, 23) for row in LAW.time_limits)
    assert not LAW.unread_since(date(2026, 11, 23))
    assert "complaint/deadlines.toml" in LAW.unread_since(date(2027, 11, 24))


def test_only_the_extension_of_a_denunciation_adds_to_its_days() -> None:
    day = date(2025, 5, 5)
    ordinary, complex_, especially = (
        LAW.time_limit("DL-TC-04", day, **when) for when in ({}, {"complex": True}, {"especially_complex": True})
    )
    assert (ordinary.days, complex_.days, especially.days) == (30, 60, 90)
    assert LAW.time_limit("DL-TC-04", day, complex=True, especially_complex=True) == especially
    assert LAW.time_limit("DL-TC-04", day, remote=True) == ordinary


def test_owners() -> None:
    owners = {row.clock: row.owner for row in LAW.time_limits}
    assert owners["DL-KN-03"] is ClockOwner.AUTHORITY
    assert {owners[clock] for clock in ("DL-KN-00", "DL-KN-06", "DL-KN-09", "DL-NP-06")} == {ClockOwner.CITIZEN}
    assert owners["DL-KN-07"] is ClockOwner.LAW


def test_a_kept_rule_id_leads_to_its_row() -> None:
    for row in LAW.rules():
        assert LAW.rule(row.rule_id) is row
    with pytest.raises(LawUnknown):
        LAW.rule("no.such.rule")


def test_the_procedures_of_this_release_are_complete() -> None:
    assert LAW.complete == set(Procedure)


def test_another_calendar_is_another_value() -> None:
    changed = LAW.with_calendar(LAW.calendar.with_exceptions([]))
    assert changed.calendar is not LAW.calendar
    assert changed.time_limits is LAW.time_limits


def spoilt(field: str, rule_id: str, /, **changes: object) -> LawBook:
    """The lawbook with one row changed."""
    rows = tuple(
        replace(row, **changes) if getattr(row, "rule_id", "") == rule_id else row for row in getattr(LAW, field)
    )
    return replace(LAW, **{field: rows})


SETTLE, SEND, DECIDE = "complaint.settlement.first", "complaint.sending.first", "KN1.decide"


@pytest.mark.parametrize(
    ("law", "fault"),
    [
        (spoilt("time_limits", SETTLE, when=(("remote", False),)), "DL-KN-03 on 2012-07-01"),
        (spoilt("time_limits", SETTLE, when=(("distant", False),)), "names 'distant'"),
        (spoilt("time_limits", SETTLE, days=0), "lasts 0 days"),
        (spoilt("time_limits", SEND, rule_id=SETTLE), "is used 2 times"),
        (spoilt("time_limits", SEND, clock="DL-KN-99"), "names 'DL-KN-04'"),
        (spoilt("transitions", DECIDE, starts=("DL-KN-07",)), "nothing of the authority runs in issued"),
        (spoilt("transitions", DECIDE, starts=("DL-KN-04", "DL-NP-09")), "names 'DL-NP-09'"),
        (spoilt("transitions", DECIDE, requires=("good_will",)), "names 'good_will'"),
        (spoilt("transitions", "KN1.register", to_state=None), "KN1: no case can ever reach awaiting_disposition"),
        (
            spoilt("transitions", "KN2.send", in_force=replace(LAW.transitions[0].in_force, until=date(2020, 1, 1))),
            "KN2 on 2020-01-02: no way leads from issued",
        ),
        (spoilt("competence", "complaint.first.agency", respondents=frozenset({"vertical"})), "province_agency"),
        (spoilt("competence", "complaint.first.agency", settler="ANYBODY"), "names 'ANYBODY'"),
        (spoilt("competence", "complaint.first.agency", positions=frozenset({"friend"})), "names 'friend'"),
        (spoilt("triage", "complaint.triage.late", when=(("was_rude", True),)), "names 'was_rude'"),
        (spoilt("triage", "complaint.triage.late", clock="DL-0"), "names 'DL-0'"),
        (spoilt("kinds", "kind.recommendation", when=(("is_field_issue", True),)), "must end with a line"),
        (replace(LAW, triage=()), "must end with a disposition"),
        (replace(LAW, regimes=LAW.regimes[:1] * 2), "belongs to regimes"),
        (replace(LAW, instruments={}), "which is no instrument"),
        (replace(LAW, transitions=()), "no step opens a case"),
    ],
)
def test_a_spoilt_lawbook_is_told_where(law: LawBook, fault: str) -> None:
    assert any(fault in found for found in checks.faults(law)), checks.faults(law)


def test_two_rows_for_one_step_are_a_fault() -> None:
    register = next(row for row in LAW.transitions if row.rule_id == "KN1.register")
    law = replace(LAW, transitions=(*LAW.transitions, replace(register, rule_id="KN1.register.again")))
    assert any("are the same step from the same state" in fault for fault in checks.faults(law))


def test_a_start_before_its_clock_is_law_is_a_fault() -> None:
    law = spoilt("transitions", "KN1.accept", starts=("DL-KN-03", "DL-KN-13"))
    assert any("starts DL-KN-13, which is not in law on 2012-07-01" in fault for fault in checks.faults(law))


def test_a_calendar_that_gives_the_weekend_off_is_a_fault() -> None:
    entry = LAW.calendar.days[date(2025, 4, 26)]
    wrong = [replace(entry, day=date(2025, 4, 25)), replace(LAW.calendar.days[date(2025, 5, 2)], day=date(2025, 5, 4))]
    found = checks.faults(LAW.with_calendar(LAW.calendar.with_exceptions(wrong)))
    assert len([fault for fault in found if "2025-04-25" in fault or "2025-05-04" in fault]) == 2


def test_a_walk_sees_every_state_of_a_complaint() -> None:
    rows = [row for row in LAW.transitions if row.procedure is Procedure.COMPLAINT_FIRST]
    now = [row for row in rows if row.in_force.covers(date(2026, 7, 1))]
    assert len({state for state, _, _ in reach.places(now)}) >= 21
    with pytest.raises(ValueError, match="no state"):
        reach.places([replace(now[0], from_states=frozenset(), to_state=None)])


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("checked_on = 2026-11-31", "law.toml"),
        ("year = 2026", "last compared"),
        ("checked_on = 2026-11-23\n[[rule]]\nid = 1", "unknown table rule"),
        ('checked_on = 2026-11-23\n[[regime]]\nkey = "R9"\nname = "x"', "since"),
        (
            'checked_on = 2026-11-23\n[[regime]]\nkey = "R9"\nname = "x"\nsince = 2026-01-02\nuntil = 2026-01-01',
            "earlier",
        ),
        ('checked_on = 2026-11-23\n[[regime]]\nkey = "R9"\nname = "x"\nsinse = 2026-01-02', "unknown keys"),
        ('checked_on = 2026-11-23\n[[kind]]\nid = "k"\nwhen = { a = "yes" }', "true or false"),
        ('checked_on = 2026-11-23\n[[transition]]\nstep = "fly"\nprocedures = ["KN1"]\nfrom = []', "fly"),
    ],
)
def test_a_malformed_file_is_named(tmp_path: Path, text: str, fault: str) -> None:
    (tmp_path / "law.toml").write_text(text)
    with pytest.raises(LawbookError, match=fault):
        loader.read(tmp_path)


def test_a_lawbook_with_faults_is_not_given_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(lawbook, "FOLDER", tmp_path)
    with pytest.raises(LawbookError) as refused:
        lawbook.load.__wrapped__()
    assert refused.value.faults


def test_no_unit_of_a_time_limit_is_forgotten() -> None:
    assert {row.counting for row in LAW.time_limits} == set(Counting)
    assert {field.name for field in fields(LawBook)} >= {"time_limits", "transitions", "competence", "triage"}
