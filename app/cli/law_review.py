"""`flask law check`, `doubts` and `explain`: what holds, what is unsure, and why a case stands as it does."""

import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import click

from app import lawbook
from app.cli.law import group
from app.domain.calendars import local_date
from app.domain.refusals import Refusal
from app.domain.rules import Doubt, LawBook, Rule
from app.services.oversight import explanation

A_YEAR = timedelta(days=365)
CASE_NUMBER = re.compile(r"(?:NTC-)?(?:\d{4}-)?0*(\d+)")


@group.command("explain")
@click.argument("case_or_rule")
def explain_command(case_or_rule: str) -> None:
    """The chain of rules of a stored case, by its number; or the row of law behind a rule id."""
    number = CASE_NUMBER.fullmatch(case_or_rule)
    try:
        told = explanation.of_case(int(number[1])) if number else explanation.of_rule(case_or_rule)
    except Refusal as refusal:
        raise click.ClickException(f"no case and no rule is called {case_or_rule}") from refusal
    click.echo(json.dumps(told, ensure_ascii=False, indent=2, default=str))


@group.command("doubts")
def doubts_command() -> None:
    """Every row that a jurist must confirm before go-live, with its question and the other readings of it."""
    law = lawbook.load()
    click.echo(json.dumps(doubts(law), ensure_ascii=False, indent=2))


def doubts(law: LawBook) -> list[dict[str, Any]]:
    """Unsure rows, sure ones of which another reading is kept, and what no row but the whole system rests on."""
    read_otherwise = {rule_id for one in law.alternatives if not one.every_limit for rule_id in one.changes}
    found = [row for row in law.rules() if not row.confidence.is_sure or row.rule_id in read_otherwise]
    return [_doubt(row, law) for row in found] + [_matter(doubt) for doubt in law.doubts if not doubt.rules]


def _matter(doubt: Doubt) -> dict[str, Any]:
    return {
        "rule": None,
        "citation": None,
        "confidence": "K?",
        "question": [doubt.question],
        "look_in": [doubt.look_in],
        "assumed": doubt.assumed,
        "alternatives": [],
    }


def _doubt(row: Rule, law: LawBook) -> dict[str, Any]:
    asked = [doubt for doubt in law.doubts if doubt.concerns(row.rule_id)]
    others = [one for one in law.alternatives if row.rule_id in one.changes]
    return {
        "rule": row.rule_id,
        "citation": str(row.citation),
        "confidence": row.confidence.value,
        "question": [doubt.question for doubt in asked],
        "look_in": [doubt.look_in for doubt in asked],
        "assumed": "; ".join(doubt.assumed for doubt in asked if doubt.assumed),
        "alternatives": [
            {
                "switch": one.key,
                "in_use": one.in_use,
                "rule": one.changes[row.rule_id].rule_id,
                "question": one.question,
            }
            for one in others
        ],
    }


@group.command("check")
def check_command() -> None:
    """Read every law file and say what is wrong, or how much is right."""
    try:
        law = lawbook.load()
    except lawbook.LawbookError as error:
        raise click.ClickException("\n".join(error.faults)) from error
    unsure = [row.rule_id for row in law.rules() if not row.confidence.is_sure]
    click.echo(
        f"{len(law.rules())} rules of {len(law.instruments)} instruments, {len(law.clock_names)} clocks, "
        f"{len(law.calendar.days)} special days; version {law.version}"
    )
    click.echo(f"{len(unsure)} rules wait for a jurist (flask law doubts): {', '.join(unsure)}")
    for one in law.alternatives:
        click.echo(f"reading {one.key}: {'IN USE' if one.in_use else 'off'}, {len(one.changes)} rules")
    today = local_date(datetime.now(UTC))
    for year in sorted({today.year, (today + A_YEAR).year} - law.calendar.years):
        click.echo(f"no holidays are known for {year}: due dates there count weekends only")
    for name in law.unread_since(today - A_YEAR):
        click.echo(f"not compared with the law for a year: {name}")
