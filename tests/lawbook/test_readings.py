"""Other readings of unsure rows: off by default, found again by the cases that were decided under them."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from shutil import copytree

from app import lawbook
from app.domain.rules import LawBook
from app.lawbook import checks, loader

LAW = lawbook.load()
DAY = date(2025, 3, 3)


def read_with(tmp_path: Path, *switches: str) -> LawBook:
    """The lawbook with some switches on."""
    folder = copytree(loader.FOLDER, tmp_path / "law", ignore=lambda _f, names: [n for n in names if n.endswith(".py")])
    file = folder / "alternatives.toml"
    text = file.read_text(encoding="utf-8")
    for switch in switches:
        text = text.replace(f'key = "{switch}"\nin_use = false', f'key = "{switch}"\nin_use = true')
    file.write_text(text, encoding="utf-8")
    return loader.read(folder)


def test_every_switch_is_off() -> None:
    assert LAW.alternatives and not any(one.in_use for one in LAW.alternatives)


def test_every_unsure_row_is_asked_about() -> None:
    unasked = replace(LAW, doubts=LAW.doubts[1:])
    assert any("nobody is asked" in fault for fault in checks.faults(replace(LAW, doubts=())))
    assert checks.faults(unasked) == []  # the first doubt is about rows that are sure, with another reading


def test_ten_working_days_to_accept(tmp_path: Path) -> None:
    law = read_with(tmp_path, "acceptance_in_working_days")
    row = law.time_limit("DL-KN-01", DAY)
    assert (row.rule_id, row.counting) == ("complaint.acceptance.first.working-days", "working")
    assert law.rule("complaint.acceptance.first").rule_id == "complaint.acceptance.first"
    assert LAW.rule(row.rule_id) == replace(row, regime="")


def test_the_event_day_counted(tmp_path: Path) -> None:
    law = read_with(tmp_path, "count_event_day", "acceptance_in_working_days")
    assert law.time_limit("DL-KN-03", DAY).rule_id == "complaint.settlement.first+count_event_day"
    assert law.time_limit("DL-KN-12", date(2026, 8, 3)).counts_event is False
    assert law.rule("complaint.settlement.first").counts_event is False
    assert checks.faults(law) == []
