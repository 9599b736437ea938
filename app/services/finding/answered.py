"""Questions and answers as everybody reads them: in the reader's language where it was written, else in Vietnamese."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from app.domain.refusals import NotFound
from app.i18n import locale
from app.persistence.models.search.questions import PublicQuestion
from app.persistence.queries.finding import questions
from app.persistence.types import LARGEST_ID
from app.search import passages
from app.search.passages import Passage

PAGE = 20


@dataclass(frozen=True, slots=True)
class Answered:
    """One question with its answer; `language`: of these words."""

    question_id: int
    question: str
    answer: str
    language: str
    body: str
    category_code: str | None
    published_on: date
    passage: Passage

    @property
    def text(self) -> str:
        return f"{self.question}\n\n{self.answer}"


def several(ids: Collection[int], words: str = "") -> dict[int, Answered]:
    """By number; what is not released, or no more, is left out."""
    return {number: _told(row, words) for number, row in questions.several(ids).items()}


def newest(*, before: tuple[date, int] | None = None) -> tuple[list[Answered], tuple[date, int] | None]:
    """The newest, and the cursor to those before them."""
    rows = questions.newest(PAGE + 1, before=before)
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    cursor = (last.released_on, last.id) if last is not None and last.released_on else None
    return [_told(row, "") for row in rows[:PAGE]], cursor


def one(question_id: int) -> Answered:
    """NotFound for what is not public, or was never written."""
    found = several([question_id]).get(question_id) if question_id <= LARGEST_ID else None
    if found is None:
        raise NotFound("question_not_found")
    return found


def _told(row: PublicQuestion, words: str) -> Answered:
    question, answer, language = row.said(locale.current())
    return Answered(
        question_id=row.id,
        question=question,
        answer=answer,
        language=language,
        body=row.body.name,
        category_code=row.category_code,
        published_on=row.released_on or row.written_at.date(),
        passage=passages.passage(words, answer),
    )
