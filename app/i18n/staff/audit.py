"""Labels of inspection rounds, samples and findings, and what is said when something is refused."""

from enum import Enum
from typing import Any

from app.domain.oversight import vocabulary as v
from app.i18n.locale import lazy_gettext as _l

AUDIT: dict[type[Enum], dict[Any, Any]] = {
    v.RoundKind: {
        v.RoundKind.INSPECTION: _l("Thanh tra trách nhiệm"),
        v.RoundKind.CHECK: _l("Kiểm tra hồ sơ"),
    },
    v.RoundState: {
        v.RoundState.PLANNED: _l("Đang lập kế hoạch"),
        v.RoundState.UNDER_WAY: _l("Đang tiến hành"),
        v.RoundState.CONCLUDED: _l("Đã kết luận"),
    },
    v.Method: {v.Method.RANDOM: _l("Ngẫu nhiên"), v.Method.RISK: _l("Theo rủi ro")},
    v.Progress: {
        v.Progress.EVERY: _l("Tất cả"),
        v.Progress.OPEN: _l("Chưa kết thúc"),
        v.Progress.CLOSED: _l("Đã kết thúc"),
    },
    v.Risk: {
        v.Risk.LATE_NOW: _l("Đang quá hạn"),
        v.Risk.UNHANDLED: _l("Trên 45 ngày chưa xử lý"),
        v.Risk.REVOKED: _l("Quyết định bị thu hồi"),
        v.Risk.MISSED: _l("Từng trễ thời hạn"),
        v.Risk.SECOND_INSTANCE: _l("Có khiếu nại lần hai"),
        v.Risk.REMINDED: _l("Từng bị đôn đốc"),
        v.Risk.GROUP: _l("Đông người"),
        v.Risk.LONG: _l("Kéo dài trên 90 ngày"),
        v.Risk.DISSATISFIED: _l("Người dân không hài lòng"),
    },
    v.Severity: {
        v.Severity.MINOR: _l("Thiếu sót"),
        v.Severity.BREACH: _l("Vi phạm"),
        v.Severity.SERIOUS: _l("Vi phạm nghiêm trọng"),
    },
    v.FindingState: {
        v.FindingState.DRAFT: _l("Bản nháp"),
        v.FindingState.SENT: _l("Chờ trả lời"),
        v.FindingState.ANSWERED: _l("Đã trả lời, chờ thanh tra xem"),
        v.FindingState.RETURNED: _l("Bị trả lại, chờ trả lời lại"),
        v.FindingState.ACCEPTED: _l("Đã chấp nhận, chờ khắc phục xong"),
        v.FindingState.DONE: _l("Đã khắc phục"),
        v.FindingState.WITHDRAWN: _l("Đã rút"),
    },
    v.FindingStep: {
        v.FindingStep.WRITE: _l("Ghi phát hiện"),
        v.FindingStep.SEND: _l("Gửi người đứng đầu"),
        v.FindingStep.ANSWER: _l("Trả lời"),
        v.FindingStep.RETURN: _l("Trả lại"),
        v.FindingStep.ACCEPT: _l("Chấp nhận"),
        v.FindingStep.WITHDRAW: _l("Rút"),
    },
}

