"""`flask search …`: how good it is, building it anew, how it stands."""

import json
from pathlib import Path

import click
from flask.cli import AppGroup

from app.search import evaluation, opening, standing
from app.search.upkeep.feeding import Building
from app.storage import reading

group = AppGroup("search", help="Full-text search.")
ENGINE = click.Choice(["", *opening.ENGINES])
A_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@group.command("evaluate")
@click.option("--docs", "documents", required=True, type=A_FILE, help='Lines {"id", "text"[, "title"]}.')
@click.option("--queries", "questions", required=True, type=A_FILE, help='Lines {"id", "text"}.')
@click.option("--out", "run", required=True, type=click.Path(dir_okay=False, path_type=Path), help="What is written.")
@click.option("--engine", default="whoosh", type=ENGINE)
def evaluate(documents: Path, questions: Path, run: Path, engine: str) -> None:
    """Ask a temporary index of given texts, and write the best 20 for each question."""
    with evaluation.temporary(engine or "whoosh") as empty:
        count = evaluation.evaluate(documents, questions, run, empty)
    click.echo(f"{count} questions answered")


@group.command("rebuild")
@click.option("--engine", default="", type=ENGINE, help="Another engine than the one that is set.")
def rebuild(engine: str) -> None:
    """Build the index anew in this terminal; the one there is answers until the new one is whole."""
    with opening.home(engine).building_alone() as is_ours:
        if not is_ours:
            raise click.ClickException("another process is building it; `flask search status` says how far it is")
        building = Building(opening.home(engine), anew=True)
        while not building.help():
            click.echo(f"{building.progress.percent} %")
    click.echo("100 %")


@group.command("status")
@click.option("--engine", default="", type=ENGINE, help="Another engine than the one that is set.")
def status(engine: str) -> None:
    """Engine, documents, lag and generation, as JSON; and the languages in which pictures are read, null where
    Tesseract is not installed."""
    program = reading.tesseract()
    click.echo(json.dumps(standing.standing(engine) | {"pictures": program[1] if program else None}))
