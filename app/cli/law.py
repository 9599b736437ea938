"""`flask law`: ask the lawbook what a clerk or a jurist would ask, one question or a file of them."""

import json
import sys
from collections.abc import Callable, Mapping
from typing import Any, TextIO

import click
from flask.cli import AppGroup

from app.domain.refusals import Refusal
from app.i18n import reasons
from app.services.rulings import competence, deadlines, known, steps, triage

group = law_group = AppGroup("law", help="The law as data: due dates, competent authorities, steps, checks.")

Answer = Callable[[Mapping[str, Any]], Any]
CANNOT_BE_READ = (AttributeError, ValueError, TypeError, KeyError, OverflowError, RecursionError)
NOT_UTF8 = "\N{REPLACEMENT CHARACTER}"
ON_ONE_LINE = json.JSONEncoder(ensure_ascii=False, default=str).encode
FILE = click.File(encoding="utf-8-sig", errors="replace")
BATCH = click.option("--batch", type=FILE, help="JSONL file: a question a line, an answer a line.")
FACTS = click.option("--facts", type=FILE, help="JSON file of the facts.")


@group.command("deadline")
@click.option("--clock", help="Clock id, e.g. DL-KN-03.")
@click.option("--from", "from_", metavar="YYYY-MM-DD", help="Day of the event that starts the clock.")
@click.option("--remote", is_flag=True, help="Remote or difficult area.")
@click.option("--complex", "complex", is_flag=True, help="Complex case, or extended once.")
@click.option("--several-places", is_flag=True, help="Denunciation to be checked in several places.")
@click.option("--especially-complex", is_flag=True, help="Denunciation extended twice.")
@click.option("--second", is_flag=True, help="Second instance.")
@click.option("--dismissal", is_flag=True, help="Complaint against a dismissal.")
@click.option("--received-on", metavar="YYYY-MM-DD", help="DL-KN-07: when the complainant received the decision.")
@click.option("--pause", multiple=True, metavar="FROM:UNTIL", help="Suspended from:until; may be repeated, or open.")
@BATCH
def deadline_command(batch: TextIO | None, from_: str | None, pause: tuple[str, ...], **rest: Any) -> None:
    """The last day of a time limit, counted day by day.

    Answers JSON: due, nominal (before it moves off a day off), rule, citation, confidence, regime, days, counting,
    warnings, other_readings, steps. While a pause has no end, due is null and days_left runs on from its resumption.
    A question of --batch: {"clock", "from", "remote", "complex", "especially_complex" or "extensions",
    "several_places", "second" or "instance", "dismissal", "pause": [["A", "B"]], "received_on"}.
    Exit codes: 0 answered (a batch always: an impossible line answers {"error"}, blank lines none), 1 no answer,
    2 the command cannot be read.
    """
    law = known.law()
    if batch:
        return answer_all(batch, lambda question: deadlines.answer(question, law))
    if not rest["clock"] or not from_:
        raise click.UsageError("say --clock and --from, or --batch")
    question = {"from": from_, "pause": list(pause), **rest}
    return answer_one(lambda asked: deadlines.answer(asked, law, with_steps=True), question)


@group.command("competence")
@FACTS
@BATCH
def competence_command(facts: TextIO | None, batch: TextIO | None) -> None:
    """Who must settle the case described in a JSON file.

    Answers JSON: settler_body, settler_name, settler_office, rule, citation, confidence, sure, needs_human, reason,
    warnings. Facts: docs/law/facts.md, at least kind, filed_on and respondent_code or respondent_type.
    Exit codes as of deadline.
    """
    law, directory = known.law(), known.directory()
    _asked(lambda question: competence.answer(question, law, directory), facts, batch)


@group.command("triage")
@FACTS
@BATCH
def triage_command(facts: TextIO | None, batch: TextIO | None) -> None:
    """Every ground of screening that applies to a petition, and what is proposed; without a kind: which kind it is.

    Answers JSON: procedure, disposition, proposed, grounds (disposition, step, document, clock, reason, rule,
    citation, confidence). Facts: docs/law/facts.md, at least received_on. Exit codes as of deadline.
    """
    law = known.law()
    _asked(lambda question: triage.answer(question, law), facts, batch)


@group.command("steps")
@click.option("--kind", help="KN1, KN2, KNKL1, KNKL2, TC, TCT, KNPA, KNPA_QD, PAHT.")
@click.option("--state", default="", help="A state, or its code, e.g. DA_THULY; without one, how a case opens.")
@click.option("--on", metavar="YYYY-MM-DD", help="Day of the step.")
@BATCH
def steps_command(kind: str | None, state: str, on: str | None, batch: TextIO | None) -> None:
    """What may happen next, by whom, with which document, by which article.

    Answers a JSON list: action, to, to_code, who, document, citation, confidence, rule, requires, ends, starts,
    extends, pauses, resumes. Exit codes as of deadline.
    """
    law = known.law()
    if batch:
        return answer_all(batch, lambda question: steps.answer(question, law))
    if not kind or not on:
        raise click.UsageError("say --kind and --on, or --batch")
    question = {"kind": kind, "state": state, "on": on}
    return answer_one(lambda asked: steps.answer(asked, law), question)


def _asked(answer: Answer, facts: TextIO | None, batch: TextIO | None) -> None:
    if batch:
        return answer_all(batch, answer)
    if not facts:
        raise click.UsageError("say --facts or --batch")
    try:
        question = json.load(facts)
    except CANNOT_BE_READ as error:
        raise click.ClickException(f"the facts cannot be read: {error}") from error
    return answer_one(answer, question)


def answer_one(answer: Answer, question: Any) -> None:
    """Print the answer to one question; an impossible one ends the command with a sentence."""
    try:
        if not isinstance(question, dict):
            raise ValueError("a question is an object")  # noqa: TRY004 - said as every other fault of a question
        told = answer(question)
    except Refusal as refusal:
        raise click.ClickException(f"{refusal.reason}: {reasons.sentence(refusal)} {refusal.details}") from refusal
    except CANNOT_BE_READ as error:
        raise click.ClickException(f"the facts cannot be read: {error}") from error
    click.echo(json.dumps(told, ensure_ascii=False, indent=2, default=str))


def answer_all(batch: TextIO, answer: Answer) -> None:
    """One answer a line, in the order of the questions; an impossible question answers {"error"}."""
    for line in batch:
        if line.strip():
            sys.stdout.write(ON_ONE_LINE(_answer(line, answer)) + "\n")


def _answer(line: str, answer: Answer) -> Any:
    if NOT_UTF8 in line:
        return {"error": "the line is not UTF-8"}
    try:
        question = json.loads(line)
        if not isinstance(question, dict):
            return {"error": "a question is an object"}
        return answer(question)
    except Refusal as refusal:
        return {"error": refusal.reason, "sentence": reasons.sentence(refusal), "details": refusal.details}
    except CANNOT_BE_READ as error:
        return {"error": str(error)}
