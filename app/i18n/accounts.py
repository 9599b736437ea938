"""What people hear when signing in or keeping accounts is refused."""

from typing import Any

from app.i18n.locale import lazy_gettext as _l

ACCOUNT_SENTENCES: dict[str, Any] = {
    "sign_in_failed": _l(
        "Tên đăng nhập hoặc mật khẩu không đúng. Sau nhiều lần sai liên tiếp, phải đợi ít phút rồi mới thử lại được."
    ),
    "code_wrong": _l(
        "Mã không đúng, đã dùng hoặc đã hết hạn. Sau nhiều lần sai liên tiếp, phải đợi ít phút rồi mới thử lại được."
    ),
    "code_does_not_fit": _l("Mã không khớp. Xin xem lại giờ của điện thoại, rồi nhập mã đang hiện."),
    "passkey_refused": _l("Không nhận được khóa truy cập này. Xin thử lại, hoặc đăng nhập bằng cách khác."),
    "sso_refused": _l("Cổng đăng nhập một lần không xác nhận được. Xin đăng nhập lại từ đầu, hoặc dùng mật khẩu."),
    "sso_unreachable": _l("Chưa nối được với cổng đăng nhập một lần. Xin thử lại sau ít phút, hoặc dùng mật khẩu."),
    "sso_not_linked": _l("Chưa tài khoản nào liên kết với người này ở cổng đăng nhập một lần."),
    "sso_linked_elsewhere": _l("Người này ở cổng đăng nhập một lần đã liên kết với một tài khoản."),
    "link_code_wrong": _l("Mã liên kết không đúng, đã dùng hoặc đã hết hạn."),
    "session_over": _l("Phiên làm việc đã kết thúc. Xin đăng nhập lại."),
    "session_not_found": _l("Máy đó đã được đăng xuất rồi."),
    "factor_not_found": _l("Cách xác thực này đã được bỏ rồi."),
    "account_not_found": _l("Không có tài khoản này."),
    "not_your_own_account": _l("Không thể tự đóng tài khoản của mình."),
    "not_your_own_factors": _l("Không tự xóa các bước xác thực của mình ở đây; xin vào trang tài khoản của tôi."),
    "role_has_no_account": _l("Vai trò này không dùng tài khoản."),
    "username_taken": _l("Tên đăng nhập này đã có người dùng. Xin chọn tên khác."),
    "password_unchanged": _l("Mật khẩu mới trùng với mật khẩu đang dùng. Xin chọn mật khẩu khác."),
    "checkpoint_not_found": _l("Chưa có mốc xác nhận này, hoặc chưa có mốc nào bao gồm vụ việc."),
    "checkpoint_unreadable": _l("Tệp này không phải mốc xác nhận đã tải về từ hệ thống."),
    "checkpoint_unsigned": _l("Chữ ký trong tệp không đúng: tệp đã bị sửa, hoặc không do hệ thống này lập."),
    "key_not_retirable": _l("Khóa này chưa cất đi được: không có khóa mới hơn thay cho nó."),
    "key_too_young": _l("Khóa mới chưa được một giờ; xin đợi cho mọi việc đang ghi dở hoàn tất."),
    "key_in_use": _l("Còn dữ liệu cần khóa này; xin làm mới dữ liệu trước."),
    "no_retention_rule": _l("Chưa có quy định về thời hạn bảo quản cho loại hồ sơ này."),
    "no_data_right": _l("Chưa có quy định về thời hạn cho loại yêu cầu này."),
    "nothing_to_destroy": _l("Chưa chọn hồ sơ nào đã hết thời hạn bảo quản."),
    "destruction_not_found": _l("Không tìm thấy danh mục này."),
    "second_person_needed": _l("Người lập danh mục không tự quyết định tiêu hủy. Xin để người khác lập danh mục."),
    "list_is_decided": _l("Danh mục này đã được quyết định hoặc đã rút."),
    "already_held": _l("Hồ sơ này đang được giữ lại, hoặc đã tiêu hủy."),
    "not_held": _l("Hồ sơ này không bị giữ lại."),
    "identity_missing": _l("Xin ghi số căn cước, định danh hoặc hộ chiếu, để cơ quan tìm đúng dữ liệu của bà con."),
    "data_request_not_found": _l("Không tìm thấy yêu cầu này. Xin kiểm tra lại mã trên phiếu hẹn."),
    "already_answered": _l("Yêu cầu này đã được báo tiếp nhận."),
    "extended_already": _l("Yêu cầu này đã được gia hạn một lần."),
    "identity_unchecked": _l("Phải đối chiếu giấy tờ của người yêu cầu trước khi đưa dữ liệu."),
    "request_ended": _l("Yêu cầu này đã kết thúc."),
    "answer_missing": _l("Xin ghi câu trả lời cho người yêu cầu."),
    "message_not_dead": _l("Việc này không còn nằm trong danh sách hỏng; có thể đã được thử lại."),
    "password_wrong": _l("Mật khẩu đang dùng không đúng."),
    "password_length": _l("Mật khẩu cần từ %(shortest)s đến %(longest)s ký tự."),
    "password_common": _l("Mật khẩu này quá phổ biến, dễ bị đoán. Xin chọn mật khẩu khác."),
    "password_local_word": _l("Mật khẩu gần như chỉ gồm tên riêng hay từ dễ đoán. Xin thêm từ khác."),
}
