"""Labels of what is kept about people: fields of personal data, and purposes of reading them."""

from enum import Enum
from typing import Any

from app.domain.confidentiality import Purpose as OpenedFor
from app.domain.keeping.personal import Field, Purpose
from app.domain.keeping.rights import DataRight, RequestState
from app.i18n.locale import lazy_gettext as _l

KEEPING: dict[type[Enum], dict[Any, Any]] = {
    Field: {
        Field.IDENTITY_NUMBER: _l("Số giấy tờ"),
        Field.PHONE: _l("Điện thoại"),
        Field.EMAIL: _l("Thư điện tử"),
        Field.ADDRESS: _l("Địa chỉ"),
    },
    DataRight: {
        DataRight.ACCESS: _l("Xem, nhận bản sao dữ liệu của tôi"),
        DataRight.CORRECT: _l("Sửa dữ liệu ghi sai"),
        DataRight.RESTRICT: _l("Hạn chế, phản đối việc xử lý dữ liệu"),
        DataRight.ERASE: _l("Xóa dữ liệu"),
    },
    RequestState: {
        RequestState.RECEIVED: _l("Mới nhận"),
        RequestState.ACKNOWLEDGED: _l("Đã báo tiếp nhận"),
        RequestState.DONE: _l("Đã thực hiện"),
        RequestState.REFUSED: _l("Không thực hiện được"),
    },
    Purpose: {
        Purpose.HANDLE: _l("Giải quyết hồ sơ"),
        Purpose.CONTACT: _l("Liên hệ, mời làm việc"),
        Purpose.CHECK_IDENTITY: _l("Đối chiếu giấy tờ"),
        Purpose.DUPLICATE: _l("Kiểm tra đơn trùng"),
        Purpose.OVERSIGHT: _l("Thanh tra, giám sát"),
        Purpose.PERSON_ASKED: _l("Trả lời yêu cầu của chính người đó"),
    },
    OpenedFor: {
        OpenedFor.FIRST_ENTRY: _l("Vào sổ, ghi nhận đơn lần đầu"),
        OpenedFor.CHECK_CONDITIONS: _l("Kiểm tra thông tin người tố cáo và điều kiện thụ lý"),
        OpenedFor.WORK_WITH_DENOUNCER: _l("Liên hệ, làm việc với người tố cáo"),
        OpenedFor.VERIFY: _l("Xác minh nội dung tố cáo"),
        OpenedFor.CONCLUDE: _l("Kết luận, xử lý kết luận"),
        OpenedFor.PROTECT: _l("Bảo vệ người tố cáo, người thân"),
        OpenedFor.HAND_ON: _l("Chuyển đơn, bàn giao hồ sơ"),
        OpenedFor.RECOVERY: _l("Mở bằng khóa phục hồi"),
    },
}
