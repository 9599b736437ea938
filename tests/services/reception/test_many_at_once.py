"""Ten officers log at once: no entry lost, no number twice, no gap; and who sees a visit in SQL sees it in the rule."""

from concurrent.futures import ThreadPoolExecutor

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import select

from app.domain.reception.access import may_see
from app.domain.vocabulary import CaseKind
from app.persistence.models import Visit
from app.persistence.queries.reception import visits
from app.persistence.queries.reception.scope import sees
from app.services.reception import receiving, waiting
from tests import cast
from tests.houses import both_engines
from tests.services.reception.visits import a_visit, received

OFFICERS, EACH = 10, 3


@both_engines
def test_ten_officers_at_once(db: SQLAlchemy, app: Flask) -> None:
    visit, binh = a_visit(), cast.actor("binh")
    db.session.remove()

    def log(officer: int) -> None:
        with app.app_context():
            for entry in range(EACH):
                token = f"token-{officer}-{entry}"
                receiving.receive(binh, visit, token, at=visit.started_at)
                receiving.receive(binh, visit, token, at=visit.started_at)  # pressed twice
                waiting.take(binh, None, at=visit.started_at)

    with ThreadPoolExecutor(OFFICERS) as crowd:
        list(crowd.map(log, range(OFFICERS)))
    numbers = db.session.scalars(select(Visit.register_number).order_by(Visit.register_number)).all()
    assert numbers == list(range(1, OFFICERS * EACH + 1))
    room = waiting.room(binh, at=visit.started_at)
    assert [ticket.number for ticket in room.waiting] == numbers


@both_engines
def test_the_list_and_the_rule_agree(db: SQLAlchemy) -> None:
    received(a_visit())
    received(a_visit(CaseKind.DENUNCIATION))
    received(a_visit(), by="ha")
    rows = db.session.scalars(select(Visit)).all()
    for username in cast.PEOPLE:
        actor = cast.actor(username)
        listed = set(db.session.scalars(select(Visit.id).where(sees(actor))))
        assert listed == {row.id for row in rows if may_see(actor, visits.facts(row))}, username
