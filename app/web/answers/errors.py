"""What a person reads when the answer is no, or when we broke: one page, plain words, an id, never a stack."""

from typing import Any

from flask import Flask, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from jinja2 import TemplateNotFound
from werkzeug.exceptions import HTTPException

from app.domain.refusals import Refusal
from app.i18n import reasons
from app.i18n.locale import gettext as _
from app.persistence.writerlock import WriterBusyError
from app.web.answers.logs import log_failure, request_id


def init_app(app: Flask) -> None:
    """Catch what views let through; a view that can say it better at a field does so itself."""
    app.register_error_handler(Refusal, refused)
    app.register_error_handler(CSRFError, form_expired)
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(WriterBusyError, busy)
    app.register_error_handler(500, failed)
    app.log_exception = note_failure  # type: ignore[method-assign]  # Flask's own would log what a citizen typed


def refused(refusal: Refusal) -> ResponseReturnValue:
    """The rules said no: say why, and by which article."""
    return _page(refusal.status, reasons.sentence(refusal), refusal)


def form_expired(error: CSRFError) -> ResponseReturnValue:
    """The token is missing, forged, or of a session that has ended."""
    return _page(400, _("Phiên làm việc đã hết hạn. Xin quay lại trang trước, tải lại rồi gửi lần nữa."))


def http_error(error: HTTPException) -> ResponseReturnValue:
    """404, 405, 413, 429 … A redirect that Werkzeug raises goes through unchanged."""
    if error.response is not None or error.code is None or error.code < 400:
        return error
    return _page(error.code, reasons.for_status(error.code))


def busy(error: WriterBusyError) -> ResponseReturnValue:
    """Too many wrote at once; nothing was written, and the same may be sent again."""
    log_failure(error)
    return _page(503, _("Hệ thống đang bận và chưa lưu được gì. Xin đợi một lát rồi gửi lại."))


def note_failure(exc_info: Any) -> None:
    """What Flask calls for a defect, once, before the page is made."""
    log_failure(exc_info[1])


def failed(_error: Exception) -> ResponseReturnValue:
    """The last resort: a defect of ours."""
    return _page(500, reasons.for_status(500))


def _page(status: int, message: str, refusal: Refusal | None = None) -> ResponseReturnValue:
    if request.path.startswith("/api/") or request.accept_mimetypes.best == "application/json":
        return jsonify(error=message, reason=refusal.reason if refusal else None, id=request_id()), status
    words = {
        "status": status,
        "message": message,
        "reason": refusal.reason if refusal else None,
        "citation": refusal.citation if refusal else None,
        "request_id": request_id(),
    }
    for template in (f"errors/{status}.html", "errors/error.html"):
        try:
            return render_template(template, **words), status
        except TemplateNotFound:
            continue
    return f"{status} {message} ({request_id()})", status, {"Content-Type": "text/plain; charset=utf-8"}
