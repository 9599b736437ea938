"""Labels and sentences of the heads' own receptions: calendar, appointments, tasks, duty."""

from enum import Enum
from typing import Any

from app.domain.reception import vocabulary as v
from app.i18n.locale import lazy_gettext as _l

DAYS: dict[type[Enum], dict[Any, Any]] = {
    v.HeadPosition: {
        v.HeadPosition.PROVINCE_CHAIR: _l("Chủ tịch UBND cấp tỉnh"),
        v.HeadPosition.DEPARTMENT_HEAD: _l("Người đứng đầu sở, cơ quan hành chính"),
        v.HeadPosition.DISTRICT_CHAIR: _l("Chủ tịch UBND cấp huyện"),
        v.HeadPosition.COMMUNE_CHAIR: _l("Chủ tịch UBND cấp xã"),
        v.HeadPosition.SERVICE_UNIT_HEAD: _l("Người đứng đầu đơn vị sự nghiệp công lập"),
    },
    v.SessionState: {
        v.SessionState.DRAFT: _l("Dự kiến"),
        v.SessionState.SIGNED: _l("Đã duyệt, chưa đăng"),
        v.SessionState.POSTED: _l("Đã công bố"),
        v.SessionState.HELD: _l("Đã trực tiếp tiếp"),
        v.SessionState.DELEGATED: _l("Đã ủy quyền tiếp"),
        v.SessionState.MISSED: _l("Không tiếp"),
        v.SessionState.POSTPONED: _l("Đã dời ngày"),
        v.SessionState.CANCELLED: _l("Đã hủy"),
    },
    v.AppointmentState: {
        v.AppointmentState.BOOKED: _l("Đã hẹn"),
        v.AppointmentState.CANCELLED: _l("Đã hủy hẹn"),
        v.AppointmentState.ARRIVED: _l("Đã đến"),
        v.AppointmentState.RECEIVED: _l("Đã được tiếp"),
        v.AppointmentState.NO_SHOW: _l("Không đến"),
    },
}

DAY_SENTENCES: dict[str, Any] = {
    "session_not_found": _l("Không tìm thấy buổi tiếp này, hoặc không có quyền xem."),
    "session_not_so": _l("Buổi tiếp này đang ở tình trạng khác, không làm được việc đó. Xin xem lại lịch."),
    "session_incomplete": _l("Buổi tiếp còn chỗ phải điền."),
    "session_day_odd": _l("Ngày tiếp phải từ hôm nay trở đi, không quá 18 tháng."),
    "session_day_off": _l("Ngày này cơ quan nghỉ. Xin chọn ngày làm việc."),
    "session_ends_early": _l("Giờ kết thúc phải sau giờ bắt đầu."),
    "slot_odd": _l("Thời gian cho mỗi người phải từ 5 đến 240 phút."),
    "session_place_missing": _l("Xin ghi nơi tiếp."),
    "session_commune_missing": _l("Tiếp tại cơ sở: xin chọn xã, phường."),
    "ad_hoc_ground_missing": _l("Tiếp đột xuất: xin chọn trường hợp theo khoản 3 Điều 18 Luật Tiếp công dân."),
    "online_not_yet": _l("Tiếp trực tuyến chỉ có từ 01/07/2026 (Nghị định 154/2026/NĐ-CP)."),
    "same_day": _l("Ngày mới trùng ngày cũ. Xin chọn ngày khác."),
    "change_reason_missing": _l("Xin ghi lý do, từ 5 đến 500 ký tự: lý do được đăng công khai."),
    "session_is_later": _l("Chưa đến ngày, giờ của buổi tiếp."),
    "session_not_begun": _l("Xin bấm “Bắt đầu buổi tiếp” và chọn người tiếp trước khi ghi kết luận."),
    "host_not_here": _l("Xin chọn người tiếp đang giữ chức vụ tại cơ quan."),
    "missed_reason_missing": _l("Buổi tiếp không diễn ra: xin ghi vì sao."),
    "session_has_begun": _l("Buổi tiếp này đã bắt đầu hoặc đã qua, không đặt lịch được nữa. Xin chọn buổi khác."),
    "slot_taken": _l("Giờ này vừa có người đặt. Xin chọn giờ khác."),
    "session_full": _l("Buổi tiếp này đã hết chỗ. Xin chọn buổi khác, hoặc đến nơi tiếp công dân trong giờ làm việc."),
    "appointment_not_found": _l("Không tìm thấy lịch hẹn này. Xin kiểm tra lại mã hẹn."),
    "appointment_not_open": _l("Lịch hẹn này đã hủy hoặc đã xong, không đổi được nữa."),
    "booking_incomplete": _l("Lịch hẹn còn chỗ phải điền."),
    "booking_phone_missing": _l("Xin ghi số điện thoại để báo khi buổi tiếp đổi giờ. Ví dụ: 0912 345 678."),
    "booking_matter_missing": _l("Xin ghi vài lời về việc muốn trình bày, ít nhất 10 ký tự."),
    "booking_too_long": _l("Nội dung dài quá 2000 ký tự. Chi tiết xin mang theo và trình bày khi gặp."),
    "booking_code_unknown": _l("Không tìm thấy đơn nào có mã tra cứu này. Xin xem lại giấy biên nhận, hoặc để trống."),
    "booking_code_sealed": _l(
        "Mã này là của đơn tố cáo. Để giữ kín, xin không ghi ở đây: chọn loại việc “Tố cáo” thì không phải ghi gì thêm."
    ),
    "online_is_not_secret": _l(
        "Tiếp trực tuyến có ghi âm, ghi hình, nên chỉ nhận tố cáo khi ông/bà không yêu cầu giữ bí mật thông tin. "
        "Cần giữ kín thì xin chọn buổi tiếp tại nơi tiếp công dân."
    ),
    "conclusion_incomplete": _l("Kết luận còn chỗ phải điền."),
    "conclusion_sealed": _l("Việc tố cáo được ghi ở trang niêm phong của quầy, không ghi ở đây."),
    "too_many_tasks": _l("Mỗi người được tiếp có tối đa 12 việc."),
    "task_not_found": _l("Không tìm thấy việc này, hoặc không có quyền xem."),
    "task_words_missing": _l("Xin ghi việc phải làm."),
    "task_due_odd": _l("Hạn phải từ hôm nay trở đi."),
    "task_owner_missing": _l("Xin chọn cơ quan thực hiện."),
    "task_result_missing": _l("Xin ghi kết quả của việc."),
    "task_day_odd": _l("Ngày phải từ ngày giao việc (hoặc ngày xong) đến hôm nay."),
    "task_not_done": _l("Việc chưa xong thì chưa báo kết quả được."),
}
