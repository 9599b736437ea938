"""Questions and answers (hỏi đáp): typed by staff or made from an answered recommendation or feedback without its
people, released and withdrawn by the head."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.domain import access
from app.domain.access import Action
from app.domain.calendars import local_date
from app.domain.confidentiality import redaction
from app.domain.facts import Actor
from app.domain.refusals import BadInput, NotFound, WrongState
from app.domain.vocabulary import CaseKind
from app.i18n import locale
from app.persistence import audit, outbox
from app.persistence.db import db
from app.persistence.models.case import Case
from app.persistence.models.search.questions import PublicQuestion
from app.persistence.queries import cases, categories
from app.persistence.queries.finding import questions
from app.persistence.transaction import transaction

LANGUAGES = tuple(locale.LANGUAGES)
LONGEST = {"question": 600, "answer": 10_000}  # characters
ANSWERED = frozenset({CaseKind.RECOMMENDATION, CaseKind.FIELD_REPORT})
INDEX = "index.question"

Texts = Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody writes: in each language a question and its answer."""

    texts: Texts
    category_code: str | None = None
    case_id: int | None = None


def listed(actor: Actor, *, before: int | None = None) -> tuple[list[PublicQuestion], int | None]:
    """A page of the own body's, and the cursor to those before them."""
    access.require_role(actor, Action.QUESTION_WRITE)
    rows = questions.of_body(actor.body_id or 0, before=before)
    page = rows[: questions.PAGE]
    return page, page[-1].id if len(rows) > questions.PAGE else None


def own(actor: Actor, question_id: int, *, locked: bool = False) -> PublicQuestion:
    """One of the own body; NotFound for every other."""
    access.require_role(actor, Action.QUESTION_WRITE)
    found = questions.own(actor.body_id, question_id, locked=locked)
    if found is None:
        raise NotFound("question_not_found")
    return found


def proposal(actor: Actor, case_id: int) -> Draft:
    """From an answered case, with everything masked that the machine knows of its people; a person reads it again."""
    access.require_role(actor, Action.QUESTION_WRITE)
    case = _answered(actor, case_id)
    names, other = _people(case)
    petition, answer = case.lead_petition, cases.decisions(case.id)[-1]
    asked = redaction.masked(petition.request or petition.content, names, other)[: LONGEST["question"]]
    told = redaction.masked("\n\n".join(filter(None, (answer.content, answer.remedy))), names, other)
    return Draft({"vi": (asked, told[: LONGEST["answer"]])}, case.category_code, case.id)


def doubts(texts: Texts) -> list[str]:
    """What a reader should look at before it is public: names, kinship, days, plots; and numbers of people."""
    whole = [text for pair in texts.values() for text in pair]
    return list(dict.fromkeys(words for text in whole for words in redaction.doubtful(text)))


def write(actor: Actor, question_id: int | None, draft: Draft, *, at: datetime) -> int:
    """Keep a draft; one that is public is withdrawn first. Gives its number."""
    access.require_role(actor, Action.QUESTION_WRITE)
    texts = _checked(draft)
    with transaction():
        case = _answered(actor, draft.case_id) if draft.case_id is not None and question_id is None else None
        if question_id is None:
            row = PublicQuestion(body_id=actor.body_id or 0, case_id=case.id if case else None, withdrawn_why="")
            db.session.add(row)
        else:
            row = own(actor, question_id, locked=True)
        if row.is_public:
            raise WrongState("question_is_public")
        row.texts, row.category_code = texts, draft.category_code
        row.written_by_id, row.written_at = actor.user_id or 0, at
        row.released_on = row.released_by_id = row.withdrawn_at = row.withdrawn_by_id = None
        db.session.flush()
        audit.append(actor, "question.write", at=at, subject=f"question:{row.id}")
        return row.id


def release(actor: Actor, question_id: int, *, is_checked: bool, at: datetime) -> None:
    """Everybody may read it from now on. Refused while it names somebody of the case it was made from, and until the
    doubtful words were looked at."""
    access.require_role(actor, Action.QUESTION_RELEASE)
    with transaction():
        row = own(actor, question_id, locked=True)
        if row.is_public:
            return
        if row.case_id is not None and _tells(row):
            raise BadInput("question_tells", field="answer_vi")
        if doubts(row.texts) and not is_checked:
            raise BadInput("question_unchecked", field="checked")
        row.released_on, row.released_by_id = local_date(at), actor.user_id
        row.withdrawn_at = row.withdrawn_by_id = None
        _done(actor, row, "question.release", at)


def withdraw(actor: Actor, question_id: int, reason: str, *, at: datetime) -> None:
    """Nobody finds it from now on; why stays with the body."""
    access.require_role(actor, Action.QUESTION_RELEASE)
    if not reason.strip():
        raise BadInput("reason_missing", field="reason")
    with transaction():
        row = own(actor, question_id, locked=True)
        if row.is_public:
            row.withdrawn_at, row.withdrawn_by_id, row.withdrawn_why = at, actor.user_id, reason.strip()[:1000]
            _done(actor, row, "question.withdraw", at)


def _done(actor: Actor, row: PublicQuestion, act: str, at: datetime) -> None:
    audit.append(actor, act, at=at, subject=f"question:{row.id}")
    outbox.post(INDEX, at=at, question_id=row.id)


def _answered(actor: Actor, case_id: int | None) -> Case:
    case = cases.seen(actor, case_id) if case_id is not None else None
    if case is None or case.is_sealed or case.destroyed_at is not None or case.body_id != actor.body_id:
        raise NotFound("case_not_found")
    access.require(actor, Action.CASE_HANDLE, case.facts())
    if case.procedure.kind not in ANSWERED or case.decided_on is None or not cases.decisions(case.id):
        raise WrongState("question_case_unanswered")
    return case


def _people(case: Case) -> tuple[list[str], list[str]]:
    """Names, and everything else by which the people of a case are found."""
    parties = [party for petition in case.petitions for party in petition.parties]
    other = [text for p in parties for text in (p.identity_number, p.phone, p.email, p.address) if text]
    return [*(p.name for p in parties), *(p.respondent_name for p in case.petitions if p.respondent_name)], other


def _tells(row: PublicQuestion) -> bool:
    case = cases.known(row.case_id or 0)
    if case is None or case.is_sealed:
        return False
    names, other = _people(case)
    return any(redaction.tells(text, names, other) for pair in row.texts.values() for text in pair)


def _checked(draft: Draft) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for language in LANGUAGES:
        pair = [text.strip() for text in draft.texts.get(language, ("", ""))]
        if not any(pair) and language != locale.SOURCE:
            continue
        for name, text in zip(LONGEST, pair, strict=True):
            if not text:
                raise BadInput("question_text_missing", field=f"{name}_{language}")
            if len(text) > LONGEST[name]:
                raise BadInput("question_text_long", field=f"{name}_{language}", most=LONGEST[name])
        found[language] = pair
    if draft.category_code and categories.by_code(draft.category_code) is None:
        raise BadInput("category_unknown", field="category_code")
    return found
