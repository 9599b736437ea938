"""What happened to an account, in the words its owner reads."""

from app.domain.signing_in import AccountEvent
from app.i18n.locale import lazy_gettext as _l

WORDS = {
    AccountEvent.NEW_BROWSER: _l("Đăng nhập lần đầu từ một trình duyệt"),
    AccountEvent.PASSWORD_CHANGED: _l("Đổi mật khẩu"),
    AccountEvent.PASSWORD_RESET: _l("Được cấp mật khẩu dùng một lần"),
    AccountEvent.TOTP_ADDED: _l("Thêm ứng dụng tạo mã"),
    AccountEvent.TOTP_REMOVED: _l("Bỏ ứng dụng tạo mã"),
    AccountEvent.PASSKEY_ADDED: _l("Thêm khóa truy cập"),
    AccountEvent.PASSKEY_REMOVED: _l("Bỏ khóa truy cập"),
    AccountEvent.CODES_MADE: _l("Tạo mã dự phòng mới"),
    AccountEvent.CODE_USED: _l("Dùng một mã dự phòng"),
    AccountEvent.FACTORS_CLEARED: _l("Các bước xác thực thứ hai được xóa để đặt lại"),
    AccountEvent.SSO_LINKED: _l("Liên kết với cổng đăng nhập một lần"),
    AccountEvent.SSO_UNLINKED: _l("Bỏ liên kết với cổng đăng nhập một lần"),
    AccountEvent.LINK_CODE_MADE: _l("Được cấp mã liên kết cổng đăng nhập một lần"),
    AccountEvent.SESSIONS_ENDED: _l("Được đăng xuất khỏi mọi máy"),
}


def event_words(event: AccountEvent) -> str:
    """In the current language."""
    return str(WORDS[event])
