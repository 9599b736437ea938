"""The questions of screening in words; which of them a case raises is said by the rows of the law (triage*.toml).
Those that seldom matter stand folded away unless one of them is answered other than usual."""

from dataclasses import MISSING, fields
from typing import Any

from app.domain.triage import TriageFacts
from app.i18n.locale import lazy_gettext as _l

QUESTIONS: dict[str, tuple[str, Any]] = {
    # field of TriageFacts: group, words
    "is_competent": ("competence", _l("Thuộc thẩm quyền, trách nhiệm của cơ quan mình")),
    "is_outside_administration": ("competence", _l("Việc của tòa án, kiểm sát, Đảng, đoàn thể, doanh nghiệp")),
    "is_party_matter": ("competence", _l("Tố cáo đảng viên vi phạm điều lệ, quy định của Đảng")),
    "looks_like_petition": ("competence", _l("Thực chất là khiếu nại hoặc tố cáo")),
    "is_about_delay": ("competence", _l("Tố cáo tiếp vì cấp dưới quá hạn chưa giải quyết")),
    "earlier_settler_was_competent": ("competence", _l("Người đã giải quyết lần trước có thẩm quyền")),
    "has_ground_to_settle_again": (
        "conditions",
        _l("Có căn cứ giải quyết lại: kết luận sai, bỏ sót chứng cứ, áp dụng sai"),
    ),
    "is_named": ("form", _l("Có họ tên và địa chỉ người làm đơn")),
    "is_dated": ("form", _l("Có ngày, tháng, năm viết đơn")),
    "is_signed": ("form", _l("Có chữ ký hoặc điểm chỉ")),
    "is_in_vietnamese": ("form", _l("Viết bằng tiếng Việt, hoặc có bản dịch công chứng")),
    "has_content": ("form", _l("Nội dung rõ ràng")),
    "is_legible": ("form", _l("Đọc được, không rách nát, tẩy xóa")),
    "is_insulting": ("form", _l("Có lời lẽ xúc phạm, chống phá")),
    "concerns_own_rights": ("conditions", _l("Quyết định, hành vi liên quan trực tiếp đến quyền lợi của người đó")),
    "has_capacity": ("conditions", _l("Người làm đơn có năng lực hành vi, hoặc có người đại diện hợp pháp")),
    "representative_is_lawful": ("conditions", _l("Người đại diện, người được ủy quyền hợp pháp (nếu có)")),
    "has_group_representatives": ("conditions", _l("Nhiều người: đã có văn bản cử người đại diện")),
    "is_excluded_decision": (
        "conditions",
        _l("Quyết định nội bộ, văn bản quy phạm pháp luật, hoặc văn bản có bí mật nhà nước"),
    ),
    "has_justified_delay": ("conditions", _l("Chậm vì lý do chính đáng (ốm đau, thiên tai, công tác xa)")),
    "has_first_decision": ("conditions", _l("Lần hai: có quyết định lần đầu, hoặc lần đầu đã quá hạn")),
    "second_decision_exists": ("conditions", _l("Đã có quyết định giải quyết lần hai")),
    "was_stopped_not_resumed": ("conditions", _l("Đã đình chỉ, quá 30 ngày không khiếu nại tiếp")),
    "court_has_accepted": ("conditions", _l("Tòa án đã thụ lý hoặc đã có bản án")),
    "is_anonymous": ("conditions", _l("Nặc danh hoặc mạo danh")),
    "has_clear_evidence": ("conditions", _l("Nêu rõ người vi phạm, có tài liệu chứng cứ cụ thể")),
    "has_basis": ("conditions", _l("Có cơ sở để xác định người vi phạm và hành vi vi phạm")),
    "sent_to_many_incl_competent": ("before", _l("Gửi nhiều nơi, trong đó có cơ quan có thẩm quyền")),
    "was_guided_before": ("before", _l("Đã được hướng dẫn một lần về cùng nội dung")),
    "was_forwarded_by_body": ("before", _l("Do cơ quan khác chuyển đến")),
    "was_presented_in_person": ("before", _l("Đến trình bày trực tiếp")),
    "is_duplicate_of_open": ("before", _l("Trùng với vụ việc đang giải quyết")),
    "is_settled_effective": ("before", _l("Đã giải quyết, đã trả lời xong")),
    "has_new_facts": ("before", _l("Có tình tiết mới")),
    "is_overdue_below": ("before", _l("Thuộc cấp dưới và cấp dưới đã quá hạn")),
    "is_mixed": ("signs", _l("Có nhiều nội dung thuộc loại khác nhau")),
    "shows_crime": ("signs", _l("Có dấu hiệu tội phạm")),
    "is_urgent_damage": ("signs", _l("Sắp gây hậu quả khó khắc phục")),
    "is_heated": ("signs", _l("Gay gắt, phức tạp, đông người")),
    "has_originals": ("signs", _l("Kèm giấy tờ gốc")),
}

GROUPS = {
    "competence": _l("Thẩm quyền"),
    "form": _l("Hình thức đơn"),
    "conditions": _l("Điều kiện thụ lý"),
    "before": _l("Trước đó và nơi khác"),
    "signs": _l("Dấu hiệu cần lưu ý"),
}

RARE = frozenset(
    {
        *("is_in_vietnamese", "is_legible", "is_insulting", "is_excluded_decision", "second_decision_exists"),
        *("was_stopped_not_resumed", "has_capacity", "representative_is_lawful", "was_guided_before", "has_new_facts"),
        *("was_forwarded_by_body", "is_settled_effective", "is_overdue_below", "is_mixed", "shows_crime"),
        *("is_urgent_damage", "is_heated", "has_originals", "is_party_matter"),
    }
)
"""What most petitions do not raise."""

USUAL = {field.name: field.default for field in fields(TriageFacts) if field.default is not MISSING}
"""The good case: the answer that stands in nobody's way."""
