"""The first administrator of a fresh house, and what follows a reorganisation, from the shell."""

from flask import Flask
from flask_sqlalchemy import SQLAlchemy

from app.persistence.transaction import transaction
from app.services.signing_in import entry
from tests import cast
from tests.houses import command
from tests.times import at


def test_the_first_administrator_is_the_only_one_made_here(app: Flask, db: SQLAlchemy) -> None:
    refused = app.test_cli_runner().invoke(args=["accounts", "first-administrator", "tham", "Lê Thắm"])
    assert refused.exit_code == 1 and "Đã có người quản trị" in refused.output
    with transaction():
        cast.office("oanh").held_to = at("2026-01-01").date()
    told = command(app, "accounts", "first-administrator", "Tham", "Lê Thắm")
    username, password = told.splitlines()[0].split(": ")
    db.session.rollback()
    made = cast.office("tham")
    assert username == "tham" and made.role == "administrator" and made.user.one_time_until is not None
    assert entry.authenticate("tham", password, at=made.user.created_at)
    assert app.test_cli_runner().invoke(args=["accounts", "first-administrator", "x2", "Lê"]).exit_code == 1


def test_offices_after_a_reorganisation(app: Flask, db: SQLAlchemy) -> None:
    proposed = command(app, "bodies", "propose-offices")
    assert "phuc" in proposed and "by hand" in proposed
    office = cast.office("phuc").id
    assert "1 offices entered" in command(app, "bodies", "take-offices", "--ground", "1668/NQ-UBTVQH15", str(office))
    assert "phuc" not in command(app, "bodies", "propose-offices")
    assert "0 cases handed over" in command(app, "bodies", "hand-over", "2025-07-01")
