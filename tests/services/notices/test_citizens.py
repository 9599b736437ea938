"""What citizens are told: of which steps, where, in which language, when; once, whatever happens to the worker."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import select

from app.domain.notices import Fate, Stop, Way
from app.domain.vocabulary import CaseKind
from app.jobs.handlers import messages
from app.messaging import Mail, NotSentError, Outgoing, RecordingPost, RefusedError, Text, UncertainError
from app.persistence import outbox
from app.persistence.models import Delivery, NoticeAddress
from app.services.intake.petition_input import PartyInput
from app.services.notices import choosing, citizens, delivering, readers
from app.services.settlement import conversation, extension
from tests import cast, killing
from tests.builders import a_case
from tests.houses import both_engines
from tests.times import at
from tests.working import done_by_worker

AN = PartyInput(
    name="Lâm Thị An", identity_number="094185001234", phone="0912 345 678", email="an@example.vn", address="Khóm 3"
)


@pytest.fixture
def posts(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[Way, RecordingPost]]:
    posts = {Way.MAIL: RecordingPost(), Way.TEXT: RecordingPost(is_idempotent=True)}
    monkeypatch.setattr(messages, "outgoing", Outgoing(dict(posts), "https://tiepdan.example.vn"))
    yield posts


def accepted(on: str = "2026-07-14", **changes: Any) -> int:
    changes = {"parties": (AN,)} | changes
    return a_case().filed("2026-07-13", **changes).accepted(on=on).made().id


def letters(posts: dict[Way, RecordingPost]) -> list[Mail]:
    return [mail for mail in posts[Way.MAIL].sent if isinstance(mail, Mail)]


def texts(posts: dict[Way, RecordingPost]) -> list[Text]:
    return [text for text in posts[Way.TEXT].sent if isinstance(text, Text)]


def fates(db: SQLAlchemy) -> list[Fate]:
    db.session.rollback()
    return list(db.session.scalars(select(Delivery.fate).order_by(Delivery.id)))


@both_engines
def test_acceptance_is_told_by_letter_and_text_without_the_matter(
    db: SQLAlchemy, posts: dict[Way, RecordingPost]
) -> None:
    case_id = accepted()
    done_by_worker(at("2026-07-14 10:00"))
    (letter,), (text,) = letters(posts), texts(posts)
    assert letter.to == "an@example.vn" and text.to == "0912345678"
    assert letter.subject == f"Đơn số 2026-{case_id:06d} đã được thụ lý"
    assert "chậm nhất ngày 13/08/2026" in letter.text
    assert "https://tiepdan.example.vn/tra-cuu" in text.text
    for words in (letter.text, text.text):
        assert "thu hồi" not in words and "An" not in words.split()
    done_by_worker(at("2026-07-14 11:00"))
    assert len(letters(posts)) == len(texts(posts)) == 1


def test_every_step_that_concerns_the_citizen_is_told_in_the_language_of_the_petition(
    db: SQLAlchemy, posts: dict[Way, RecordingPost]
) -> None:
    case_id = accepted(language="en")
    officer, head = cast.actor("cuc"), cast.actor("dung")
    conversation.ask(officer, case_id, "Xin gửi bản vẽ.", reply_by=at("2026-07-25").date(), at=at("2026-07-15"))
    extension.extend(head, case_id, "Nhiều nơi phải xác minh.", at=at("2026-07-16"))
    done_by_worker(at("2026-07-16 10:00"))
    assert [letter.subject for letter in letters(posts)] == [
        f"Petition No. 2026-{case_id:06d} has been accepted",
        f"More is needed for petition No. 2026-{case_id:06d}",
        f"More time for petition No. 2026-{case_id:06d}",
    ]
    assert "25/07/2026" in letters(posts)[1].text
    assert "28/08/2026" in letters(posts)[2].text and "Art. 3a" in letters(posts)[2].text
    assert "Nhiều nơi" not in letters(posts)[2].text and "bản vẽ" not in letters(posts)[1].text


def test_a_denouncer_hears_nothing_unless_he_asked_and_then_only_that_there_is_news(
    db: SQLAlchemy, posts: dict[Way, RecordingPost]
) -> None:
    receipt, case = a_case(CaseKind.DENUNCIATION).filed("2026-07-13", parties=(AN,)).receipt_and_case()
    conversation.ask(cast.desk_of(case.body_id), case.id, "Xin nói rõ hơn.", at=at("2026-07-14"))
    done_by_worker(at("2026-07-14 10:00"))
    assert not letters(posts) and not texts(posts)
    citizen = cast.an(case.id)
    choosing.ask(citizen, case.id, receipt.petition_id, Way.MAIL, "nobody.knows@example.com", at=at("2026-07-14 11:00"))
    conversation.ask(cast.desk_of(case.body_id), case.id, "Xin nói rõ thêm.", at=at("2026-07-15"))
    done_by_worker(at("2026-07-15 10:00"))
    (letter,) = letters(posts)
    assert letter.to == "nobody.knows@example.com"
    for word in (case.number, "tố cáo", "UBND", "Sóc Trăng"):
        assert word not in letter.text + letter.subject + letter.sender
    raw = db.session.connection().exec_driver_sql("SELECT personal FROM notice_address").scalar()
    assert b"nobody" not in raw


def test_the_night_is_quiet_and_too_much_waits(db: SQLAlchemy, posts: dict[Way, RecordingPost]) -> None:
    case_id = accepted()
    done_by_worker(at("2026-07-14 22:10"))
    assert fates(db) == [Fate.WAITING] * 2
    done_by_worker(at("2026-07-15 06:59"))
    assert not letters(posts)
    done_by_worker(at("2026-07-15 07:00"))
    assert len(letters(posts)) == len(texts(posts)) == 1
    for minute in range(10, 20):
        conversation.ask(cast.actor("cuc"), case_id, "Xin gửi thêm.", at=at(f"2026-07-15 08:{minute}"))
    done_by_worker(at("2026-07-15 09:00"))
    assert len(letters(posts)) == 8, "no more than eight a day to one address"
    done_by_worker(at("2026-07-16 07:00"))
    assert len(letters(posts)) == 11, "the others next morning"


def test_who_says_stop_is_left_alone_and_a_bounce_stops_by_itself(
    db: SQLAlchemy, posts: dict[Way, RecordingPost]
) -> None:
    posts[Way.TEXT].failing = [RefusedError("reader 550")]
    case_id = accepted()
    done_by_worker(at("2026-07-14 10:00"))
    mail, text = db.session.scalars(select(NoticeAddress).order_by(NoticeAddress.way)).all()
    assert (text.stopped_why, mail.stopped_why) == (Stop.BOUNCED, None)
    stop_url = letters(posts)[0].stop_url
    _start, address_id, token = stop_url.rsplit("/", 2)
    assert choosing.stop(int(address_id), "0" * 32, at=at("2026-07-14 11:00")) is False
    assert choosing.stop(int(address_id), token, at=at("2026-07-14 11:00")) is True
    assert not readers.is_stop_token(mail.id + 1, token)
    conversation.ask(cast.actor("cuc"), case_id, "Xin gửi thêm.", at=at("2026-07-15"))
    done_by_worker(at("2026-07-15 10:00"))
    assert len(letters(posts)) == 1 and not texts(posts)


def test_a_failure_is_tried_again_and_an_uncertain_letter_is_not(
    db: SQLAlchemy, posts: dict[Way, RecordingPost]
) -> None:
    posts[Way.MAIL].failing = [NotSentError("450"), UncertainError("TimeoutError")]
    posts[Way.TEXT].failing = [UncertainError("TimeoutError")]
    accepted()
    moment = at("2026-07-14 10:00")
    done_by_worker(moment)
    assert fates(db) == [Fate.WAITING, Fate.HANDING]
    done_by_worker(moment + timedelta(minutes=2))
    assert fates(db) == [Fate.UNCERTAIN, Fate.SENT], "a provider of texts knows the key when it comes again"
    done_by_worker(moment + timedelta(days=2))
    assert not letters(posts) and len(texts(posts)) == 1
    (letter, _text) = db.session.scalars(select(Delivery).order_by(Delivery.id)).all()
    choosing.send_again(cast.actor("oanh"), letter.id, at=moment + timedelta(days=3))
    done_by_worker(moment + timedelta(days=3))
    assert len(letters(posts)) == 1


class Ledger(RecordingPost):
    """A post whose letters are in a file: what a killed child has sent is counted."""

    def __init__(self, path: Any) -> None:
        super().__init__()
        self.path = path

    def send(self, message: Any, handing: Any, only: str = "") -> str:
        handing("ledger")
        with self.path.open("a") as file:
            file.write(message.key + "\n")
        return ""


def test_killed_at_every_write_a_letter_goes_out_at_most_once_and_is_never_forgotten(
    db: SQLAlchemy, app: Flask, tmp_path: Any
) -> None:
    ledger = Ledger(tmp_path / "sent")
    ledger.path.touch()
    posts, moment = Outgoing({Way.MAIL: ledger}, ""), at("2026-07-14 10:00")
    case_id = accepted(parties=(PartyInput(name="Lâm Thị An", email="an@example.vn", address="Khóm 3"),))
    k, survived = 0, False
    while not survived:
        k, moment = k + 1, moment + timedelta(days=1)
        citizens.tell("case.accept", case_id, key=f"try {k}", at=moment)
        survived = killing.attempt(app, partial(delivering.deliver, k, posts, at=moment), k)
        delivering.deliver(k, posts, at=moment + timedelta(minutes=5))
        db.session.rollback()
        row = db.session.get(Delivery, k)
        assert row is not None
        sent = ledger.path.read_text().split().count(f"n{k}")
        assert (sent, row.fate) in ((1, Fate.SENT), (1, Fate.UNCERTAIN), (0, Fate.UNCERTAIN)), k
    assert 4 < k < 20


def test_a_worker_without_posts_plans_nothing(db: SQLAlchemy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "outgoing", Outgoing({}))
    accepted()
    done_by_worker(at("2026-07-14 10:00"))
    assert fates(db) == []
    assert outbox.standing(datetime.now().astimezone())["dead"] == 0
