"""Rows written straight: as the session writes them, never outside a transaction; and connections that have rested."""

import pytest
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import select, text

from app.domain.vocabulary import PartyRole
from app.persistence import db as database
from app.persistence import newrows
from app.persistence.models import Category, Party
from app.persistence.transaction import transaction
from tests.builders import a_case
from tests.houses import both_engines


@both_engines
def test_a_row_gets_its_number_and_the_defaults_of_its_model(db: SQLAlchemy) -> None:
    petition = a_case().filed("2026-07-13").made().petitions[0]
    party = Party(petition_id=petition.id, role=PartyRole.PETITIONER, name="Trần Thị Bé")
    with transaction():
        newrows.insert(party)
    read = db.session.scalars(select(Party).order_by(Party.id.desc())).first()
    assert read is not None and read is not party
    assert (read.id, read.name, read.address, read.is_representative) == (party.id, "Trần Thị Bé", "", False)


@pytest.mark.usefixtures("db")
def test_no_row_is_written_outside_a_transaction() -> None:
    with pytest.raises(RuntimeError):
        newrows.insert(Category(code="x"))


@pytest.mark.parametrize("app", [pytest.param("postgresql", marks=pytest.mark.postgres)], indirect=True)
def test_a_connection_that_broke_while_it_rested_is_replaced(db: SQLAlchemy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "RESTED_SECONDS", 0.0)
    asked = text("SELECT pg_backend_pid()")
    with db.engine.connect() as resting, db.engine.connect() as killer:
        broken = resting.scalar(asked)
        resting.close()  # back in the pool, the first to be taken again
        killer.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": broken})
        assert db.session.scalar(asked) not in (None, broken)
