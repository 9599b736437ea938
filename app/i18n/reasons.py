"""Reason codes of refusals as sentences: what happened and what to do next. A test demands one for every code."""

from typing import Any

from app.domain.refusals import Refusal
from app.i18n.locale import lazy_gettext as _l

REASONS: dict[str, Any] = {
    "case_not_found": _l("Không tìm thấy vụ việc này, hoặc bạn không được xem."),
    "action_not_yours": _l("Việc này không thuộc quyền của tài khoản bạn đang dùng."),
    # accounts
    "sign_in_failed": _l(
        "Tên đăng nhập hoặc mật khẩu không đúng. Sau nhiều lần sai liên tiếp, phải đợi ít phút rồi mới thử lại được."
    ),
    "account_not_found": _l("Không có tài khoản này."),
    "not_your_own_account": _l("Không thể tự đóng tài khoản của mình."),
    "role_has_no_account": _l("Vai trò này không dùng tài khoản."),
    "username_taken": _l("Tên đăng nhập này đã có người dùng. Xin chọn tên khác."),
    "password_wrong": _l("Mật khẩu đang dùng không đúng."),
    "password_length": _l("Mật khẩu cần từ %(shortest)s đến %(longest)s ký tự."),
    "password_common": _l("Mật khẩu này quá phổ biến, dễ bị đoán. Xin chọn mật khẩu khác."),
    "password_local_word": _l("Mật khẩu gần như chỉ gồm tên riêng hay từ dễ đoán. Xin thêm từ khác."),
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
    if words is None:
        return for_status(refusal.status)
    return str(words) % refusal.details if refusal.details else str(words)


def for_status(status: int) -> str:
    """What to say for an HTTP status alone."""
    return str(STATUSES.get(status) or STATUSES[500 if status >= 500 else 400])
