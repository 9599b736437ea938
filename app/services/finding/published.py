"""Decisions and answers that are published (LKN Đ41), for everybody: found by words, or the newest first."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from app.domain.refusals import NotFound
from app.domain.vocabulary import Procedure
from app.persistence.queries.finding import published
from app.persistence.types import LARGEST_ID
from app.search import desk, passages, projection
from app.search.desk import Answer
from app.search.keys import Kind, id_of, kind_of
from app.search.passages import Passage
from app.search.projection import Dossier
from app.services.finding import answered
from app.services.finding.answered import Answered

PAGE = 20
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Paper:
    """One decision or answer as it is told to everybody: no name of a petitioner, no number of his."""

    kind: str  # DocumentKind
    number: str
    signed_on: date
    outcome: str | None
    content: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Result:
    """What one case has published."""

    case_id: int
    procedure: Procedure
    category_code: str | None
    body: str
    place: str
    published_on: date
    papers: tuple[Paper, ...]
    passage: Passage

    @property
    def text(self) -> str:
        return "\n\n".join(f"{paper.content}\n\n{paper.remedy}" for paper in self.papers)

    @property
    def number(self) -> str:
        return self.papers[-1].number if self.papers else ""


def search(words: str, *, page: int = 1, limit: int = PAGE) -> tuple[Answer, list[Result | Answered]]:
    """A page of what answers: what cases have published, and questions with their answers. Nothing of it is kept."""
    words = " ".join(words.split())[:LONGEST]
    answer = desk.everybody(words, limit=limit, offset=(max(page, 1) - 1) * limit)
    keys = answer.found.keys
    told = {one.case_id: one for one in several([id_of(key) for key in keys if kind_of(key) is Kind.PUBLIC], words)}
    asked = answered.several([id_of(key) for key in keys if kind_of(key) is Kind.QUESTION], words)
    every = [asked.get(id_of(key)) if kind_of(key) is Kind.QUESTION else told.get(id_of(key)) for key in keys]
    return answer, [one for one in every if one is not None]


def several(case_ids: Collection[int], words: str = "") -> list[Result]:
    """In the order given; what is not published, or no more, is left out."""
    known = published.several(case_ids)
    dossiers = {one.case.id: one for one in projection.dossiers(known, told_only=True)}
    return [_result(dossiers[case_id], words) for case_id in case_ids if case_id in dossiers]


def newest(*, before: tuple[date, int] | None = None) -> tuple[list[Result], tuple[date, int] | None]:
    """The newest, and the cursor to those before them."""
    rows = published.newest(PAGE + 1, before=before)
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    cursor = (last.published_on, last.id) if last is not None and last.published_on else None
    return several([row.id for row in rows[:PAGE]]), cursor


def one(case_id: int) -> Result:
    """What a case has published; NotFound for every other case, hidden or absent."""
    found = several([case_id]) if case_id <= LARGEST_ID else []
    if not found:
        raise NotFound("case_not_found")
    return found[0]


def _result(dossier: Dossier, words: str) -> Result:
    case = dossier.case
    papers = tuple(
        Paper(each.kind, each.number, each.signed_on, each.outcome, *projection.told(dossier, each))
        for each in projection.published(dossier)
    )
    text = " ".join(f"{paper.content} {paper.remedy}" for paper in papers)
    return Result(
        case_id=case.id,
        procedure=case.procedure,
        category_code=case.category_code,
        body=case.body.name,
        place=dossier.place(case.unit_code, case.received_on),
        published_on=case.published_on or case.received_on,
        papers=papers,
        passage=passages.passage(words, text),
    )