AUDIT_SENTENCES: dict[str, Any] = {
    "round_not_found": _l("Không tìm thấy cuộc thanh tra, kiểm tra này, hoặc không có quyền xem."),
    "round_not_so": _l("Việc này không làm được ở giai đoạn hiện nay của cuộc. Xin tải lại trang."),
    "round_not_yours": _l("Chỉ người lập và trưởng đoàn được sửa kế hoạch, thành phần của cuộc này."),
    "round_not_your_team": _l("Chỉ thành viên của đoàn được rút mẫu, mở hồ sơ và ghi phát hiện."),
    "round_not_your_lead": _l("Chỉ trưởng đoàn được ký kết luận."),
    "round_needs_plan": _l("Chưa đủ căn cứ, số và ngày của quyết định hoặc kế hoạch. Xin ghi trước khi bắt đầu."),
    "round_needs_body": _l("Xin thêm ít nhất một cơ quan được thanh tra, kiểm tra."),
    "round_needs_leader": _l("Đoàn phải có trưởng đoàn. Xin chọn người khác làm trưởng đoàn trước."),
    "round_incomplete": _l("Kế hoạch còn chỗ cần sửa."),
    "round_name_missing": _l("Xin ghi tên cuộc, từ 5 đến 200 ký tự."),
    "round_ground_missing": _l("Xin ghi căn cứ tiến hành: luật, kế hoạch, chỉ đạo; đến 2.000 ký tự."),
    "round_plan_ahead": _l("Ngày ký quyết định chưa đến. Xin kiểm tra lại."),
    "round_period_missing": _l("Xin ghi ngày đầu và ngày cuối của thời kỳ được xem xét."),
    "round_period_ahead": _l("Thời kỳ được xem xét phải bắt đầu trước hôm nay."),
    "round_body_unknown": _l("Xin chọn một cơ quan của cuộc, đã có trong thời kỳ được xem xét."),
    "round_body_there": _l("Cơ quan này đã có trong cuộc."),
    "member_unknown": _l("Xin chọn một người đang giữ chức vụ tại cơ quan thanh tra."),
    "member_there": _l("Người này đã ở trong đoàn."),
    "member_worked_there": _l(
        "Người này đã làm việc tại một cơ quan được xem xét, trong thời kỳ ấy hoặc sau đó, nên không tham gia được."
    ),
    "member_took_part": _l("Người này đã tham gia giải quyết một hồ sơ trong mẫu, nên không vào đoàn được."),
    "inspector_took_part": _l("Bạn đã tham gia giải quyết hồ sơ này. Thành viên khác của đoàn sẽ xem nó."),
    "samples_too_many": _l("Một cuộc có nhiều nhất %(most)s lần rút mẫu."),
    "sample_size_odd": _l("Số hồ sơ từ 1 đến %(most)s."),
    "sample_not_found": _l("Không tìm thấy mẫu này trong cuộc."),
    "nothing_to_draw": _l("Không có hồ sơ nào để rút với lựa chọn này. Xin chọn rộng hơn."),
    "inspection_finding_not_found": _l("Không tìm thấy phát hiện này, hoặc không có quyền xem."),
    "finding_not_so": _l("Phát hiện này không còn ở bước cho phép làm việc đó. Xin tải lại trang."),
    "finding_incomplete": _l("Phát hiện còn chỗ cần sửa."),
    "finding_words_missing": _l("Xin ghi rõ hơn, ít nhất 5 ký tự."),
    "finding_what_missing": _l("Xin ghi rõ việc làm chưa đúng, ít nhất 5 ký tự."),
    "finding_remedy_missing": _l("Xin ghi rõ biện pháp phải thực hiện, ít nhất 5 ký tự."),
    "finding_severity_missing": _l("Xin chọn mức độ."),
    "finding_due_odd": _l("Xin ghi hạn khắc phục, một ngày sau hôm nay."),
    "finding_due_over": _l("Hạn khắc phục đã qua. Xin sửa bản nháp, đặt hạn mới rồi gửi."),
    "finding_article_unknown": _l("Điều luật này không có trong danh mục. Xin chọn lại hoặc tự ghi."),
    "finding_law_missing": _l("Xin chọn điều luật, hoặc tự ghi điều, khoản bị vi phạm."),
    "finding_no_head": _l("Chưa xác định được người đứng đầu để nhận. Xin báo người quản trị ghi chức vụ trước."),
    "finding_day_odd": _l("Ngày khắc phục xong không sau hôm nay và không trước ngày bắt đầu cuộc."),
    "round_conclusion_missing": _l("Xin ghi nội dung kết luận, ít nhất 20 ký tự."),
    "round_conclusion_day_odd": _l("Ngày kết luận không trước ngày bắt đầu cuộc và không sau hôm nay."),
    "findings_unsent": _l("Còn phát hiện chưa gửi. Xin gửi hoặc rút hết bản nháp rồi ký kết luận."),
}
