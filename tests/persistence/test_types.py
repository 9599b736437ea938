"""Columns that mean the same on both engines."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.exc import StatementError

from app.domain.vocabulary import BodyLevel
from app.persistence.models import Body, OutboxMessage
from app.persistence.transaction import transaction
from tests.houses import both_engines

pytestmark = both_engines


def a_message(moment: datetime) -> OutboxMessage:
    return OutboxMessage(topic="t", payload={"b": 1, "a": ["đ", None, 1.5]}, posted_at=moment, due_at=moment)


def test_an_instant_comes_back_in_utc(db: SQLAlchemy) -> None:
    hanoi = datetime(2026, 7, 1, 6, 30, 0, 123456, tzinfo=timezone(timedelta(hours=7)))
    with transaction() as session:
        message = a_message(hanoi)
        session.add(message)
    db.session.expire_all()
    assert message.posted_at == hanoi
    assert message.posted_at.tzinfo is UTC
    assert message.posted_at.day == 30
    assert message.payload == {"b": 1, "a": ["đ", None, 1.5]}


def test_a_naive_instant_is_a_defect(db: SQLAlchemy) -> None:
    with pytest.raises(StatementError, match="needs a time zone"), transaction() as session:
        session.add(a_message(datetime(2026, 7, 1)))  # noqa: DTZ001


def test_a_member_of_a_vocabulary_comes_back_as_itself(db: SQLAlchemy) -> None:
    with transaction() as session:
        body = Body(
            code="X", name="X", short_name="X", level=BodyLevel.COMMUNE, type="ubnd", head_title="", fields=[],
            doc_symbol="",
        )  # fmt: skip
        session.add(body)
    db.session.expire_all()
    assert body.level is BodyLevel.COMMUNE
    with pytest.raises(StatementError), transaction():
        body.level = "village"
