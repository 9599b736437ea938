"""`flask search …`: how good it is, building it anew, how it stands."""

from pathlib import Path

import click
from flask.cli import AppGroup

from app.search import evaluation

group = AppGroup("search", help="Full-text search.")
A_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@group.command("evaluate")
@click.option("--docs", "documents", required=True, type=A_FILE, help='Lines {"id", "text"[, "title"]}.')
@click.option("--queries", "questions", required=True, type=A_FILE, help='Lines {"id", "text"}.')
@click.option("--out", "run", required=True, type=click.Path(dir_okay=False, path_type=Path), help="What is written.")
def evaluate(documents: Path, questions: Path, run: Path) -> None:
    """Ask a temporary index of given texts, and write the best 20 for each question."""
    count = evaluation.evaluate_embedded(documents, questions, run)
    click.echo(f"{count} questions answered")
