"""`flask audit …`: does the log of acts still stand as it was written, and what can be shown of it outside?"""

import json
from datetime import UTC, datetime
from pathlib import Path

import click
from flask.cli import AppGroup

from app.domain.keeping.proofs import Statement
from app.domain.refusals import BadInput, NotFound
from app.persistence import audit
from app.persistence.audit import anchors, verifying
from app.persistence.queries import cases
from app.services.safekeeping import checkpoints

group = AppGroup("audit", help="The append-only log of acts.")

WORDS = {
    verifying.CHANGED: "was changed, put in or moved",
    verifying.MISSING: "is missing",
    verifying.UNLINKED: "does not follow the row before",
    verifying.CASE_BROKEN: "does not follow in the chain of its case",
    verifying.CUT_OFF: "and what came after it were cut off",
    verifying.REWRITTEN: "is not the row that the checkpoint saw",
    verifying.ROOT_DIFFERS: "ends a log whose cases are not those of the checkpoint",
}


@group.command("verify")
@click.option(
    "--against", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A checkpoint kept outside."
)
def verify(against: Path | None) -> None:
    """Read the whole log again; fails with every row that does not stand. Rows cut off the end show only against a
    checkpoint; without one given, the newest in the database serves."""
    found = verifying.verify(_statement(against), progress=_progress)
    for finding in found:
        case = cases.number(finding.case_id) if finding.case_id is not None else None
        click.echo(f"row {finding.row} {WORDS[finding.what]}" + (f" (case {case or finding.case_id})" if case else ""))
    if found:
        raise click.ClickException(f"the log does not stand: {len(found)} findings")
    click.echo(f"{audit.head()[0]} rows stand")


def _statement(against: Path | None) -> Statement | None:
    if against is None:
        newest = anchors.newest()
        return newest.statement() if newest else None
    try:
        kept = checkpoints.read(against.read_bytes())
    except BadInput as refused:
        raise click.ClickException(f"{against}: {refused.reason}") from None
    if not kept.is_ours:
        click.echo(f"note: signed with another key than this instance has now: {kept.public_key.hex()}", err=True)
    return kept.statement


def _progress(rows: int) -> None:
    if rows % 250_000 == 0:
        click.echo(f"{rows} rows read", err=True)


@group.command("checkpoint")
@click.option("--output", type=click.Path(dir_okay=False, writable=True, path_type=Path), help="Where to; else shown.")
def checkpoint(output: Path | None) -> None:
    """Sign how the log stands now, and give the file that is kept outside."""
    number = checkpoints.make(at=datetime.now(UTC)).number
    row = anchors.by_number(number)
    assert row is not None  # noqa: S101  # it was made or found a moment ago
    _give(checkpoints.as_file(row), output)


@group.command("proof")
@click.argument("case_id", metavar="CASE", type=int)
@click.option("--output", type=click.Path(dir_okay=False, writable=True, path_type=Path), help="Where to; else shown.")
def proof(case_id: int, output: Path | None) -> None:
    """What proves outside that nothing in the log of one case was changed; CASE is the number after the year."""
    number = cases.number(case_id)
    try:
        if number is None:
            raise NotFound("case_not_found")
        _give(checkpoints.proof_of(case_id, number), output)
    except NotFound as refused:
        raise click.ClickException(refused.reason) from None


@group.command("tool")
def tool() -> None:
    """The program that checks proofs and checkpoints anywhere: one file of Python, needing nothing else."""
    click.echo(checkpoints.tool(), nl=False)


@group.command("head")
def head() -> None:
    """Number and hash of the newest row, to be noted somewhere else."""
    number, digest = audit.head()
    click.echo(f"{number}:{digest}")


def _give(content: object, output: Path | None) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=1)
    if output is None:
        click.echo(text)
    else:
        output.write_text(text + "\n", encoding="utf-8")
