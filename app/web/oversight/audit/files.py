"""Rounds and findings as files, with the filter and the rights of their lists."""

from flask import abort, request
from flask.typing import ResponseReturnValue

from app.reports import csv_file, xlsx_press
from app.reports.table import ReportTable
from app.services.oversight.audit import tables
from app.web.answers.downloads import download
from app.web.clock import now
from app.web.oversight.audit import asked
from app.web.sessions import current_actor


def rounds_file(form: str) -> ResponseReturnValue:
    """XLSX or CSV of the list of rounds."""
    _require(form)
    wanted, actor = asked.rounds(request.args), current_actor()
    mine = actor.user_id if wanted.mine else None
    return _sent(tables.of_rounds(actor, wanted.state, mine, at=now()), "cuoc-thanh-tra", form)


def findings_file(form: str) -> ResponseReturnValue:
    """XLSX or CSV of the list of findings."""
    _require(form)
    actor = current_actor()
    wanted = asked.findings(actor, request.args)
    return _sent(tables.of_findings(actor, wanted, at=now()), "phat-hien", form)


def _require(form: str) -> None:
    if form not in ("xlsx", "csv"):
        abort(404)


def _sent(table: ReportTable, name: str, form: str) -> ResponseReturnValue:
    if form == "csv":
        return download(csv_file.pieces(table), f"{name}.csv", csv_file.MEDIA_TYPE)
    return download([xlsx_press.content([table])], f"{name}.xlsx", xlsx_press.MEDIA_TYPE)
