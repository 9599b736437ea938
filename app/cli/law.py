"""`flask law`: ask the lawbook what a clerk or a jurist would ask, and check its files."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any, TextIO

import click
from flask.cli import AppGroup
from sqlalchemy.exc import SQLAlchemyError

from app import lawbook
from app.domain.calendars import local_date
from app.domain.competence import BodyDirectory, CompetenceRuling, resolve
from app.domain.deadlines import Deadline, Pause, compute
from app.domain.facts import CompetenceFacts
from app.domain.refusals import Refusal
from app.domain.rules import Rule
from app.domain.vocabulary import Procedure
from app.persistence.models.body import Body
from app.persistence.queries import bodies
from app.persistence.seed import reading

group = law_group = AppGroup("law", help="The law as data: due dates, competent authorities, checks.")

A_YEAR = timedelta(days=365)
_DATES = {"act_on", "filed_on", "first_decided_on"}
_OTHER_NAMES = {"unit": "unit_code", "respondent": "respondent_code"}


class Day(click.ParamType[date]):
    """A date written 2025-03-31."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a date like 2025-03-31", param, ctx)


class PauseBetween(click.ParamType[Pause]):
    """Two dates, `2025-02-20:2025-03-20`: the order to suspend and the order to resume."""

    name = "FROM:UNTIL"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Pause:
        try:
            since, until = (date.fromisoformat(part) for part in value.split(":"))
        except ValueError:
            self.fail(f"{value!r} is not two dates like 2025-02-20:2025-03-20", param, ctx)
        if until < since:
            self.fail("a pause ends after it begins", param, ctx)
        return Pause(since, until)


@group.command("deadline")
@click.option("--clock", required=True, help="Clock id, e.g. DL-KN-03.")
@click.option("--from", "starts_on", type=Day(), required=True, help="Day of the event that starts the clock.")
@click.option("--remote", is_flag=True, help="Remote or difficult area.")
@click.option("--complex", "is_complex", is_flag=True, help="Complex case, or extended once.")
@click.option("--several-places", is_flag=True, help="Denunciation to be checked in several places.")
@click.option("--especially-complex", is_flag=True, help="Denunciation extended twice.")
@click.option("--second", is_flag=True, help="Second instance.")
@click.option("--dismissal", is_flag=True, help="Complaint against a dismissal.")
@click.option("--pause", "pauses", type=PauseBetween(), multiple=True, help="Suspended from:until; may be repeated.")
def deadline_command(clock: str, starts_on: date, is_complex: bool, pauses: tuple[Pause, ...], **rest: bool) -> None:
    """The last day of a time limit, counted day by day."""
    law = lawbook.load()
    try:
        limit = law.time_limit(clock, starts_on, complex=is_complex, **rest)
    except Refusal as refusal:
        raise click.ClickException(f"{refusal.reason}: {refusal.details}") from refusal
    _print(_deadline(compute(limit, starts_on, law.calendar, pauses)))


@group.command("competence")
@click.option("--facts", "file", type=click.File(encoding="utf-8"), required=True, help="JSON file of the facts.")
def competence_command(file: TextIO) -> None:
    """Who must settle the case described in a JSON file."""
    try:
        facts = competence_facts(json.load(file))
        ruling = resolve(facts, _directory(), lawbook.load())
    except Refusal as refusal:
        raise click.ClickException(f"{refusal.reason}: {refusal.details}") from refusal
    except (AttributeError, ValueError, TypeError, KeyError) as error:
        raise click.ClickException(f"the facts cannot be read: {error}") from error
    _print(_competence(ruling))


@group.command("explain")
@click.argument("rule_id")
def explain_command(rule_id: str) -> None:
    """The row of law behind a rule id that a case has kept."""
    try:
        rule: Rule = lawbook.load().rule(rule_id)
    except Refusal as refusal:
        raise click.ClickException(f"no rule {rule_id}") from refusal
    _print({"rule": rule_id, "citation": str(rule.citation), "confidence": rule.confidence, "row": str(rule)})


@group.command("check")
def check_command() -> None:
    """Read every law file and say what is wrong, or how much is right."""
    try:
        law = lawbook.load()
    except lawbook.LawbookError as error:
        raise click.ClickException("\n".join(error.faults)) from error
    unsure = [row.rule_id for row in law.rules() if not row.confidence.is_sure]
    click.echo(
        f"{len(law.rules())} rules of {len(law.instruments)} instruments, {len(law.clocks)} clocks, "
        f"{len(law.calendar.days)} special days; version {law.version}"
    )
    click.echo(f"{len(unsure)} rules wait for a jurist: {', '.join(unsure)}")
    today = local_date(datetime.now(UTC))
    for year in sorted({today.year, (today + A_YEAR).year} - law.calendar.years):
        click.echo(f"no holidays are known for {year}: due dates there count weekends only")
    for name in law.unread_since(today - A_YEAR):
        click.echo(f"not compared with the law for a year: {name}")


def _directory() -> BodyDirectory:
    """Bodies of the database; those of the seed files while nobody has loaded it."""
    try:
        known = bodies.directory()
    except SQLAlchemyError:
        known = BodyDirectory.of(())
    if known.by_code:
        return known
    return BodyDirectory.of(Body(id=number, **row).facts() for number, row in enumerate(reading.rows("bodies"), 1))


def competence_facts(data: dict[str, Any]) -> CompetenceFacts:
    """The facts from JSON: `procedure`, or `kind` (KN, TC …) with `instance` (1, 2); dates as 2025-03-31."""
    known = {_OTHER_NAMES.get(key, key): value for key, value in data.items() if value is not None}
    kind, instance = known.pop("kind", None), known.pop("instance", 1)
    known.setdefault(
        "procedure", f"KN{_instance(instance)}" if kind in {"KN", "complaint"} else _PROCEDURES.get(kind, kind)
    )
    known["procedure"] = Procedure(known["procedure"])
    for name in _DATES & known.keys():
        known[name] = date.fromisoformat(known[name])
    return CompetenceFacts(**known)


_PROCEDURES = {"denunciation": "TC", "recommendation": "KNPA", "field_report": "PAHT"}


def _instance(value: Any) -> int:
    return 2 if str(value).casefold() in {"2", "second"} else 1


def _deadline(ruling: Deadline) -> dict[str, Any]:
    return {
        "rule": ruling.rule_id,
        "clock": ruling.clock,
        "citation": str(ruling.citation),
        "confidence": ruling.confidence,
        "regime": ruling.regime,
        "from": ruling.starts_on,
        "days": ruling.days,
        "counting": ruling.counting,
        "nominal": ruling.nominal_on,
        "due": ruling.due_on,
        "steps": [
            {"day": step.day, "number": step.number, "note": step.note, "name": step.name} for step in ruling.steps
        ],
    }


def _competence(ruling: CompetenceRuling) -> dict[str, Any]:
    return {
        "settler_body": ruling.settler_code,
        "settler_name": ruling.settler_name,
        "settler_office": ruling.office,
        "rule": ruling.rule_id,
        "citation": str(ruling.citation),
        "confidence": ruling.confidence,
        "sure": ruling.sure,
        "needs_human": ruling.needs_human,
        "reason": ruling.reason,
    }


def _print(answer: dict[str, Any]) -> None:
    click.echo(json.dumps(answer, ensure_ascii=False, indent=2, default=str))
