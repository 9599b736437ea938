"""`flask demo load` and `flask demo accounts`."""

import json
from dataclasses import replace
from datetime import UTC, datetime

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import func, select

from app.persistence import outbox
from app.persistence.models import Case
from tests.builders import a_case
from tests.houses import command


def test_load_then_accounts(app: Flask, db: SQLAlchemy) -> None:
    said = command(app, "demo", "load", "--cases", "12", "--until", "2026-03-02")
    assert "12 cases" in said or "13 cases" in said
    waiting = outbox.standing(datetime.now(UTC))
    assert waiting["waiting"] and waiting["late_seconds"] < outbox.STUCK_SECONDS, "the past is told, not slept through"
    shown = json.loads(command(app, "demo", "accounts"))
    assert {"username", "password", "name", "role", "body", "what_to_try"} == set(shown[0])
    assert any(account["username"] == "dung.phuloi" for account in shown)


def test_if_empty_leaves_cases_alone(app: Flask, db: SQLAlchemy) -> None:
    a_case().made()
    said = command(app, "demo", "load", "--cases", "12", "--if-empty")
    assert "there are cases already" in said
    assert db.session.scalar(select(func.count(Case.id))) == 1


def test_production_takes_no_demo(app: Flask) -> None:
    app.config["TIEP_DAN"] = replace(app.config["TIEP_DAN"], environment="production")
    result = app.test_cli_runner().invoke(args=["demo", "load"])
    assert result.exit_code == 1
    assert "production takes no demo" in result.output
