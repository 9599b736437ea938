"""Why somebody cannot be taken off a case (N31 Đ10, LTC Đ31)."""

from typing import Any

from app.i18n.locale import lazy_gettext as _l

NO_PART: dict[str, Any] = {
    "exclusion_reason_missing": _l("Xin ghi rõ lý do."),
    "exclusion_not_here": _l(
        "Chỉ ghi được cán bộ đang làm việc tại cơ quan này và còn được tham gia."
        " Với người đứng đầu, cấp trên quyết định."
    ),
    "recusal_no_deputy": _l(
        "Chưa có cấp phó nào được phân công bằng văn bản để ký thay trong vụ việc này. Xin ghi văn bản phân công ở"
        " trang Nhân sự, phân công; không có cấp phó thì báo cáo cấp trên trực tiếp để có người giải quyết,"
        " rồi làm lại."
    ),
    "recusal_no_superior": _l(
        "Không tìm được cấp trên nào nhận được vụ việc này qua hệ thống. Xin báo cáo cấp trên bằng văn bản rồi làm lại."
    ),
    "recusal_last_key": _l(
        "Sau việc này sẽ không còn ai mở được hồ sơ kín. Xin đề nghị người giải quyết trao chìa khóa hồ sơ cho"
        " một người có quyền khác trước, rồi làm lại."
    ),
}
