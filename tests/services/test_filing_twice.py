"""Double click, reload, retry after a lost answer: one petition and one receipt, however many arrive at once."""

from concurrent.futures import ThreadPoolExecutor

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import func, select

from app.domain.facts import ANYONE
from app.persistence.models.petition import Petition
from app.services.intake import filing
from tests.builders import a_petition
from tests.houses import both_engines
from tests.times import at

pytestmark = both_engines
NOW = at("2026-11-23 10:00")


def test_twelve_at_once_are_one(app: Flask, db: SQLAlchemy) -> None:
    petition = a_petition()

    def submit(_: int) -> filing.Receipt:
        with app.app_context():
            try:
                return filing.file(ANYONE, petition, "one-submission", at=NOW)
            finally:
                db.session.remove()

    with ThreadPoolExecutor(6) as pool:
        receipts = list(pool.map(submit, range(12)))
    assert len({(r.case_id, r.petition_id, r.tracking_code) for r in receipts}) == 1
    assert [r.is_new for r in receipts].count(True) == 1
    db.session.rollback()  # look anew
    assert db.session.scalar(select(func.count()).select_from(Petition)) == 1
