"""Reason codes of refusals as sentences: what happened and what to do next. A test demands one for every code."""

from typing import Any

from app.domain.refusals import Refusal
from app.i18n.locale import lazy_gettext as _l

REASONS: dict[str, Any] = {
    "case_not_found": _l("Không tìm thấy vụ việc này, hoặc bạn không được xem."),
    "action_not_yours": _l("Việc này không thuộc quyền của tài khoản bạn đang dùng."),
}

STATUSES: dict[int, Any] = {
    400: _l("Trình duyệt gửi một yêu cầu mà hệ thống không đọc được. Xin quay lại và thử lần nữa."),
    401: _l("Xin đăng nhập để tiếp tục."),
    403: _l("Bạn không được mở trang này."),
    404: _l("Không tìm thấy trang này. Có thể địa chỉ gõ sai, hoặc trang đã được chuyển đi."),
    405: _l("Trang này không nhận cách gửi đó."),
    409: _l("Có người vừa thay đổi vụ việc này. Xin tải lại trang để xem tình trạng mới."),
    413: _l("Nội dung gửi lên quá lớn: mỗi tệp không quá 20 MB, tất cả không quá 100 MB."),
    422: _l("Nội dung gửi lên chưa đúng. Xin kiểm tra lại."),
    429: _l("Bạn đã gửi quá nhiều lần trong thời gian ngắn. Xin đợi một lát rồi thử lại."),
    500: _l("Hệ thống gặp lỗi và đã ghi lại mã lỗi dưới đây. Xin thử lại sau ít phút."),
    503: _l("Hệ thống tạm ngừng để bảo trì. Xin thử lại sau ít phút."),
}


def sentence(refusal: Refusal) -> str:
    """The refusal in the current language; an unknown code falls back to the sentence of its status."""
    words = REASONS.get(refusal.reason)
    return str(words) if words is not None else for_status(refusal.status)


def for_status(status: int) -> str:
    """What to say for an HTTP status alone."""
    return str(STATUSES.get(status) or STATUSES[500 if status >= 500 else 400])
