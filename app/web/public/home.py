"""The first page: two doors, and what to expect behind them."""

from flask import render_template
from flask.typing import ResponseReturnValue

from app import lawbook
from app.persistence.queries import bodies
from app.services.oversight.promises import promises
from app.web.clock import today

PROMISED = ("DL-KN-01", "DL-KN-03", "DL-KN-03b", "DL-TC-01", "DL-TC-04", "DL-NP-01", "DL-NP-02", "SLA-1", "SLA-2")


def home() -> ResponseReturnValue:
    """Everything of it holds for anybody, so it asks the database for the reception board of the day alone."""
    board = bodies.directory().reception_board(today())
    promised = promises(lawbook.load(), PROMISED, today())
    return render_template("public/home.html", board=board, promised=promised)
