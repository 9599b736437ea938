"""How the log of acts stands: checkpoints to take away, checks to ask for, the log and the proof of one case."""

import json

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.refusals import BadInput
from app.i18n import reasons
from app.i18n.locale import gettext as _
from app.persistence import audit
from app.persistence.audit import anchors
from app.services.safekeeping import checkpoints, checks, reads
from app.web.clock import now
from app.web.forms import Form
from app.web.sessions import current_actor


class Confirmed(Form):
    """Nothing to fill in; the token says that the button was ours."""


def log() -> ResponseReturnValue:
    """Rows, the last check, checkpoints of the last two months."""
    listed = anchors.listed()
    return render_template(
        "oversight/log.html",
        rows=audit.head()[0],
        checkpoints=listed[:31],
        broken=checkpoints.broken_links(listed),
        key=anchors.public_key().hex(),
        check=checks.latest(),
    )


def check_log() -> ResponseReturnValue:
    """Have the whole log read; the page tells how far it is."""
    _confirmed()
    checks.ask(current_actor(), at=now())
    return redirect(url_for("oversight.log", _anchor="check"))


def make_checkpoint() -> ResponseReturnValue:
    """Sign how the log stands now."""
    _confirmed()
    checks.ask_checkpoint(current_actor(), at=now())
    flash(_("Đã yêu cầu lập mốc xác nhận. Mốc mới hiện trong danh sách sau ít phút."), "success")
    return redirect(url_for("oversight.log"))


def checkpoint(number: int) -> ResponseReturnValue:
    """One checkpoint on a sheet of paper."""
    found = checkpoints.by_number(current_actor(), number)
    return render_template("oversight/checkpoint.html", found=found, text=found.statement().text())


def checkpoint_file(number: int) -> ResponseReturnValue:
    """The same as a file to be kept outside."""
    found = checkpoints.by_number(current_actor(), number)
    return _file(checkpoints.as_file(found), f"tiepdan-checkpoint-{found.id:06d}.json")


def compare() -> ResponseReturnValue:
    """Hold a checkpoint that was kept outside against the log."""
    _confirmed()
    upload = request.files.get("file")
    try:
        kept = checkpoints.read(upload.stream.read(checkpoints.LARGEST_FILE) if upload else b"")
    except BadInput as refused:
        flash(reasons.sentence(refused), "danger")
        return redirect(url_for("oversight.log"))
    if checkpoints.agrees(kept):
        flash(_("Khớp: nhật ký hiện nay nối tiếp đúng mốc số %(n)s.", n=kept.statement.number), "success")
    else:
        flash(_("Không khớp với mốc số %(n)s. Xin giữ nguyên máy và báo ngay.", n=kept.statement.number), "danger")
    return redirect(url_for("oversight.log"))


def case_log(case_id: int) -> ResponseReturnValue:
    """Who did and read what in one case."""
    number, lines = reads.log_of(current_actor(), case_id)
    return render_template("oversight/case_log.html", case_id=case_id, number=number, lines=lines)


def proof(case_id: int) -> ResponseReturnValue:
    """What proves outside that nothing in the log of this case was changed."""
    _confirmed()
    found = checkpoints.prove(current_actor(), case_id, at=now())
    if request.form.get("form") == "print":
        return render_template("oversight/proof.html", proof=found)
    return _file(found, f"proof-{found['number']}.json")


def tool() -> ResponseReturnValue:
    """The program that checks checkpoints and proofs anywhere."""
    response = Response(checkpoints.tool(), mimetype="text/x-python")
    response.headers.set("Content-Disposition", "attachment", filename="tiepdan-verify.py")
    return response


def _file(content: object, name: str) -> Response:
    response = Response(json.dumps(content, ensure_ascii=False, indent=1), mimetype="application/json")
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


def _confirmed() -> None:
    if not Confirmed().validate_on_submit():
        abort(400)
