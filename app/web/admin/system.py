"""The state of the worker and of the log of acts. Messages are shown by topic and number, never by what they hold."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.i18n import formats
from app.i18n.locale import gettext as _
from app.services.keeping import operations
from app.web.admin.forms import ConfirmForm
from app.web.clock import now
from app.web.sessions import current_actor

SILENT_SECONDS = 120  # the worker gives a sign of life every few seconds


def system() -> ResponseReturnValue:
    """Work that waits, work that failed, acts that were noted."""
    standing = operations.standing(current_actor(), at=now())
    is_at_work = standing.worker_age is not None and standing.worker_age < SILENT_SECONDS
    return render_template("admin/system.html", standing=standing, is_at_work=is_at_work)


def retry(message_id: int) -> ResponseReturnValue:
    """Try a failed message again."""
    _confirmed()
    operations.retry(current_actor(), message_id, at=now())
    flash(_("Đã xếp việc số %(number)s vào hàng chờ; bộ xử lý sẽ thử lại ngay.", number=message_id), "success")
    return redirect(url_for("admin.system"))


def verify_audit() -> ResponseReturnValue:
    """Check the log of acts from its first row to its last."""
    _confirmed()
    found = operations.verify_audit(current_actor(), at=now())
    rows = formats.number(found.rows)
    if found.broken is None:
        flash(_("Nhật ký nguyên vẹn: đã kiểm tra %(rows)s dòng, không dòng nào bị sửa hay mất.", rows=rows), "success")
    else:
        number = formats.number(found.broken)
        flash(_("Nhật ký bị sửa hoặc mất từ dòng %(number)s. Xin giữ nguyên máy và báo ngay.", number=number), "danger")
    return redirect(url_for("admin.system"))


def _confirmed() -> None:
    if not ConfirmForm().validate_on_submit():
        abort(400)
