"""Labels of what is kept about people: fields of personal data, and purposes of reading them."""

from enum import Enum
from typing import Any

from app.domain.keeping.personal import Field, Purpose
from app.i18n.locale import lazy_gettext as _l

KEEPING: dict[type[Enum], dict[Any, Any]] = {
    Field: {
        Field.IDENTITY_NUMBER: _l("Số giấy tờ"),
        Field.PHONE: _l("Điện thoại"),
        Field.EMAIL: _l("Thư điện tử"),
        Field.ADDRESS: _l("Địa chỉ"),
    },
    Purpose: {
        Purpose.HANDLE: _l("Giải quyết hồ sơ"),
        Purpose.CONTACT: _l("Liên hệ, mời làm việc"),
        Purpose.CHECK_IDENTITY: _l("Đối chiếu giấy tờ"),
        Purpose.DUPLICATE: _l("Kiểm tra đơn trùng"),
        Purpose.OVERSIGHT: _l("Thanh tra, giám sát"),
        Purpose.PERSON_ASKED: _l("Trả lời yêu cầu của chính người đó"),
    },
}
