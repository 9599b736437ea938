"""Rounds and findings as files, with the filter and the rights of their lists."""

from flask import abort, request
from flask.typing import ResponseReturnValue

from app.reports.table_files import MEDIA
from app.services.oversight.audit import tables
from app.web.clock import now
from app.web.figures import sheets
from app.web.oversight.audit import asked
from app.web.sessions import current_actor


def rounds_file(form: str) -> ResponseReturnValue:
    """XLSX or CSV of the list of rounds."""
    _require(form)
    wanted, actor = asked.rounds(request.args), current_actor()
    mine = actor.user_id if wanted.mine else None
    return sheets.of_tables(form, [tables.of_rounds(actor, wanted.state, mine, at=now())], "cuoc-thanh-tra")


def findings_file(form: str) -> ResponseReturnValue:
    """XLSX or CSV of the list of findings."""
    _require(form)
    actor = current_actor()
    wanted = asked.findings(actor, request.args)
    return sheets.of_tables(form, [tables.of_findings(actor, wanted, at=now())], "phat-hien")


def _require(form: str) -> None:
    """Before the export goes on record."""
    if form not in MEDIA:
        abort(404)
