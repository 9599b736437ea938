"""Words for codes of the log."""

from typing import Any

from app.domain.keeping.personal import Field
from app.domain.vocabulary import Role, Step
from app.i18n import labels
from app.i18n.locale import lazy_gettext as _l

FINDING_WORDS: dict[str, Any] = {
    "changed": _l("Dòng bị sửa, bị chèn hoặc bị đổi chỗ"),
    "missing": _l("Mất từ dòng này"),
    "unlinked": _l("Không nối tiếp dòng trước"),
    "case_broken": _l("Chuỗi của vụ việc bị đứt tại dòng này"),
    "cut_off": _l("Mất phần cuối, từ dòng này"),
    "rewritten": _l("Khác với dòng mà mốc xác nhận đã ghi"),
    "root_differs": _l("Chuỗi các vụ việc khác với mốc xác nhận"),
}

ACTS: dict[str, Any] = {
    "case.read": _l("Đọc hồ sơ"),
    "case.reveal": _l("Xem dữ liệu được che"),
    "case.extract": _l("In bản đã che danh tính"),
    "case.file": _l("Tải tệp"),
    "case.original": _l("Tải bản gốc của tệp"),
    "case.rate": _l("Người dân đánh giá"),
    "case.deadline_moved": _l("Dời thời hạn theo lịch làm việc"),
    "identity.view": _l("Mở danh tính và nội dung được giữ kín"),
    "identity.file": _l("Mở tệp được giữ kín"),
    "identity.export": _l("Xuất phong bì hồ sơ kín"),
    "case.recuse": _l("Tự rút khỏi vụ việc"),
    "case.exclude": _l("Ghi người không được tham gia"),
    "case.readmit": _l("Cho người tham gia lại"),
    "exclusion.view": _l("Xem người không được tham gia"),
    "seal.grant": _l("Trao chìa khóa hồ sơ kín"),
    "seal.revoke": _l("Thu hồi chìa khóa hồ sơ kín"),
    "seal.reissue": _l("Cấp lại chìa khóa hồ sơ kín"),
    "seal.hand_after": _l("Giao chìa khóa hồ sơ đã chuyển đi"),
    "redaction.prepare": _l("Soạn bản che danh tính"),
    "redaction.release": _l("Phát hành bản che danh tính"),
    "likeness.set_apart": _l("Ghi hai hồ sơ là khác việc"),
    "likeness.bring_back": _l("Đưa lại hồ sơ đã ghi là khác việc"),
    "matter.add": _l("Đưa vào nhóm đơn cùng vụ việc"),
    "matter.remove": _l("Đưa ra khỏi nhóm đơn cùng vụ việc"),
    "question.write": _l("Soạn hỏi đáp"),
    "question.release": _l("Công khai hỏi đáp"),
    "question.withdraw": _l("Rút hỏi đáp"),
    "audit.proof": _l("Xuất chứng minh nhật ký"),
    "round.open_file": _l("Đoàn thanh tra, kiểm tra mở hồ sơ trong mẫu"),
    "finding.write": _l("Ghi phát hiện"),
    "finding.edit": _l("Sửa phát hiện"),
    "finding.send": _l("Gửi phát hiện đến người đứng đầu"),
    "finding.answer": _l("Trả lời phát hiện"),
    "finding.return": _l("Trả lại trả lời phát hiện"),
    "finding.accept": _l("Chấp nhận trả lời phát hiện"),
    "finding.withdraw": _l("Rút phát hiện"),
}


def act_words(action: str) -> Any:
    """What was done: an act of its own, or a step of the procedure; a code nobody has words for as it is."""
    if action in ACTS:
        return ACTS[action]
    topic, _, step = action.partition(".")
    return labels.label(Step(step)) if topic == "case" and step in set(Step) else action


def field_words(name: str) -> Any:
    return labels.label(Field(name)) if name in set(Field) else name


def role_words(role: str) -> Any:
    return labels.label(Role(role)) if role in set(Role) else role
