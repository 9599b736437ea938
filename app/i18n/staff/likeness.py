"""Words of the legal keys of duplicates: what is met, why, and what is then done."""

from enum import Enum
from typing import Any

from app.domain.likeness.comparing import Advice, Certainty, Standing
from app.i18n.locale import lazy_gettext as _l

LIKENESS: dict[type[Enum], dict[Any, Any]] = {
    Certainty: {Certainty.YES: _l("Có"), Certainty.MAYBE: _l("Có thể"), Certainty.NO: _l("Không")},
    Standing: {
        Standing.OPEN: _l("Đang giải quyết"),
        Standing.DECIDED: _l("Đã có quyết định, chưa có hiệu lực"),
        Standing.SETTLED: _l("Đã giải quyết, trả lời xong"),
        Standing.ENDED: _l("Đã kết thúc, không giải quyết nội dung"),
    },
    Advice: {
        Advice.JOIN: _l("Đơn trùng: gộp vào vụ việc đang giải quyết, không có thời hạn mới."),
        Advice.SETTLED: _l("Nội dung đã được giải quyết: xem có tình tiết mới không."),
        Advice.APPEAL: _l("Đã có quyết định lần đầu: xem đơn này có phải khiếu nại lần hai không."),
        Advice.GROUP: _l(
            "Người khác, cùng một việc: đơn riêng, đưa vào một nhóm để giải quyết cùng nhau, có người đại diện."
        ),
        Advice.SEE_HOW: _l("Đơn trước kết thúc mà chưa giải quyết nội dung: xem lý do kết thúc rồi phân loại đơn này."),
        Advice.COMPARE: _l("Chưa chắc: đọc hai đơn cạnh nhau rồi quyết định."),
        Advice.APART: _l("Cùng người nhưng việc khác: giải quyết riêng."),
    },
}

SIGNS: dict[str, Any] = {
    "same_identity": _l("cùng số giấy tờ"),
    "same_birth": _l("cùng họ tên, năm sinh, xã phường"),
    "same_phone": _l("cùng số điện thoại"),
    "same_name": _l("cùng họ tên trong một xã phường"),
    "same_decision": _l("cùng một quyết định"),
    "same_number": _l("cùng số quyết định, chưa rõ cùng cơ quan"),
    "same_plot": _l("cùng thửa đất, tờ bản đồ"),
    "rewritten": _l("nội dung gần như một"),
    "alike": _l("nội dung giống nhiều"),
    "same_request": _l("cùng yêu cầu"),
    "same_respondent": _l("cùng cơ quan bị khiếu nại, phản ánh"),
    "same_hamlet": _l("cùng ấp, khóm"),
    "same_day": _l("cùng ngày của quyết định, việc làm"),
}

LIKENESS_SENTENCES: dict[str, Any] = {
    "in_a_matter_already": _l("Hồ sơ này đã ở trong một nhóm. Xin đưa ra khỏi nhóm ấy trước."),
    "search_export_purpose": _l("Xin chọn lấy tệp để làm gì."),
    "search_export_too_long": _l("Nhiều hơn %(most)s hồ sơ: xin lọc bớt rồi lấy tệp."),
    "question_is_public": _l("Câu này đang công khai. Xin rút trước rồi sửa."),
    "question_case_unanswered": _l("Chỉ lấy từ kiến nghị, phản ánh đã trả lời."),
    "question_tells": _l(
        "Câu này còn tên, điện thoại, địa chỉ hoặc giấy tờ của người trong hồ sơ. Xin sửa rồi công khai."
    ),
    "question_unchecked": _l("Xin đọc lại những chữ được nêu rồi đánh dấu đã đọc."),
    "question_text_missing": _l("Xin ghi đủ câu hỏi và câu trả lời."),
    "question_text_long": _l("Xin viết ngắn hơn: tối đa %(most)s ký tự."),
    "matter_not_found": _l("Không có nhóm đơn này, hoặc không có quyền xem."),
}


def sign_words(code: str) -> str:
    """A sign in the current language."""
    return str(SIGNS[code])
