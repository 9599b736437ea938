"""Between authority and citizen while a case is open: a question, an answer, further documents (LKN Đ12–15, 29)."""

from collections.abc import Sequence
from datetime import date, datetime

from app.domain.facts import Actor
from app.domain.refusals import BadInput, WrongState
from app.domain.vocabulary import Step
from app.persistence.db import db
from app.persistence.models.case import Case, Message
from app.persistence.queries import cases
from app.persistence.queries.seals import copies
from app.persistence.transaction import transaction
from app.services import steps
from app.services.intake import papers
from app.services.intake.petition_input import FileInput
from app.services.sealing import migration, words

MAX_MESSAGE = 5_000  # characters
MAX_FILES = 10


def ask(actor: Actor, case_id: int, text: str, *, reply_by: date | None = None, at: datetime) -> Case:
    """Ask the citizen for more. The authority's clocks run on: the law stops none for a question."""
    _check(text)
    with transaction():
        case = steps.open_case(case_id)
        steps.require(actor, Step.ASK, case)
        steps.take(actor, case, Step.ASK, at=at)
        message = Message(case_id=case.id, from_citizen=False, author_id=actor.user_id, text=text, at=at)
        message.reply_by = reply_by
        _write(case, message, at)
    return case


def reply(
    actor: Actor,
    case_id: int,
    text: str,
    files: Sequence[FileInput] = (),
    *,
    at: datetime,
    wants_protection: bool = False,
) -> Case:
    """The citizen answers, or adds something of his own accord. The same answer sent twice is kept once. A denouncer
    may ask for protection of himself or his family with it (LTC Đ47, Đ50)."""
    _check(text)
    if len(files) > MAX_FILES:
        raise BadInput("too_many_files", field="files", most=MAX_FILES)
    with transaction():
        case = steps.open_case(case_id)
        steps.require(actor, Step.REPLY, case)
        earlier = cases.messages(case.id)
        if _is_the_same(case, earlier, text, files):
            return case
        steps.take(actor, case, Step.REPLY, at=at)
        message = Message(case_id=case.id, from_citizen=True, text=text, at=at)
        _write(case, message, at)
        if case.is_sealed and wants_protection:
            copies.ask_protection(case.id, at)
        for question in earlier:
            if not question.from_citizen and question.answered_at is None:
                question.answered_at = at
        for file_input in files:
            db.session.add(papers.attachment(case, file_input, at, message_id=message.id))
    return case


def _is_the_same(case: Case, earlier: Sequence[Message], text: str, files: Sequence[FileInput]) -> bool:
    """Sent twice: the last word is the citizen's, with the same text and the same files. Of a sealed case nobody here
    can know."""
    if case.is_sealed:
        return False
    if not earlier or not earlier[-1].from_citizen or earlier[-1].text != text:
        return False
    kept = [row for row in cases.attachments(case.id) if row.message_id == earlier[-1].id]
    if sorted(row.size for row in kept) != sorted(file.size for file in files):
        return False
    before = sorted(papers.proof(row.file_id, papers.key_of(row)) for row in kept)
    return before == sorted(papers.proof(file.file_id, file.key) for file in files)


def _write(case: Case, message: Message, at: datetime) -> None:
    """Keep a message. Of a sealed case the text is sealed to the case, and what the authority writes to the key of the
    denouncer's code as well: nobody else could give it to him."""
    text, reader = message.text, None
    if case.is_sealed:
        message.text = ""
        migration.ensure(case, at=at)
        reader = None if message.from_citizen else _reader(case)
    db.session.add(message)
    db.session.flush()
    if case.is_sealed:
        words.keep(case.id, words.MESSAGE, message.id, {"text": text}, at=at, by=message.author_id)
    if reader is not None:
        words.keep_letter(reader, case.id, message.id, text, at=at, by=message.author_id)


def _reader(case: Case) -> bytes:
    """Whom letters are sealed to; unknown until the code was typed once, where the case was sealed only later."""
    found = copies.seal_of(case.id)
    if found is None or found.reader_key is None:
        raise WrongState("sealed_reader_unknown")
    return found.reader_key


def _check(text: str) -> None:
    if not text.strip():
        raise BadInput("text_missing", field="text")
    if len(text) > MAX_MESSAGE:
        raise BadInput("content_too_long", field="text")
