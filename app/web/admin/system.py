"""The state of the worker and of the log of acts. Messages are shown by topic and number, never by what they hold."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.i18n.locale import gettext as _
from app.i18n.locale import lazy_gettext as _l
from app.services.keeping import operations
from app.services.notices import choosing
from app.web.clock import now
from app.web.forms import ConfirmForm
from app.web.sessions import current_actor

SILENT_SECONDS = 120  # the worker gives a sign of life every few seconds


def system() -> ResponseReturnValue:
    """Work that waits, work that failed, acts that were noted."""
    standing = operations.standing(current_actor(), at=now())
    is_at_work = standing.worker_age is not None and standing.worker_age < SILENT_SECONDS
    return render_template("admin/system.html", standing=standing, is_at_work=is_at_work, task_words=task_words)


def retry(message_id: int) -> ResponseReturnValue:
    """Try a failed message again."""
    _confirmed()
    operations.retry(current_actor(), message_id, at=now())
    flash(_("Đã xếp việc số %(number)s vào hàng chờ; bộ xử lý sẽ thử lại ngay.", number=message_id), "success")
    return redirect(url_for("admin.system"))


def send_again(delivery_id: int) -> ResponseReturnValue:
    """Send a letter once more of which nobody knows whether it arrived."""
    _confirmed()
    choosing.send_again(current_actor(), delivery_id, at=now())
    flash(_("Đã xếp thư vào hàng chờ để gửi lại."), "success")
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


TASKS = {
    "daily.sweep": _l("Dọn dẹp"),
    "daily.check": _l("Kiểm tra cơ sở dữ liệu"),
    "daily.checkpoint": _l("Mốc xác nhận nhật ký"),
    "daily.leaving": _l("Bàn giao của người đã nghỉ"),
    "daily.index": _l("Đối chiếu chỉ mục tìm kiếm"),
    "daily.figures": _l("Số liệu của bảng giám sát"),
    "daily.spots": _l("Điểm nóng, nhịp giải quyết"),
    "hourly.climb": _l("Nhắc hạn, đôn đốc"),
    "hourly.digest": _l("Thư buổi sáng cho cán bộ"),
}


def task_words(name: str) -> str:
    """What a regular task is called."""
    return str(TASKS.get(name, name))
