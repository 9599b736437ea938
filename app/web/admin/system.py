"""The state of the worker and of the log of acts. Messages are shown by topic and number, never by what they hold."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.i18n.locale import gettext as _
from app.services.keeping import operations
from app.web.clock import now
from app.web.forms import ConfirmForm
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
    """Have the log of acts checked from its first row to its last."""
    _confirmed()
    operations.verify_audit(current_actor(), at=now())
    flash(_("Đang kiểm tra nhật ký; kết quả hiện ở cuối trang này."), "success")
    return redirect(url_for("admin.system"))


def _confirmed() -> None:
    if not ConfirmForm().validate_on_submit():
        abort(400)
