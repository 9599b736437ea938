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
    "appointment_not_found": _l("Không tìm thấy lịch hẹn này. Xin kiểm tra lại mã hẹn."),
    "task_not_found": _l("Không tìm thấy việc này, hoặc không có quyền xem."),
}
