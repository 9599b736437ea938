"""Words of the sealed compartment."""

from typing import Any

from app.i18n.locale import lazy_gettext as _l

SUBJECTS: dict[str, Any] = {
    "event": _l("Ghi chép của cán bộ"),
    "message": _l("Trao đổi với người tố cáo"),
    "decision": _l("Văn bản giải quyết"),
    "grant": _l("Trao, thu hồi chìa khóa"),
    "redaction": _l("Bản che danh tính đang soạn"),
}

FIELDS: dict[str, Any] = {
    "reason": _l("Lý do"),
    "note": _l("Ghi chú nội bộ"),
    "text": _l("Nội dung"),
    "content": _l("Nội dung"),
    "remedy": _l("Việc cơ quan phải làm"),
}

BECAUSE: dict[str, Any] = {
    "filing": _l("khi nhận đơn"),
    "grant": _l("người giải quyết trao"),
    "transfer": _l("khi chuyển đơn đến"),
    "reissue": _l("đồng nghiệp cấp lại"),
    "recovery": _l("cấp lại bằng khóa phục hồi"),
}
