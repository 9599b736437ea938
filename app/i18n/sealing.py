"""What the sealed compartment says when it cannot do what was asked (LTC Đ56)."""

from typing import Any

from app.i18n.locale import lazy_gettext as _l

SEALED: dict[str, Any] = {
    "sealed_reader_unknown": _l(
        "Người tố cáo chưa mở lại hồ sơ bằng mã tra cứu từ khi đơn được niêm phong, nên chưa gửi thư kín cho họ được."
    ),
    "no_released_text": _l("Chưa có bản che danh tính nào được phát hành, nên chưa có gì để in."),
    "seal_locked": _l("Khóa niêm phong của tài khoản này chưa mở. Xin mở khóa bằng mật khẩu rồi làm lại."),
    "seal_not_given": _l(
        "Tài khoản này chưa được trao chìa khóa của hồ sơ kín. Xin đề nghị người giải quyết tố cáo trao chìa khóa."
    ),
    "sealing_not_ready": _l(
        "Hệ thống chưa có người giữ khóa niêm phong để nhận tố cáo an toàn. Xin nộp tại nơi tiếp công dân."
    ),
    "seal_receiver_missing": _l(
        "Nơi nhận chưa có ai giữ khóa niêm phong, nên chưa chuyển hồ sơ kín qua hệ thống được. Xin chuyển bản giấy."
    ),
    "seal_opens_elsewhere": _l("Cơ quan quy định hồ sơ kín chỉ mở trên máy không nối mạng, không mở ở đây."),
    "seal_opens_here": _l("Ở đây hồ sơ kín được mở ngay trên trang, không xuất phong bì."),
    "seal_no_own_key": _l("Tài khoản này chưa đăng ký khóa công khai."),
    "denunciation_on_paper": _l(
        "Cơ quan không nhận tố cáo qua mạng, để giữ kín người tố cáo. Xin nộp đơn giấy trong phong bì dán kín."
    ),
    "redaction_tells": _l("Bản này còn tên, số điện thoại, giấy tờ hoặc địa chỉ của người tố cáo. Xin che nốt."),
    "seal_secret_wrong": _l("Mật khẩu hoặc cụm từ niêm phong không đúng."),
    "seal_key_exists": _l("Tài khoản này đã có khóa niêm phong."),
    "seal_public_wrong": _l("Khóa công khai không đúng, hoặc đã được đăng ký. Xin chép lại nguyên dòng."),
    "seal_no_key_yet": _l("Người này chưa có khóa niêm phong: cần đăng nhập một lần để tạo khóa."),
    "seal_given_already": _l("Người này đã có chìa khóa của hồ sơ."),
    "seal_not_entitled": _l(
        "Chỉ trao được cho người tiếp nhận, người giải quyết và người đang được giao xử lý vụ việc này."
    ),
    "seal_not_your_own": _l("Không tự thu hồi chìa khóa của mình được."),
    "recovery_key_wrong": _l("Khóa phục hồi gõ chưa đúng. Xin xem lại từng nhóm chữ trên giấy."),
    "recovery_key_not_ours": _l("Khóa phục hồi này không thuộc hệ thống này."),
}
