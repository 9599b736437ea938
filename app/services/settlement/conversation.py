"""Between authority and citizen while a case is open: a question, an answer, further documents (LKN Đ12–15, 29)."""

from collections.abc import Sequence
from datetime import date, datetime

from app.domain.facts import Actor
from app.domain.refusals import BadInput, WrongState
from app.domain.vocabulary import Step
from app.persistence.db import db
from app.persistence.models.case import Case, Message
from app.persistence.queries import cases
from app.persistence.transaction import transaction
from app.services import steps
from app.services.intake.filing import attachment
from app.services.intake.petition_input import FileInput

MAX_MESSAGE = 5_000  # characters
MAX_FILES = 10


def ask(actor: Actor, case_id: int, text: str, *, reply_by: date | None = None, at: datetime) -> Case:
    """Ask the citizen for more. The authority's clocks run on: the law stops none for a question."""
    _check(text)
    with transaction():
        case = steps.open_case(case_id)
        steps.require(actor, Step.ASK, case)
        _refuse_sealed(case)
        steps.take(actor, case, Step.ASK, at=at)
        db.session.add(
            Message(case_id=case.id, from_citizen=False, author_id=actor.user_id, text=text, at=at, reply_by=reply_by)
        )
    return case


def reply(actor: Actor, case_id: int, text: str, files: Sequence[FileInput] = (), *, at: datetime) -> Case:
    """The citizen answers, or adds something of his own accord. The same answer sent twice is kept once."""
    _check(text)
    if len(files) > MAX_FILES:
        raise BadInput("too_many_files", field="files", most=MAX_FILES)
    with transaction():
        case = steps.open_case(case_id)
        steps.require(actor, Step.REPLY, case)
        _refuse_sealed(case)
        earlier = cases.messages(case.id)
        if _is_the_same(case, earlier, text, files):
            return case
        steps.take(actor, case, Step.REPLY, at=at)
        message = Message(case_id=case.id, from_citizen=True, text=text, at=at)
        db.session.add(message)
        db.session.flush()
        for question in earlier:
            if not question.from_citizen and question.answered_at is None:
                question.answered_at = at
        for file_input in files:
            db.session.add(attachment(case, file_input, at, message_id=message.id))
    return case


def _is_the_same(case: Case, earlier: Sequence[Message], text: str, files: Sequence[FileInput]) -> bool:
    """Sent twice: the last word is the citizen's, with the same text and the same files."""
    if not earlier or not earlier[-1].from_citizen or earlier[-1].text != text:
        return False
    kept = sorted(a.digest for a in cases.attachments(case.id) if a.message_id == earlier[-1].id)
    return kept == sorted(file_input.digest for file_input in files)


def _refuse_sealed(case: Case) -> None:
    """What a denouncer writes is sealed; until a sealed channel is open, nothing is taken in the clear."""
    if case.is_sealed:
        raise WrongState("sealed_channel_not_open")


def _check(text: str) -> None:
    if not text.strip():
        raise BadInput("text_missing", field="text")
    if len(text) > MAX_MESSAGE:
        raise BadInput("content_too_long", field="text")
