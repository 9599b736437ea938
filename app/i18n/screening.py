"""What stands for or against a petition: the reason codes of screening rows (lawbook/*/triage*.toml) as sentences
for the officer."""

from typing import Any

from app.i18n.locale import lazy_gettext as _l

SCREENING: dict[str, Any] = {
    # nothing against it
    "conditions_met": _l("Đủ điều kiện thụ lý."),
    "responsible": _l("Thuộc trách nhiệm của cơ quan: xử lý và trả lời."),
    # form
    "not_in_vietnamese": _l("Đơn không viết bằng tiếng Việt và không có bản dịch công chứng."),
    "not_dated": _l("Đơn không ghi ngày."),
    "not_named": _l("Đơn không có họ tên, địa chỉ người làm đơn."),
    "not_signed": _l("Đơn không có chữ ký hoặc điểm chỉ."),
    "no_content": _l("Đơn không rõ nội dung."),
    "illegible": _l("Đơn rách nát, tẩy xóa, không đọc được."),
    "insulting": _l("Đơn có lời lẽ xúc phạm hoặc chống phá."),
    "not_in_legal_form": _l("Tố cáo không đúng hình thức luật định."),
    "anonymous": _l("Tố cáo nặc danh hoặc mạo danh: không xử lý theo Luật Tố cáo."),
    "used_as_information": _l("Không có người gửi: chỉ dùng làm thông tin."),
    "inspect_as_information": _l("Nặc danh nhưng rõ người, rõ chứng cứ: kiểm tra, hoặc chuyển nơi có thẩm quyền."),
    # competence
    "not_competent": _l("Không thuộc thẩm quyền của cơ quan: chuyển hoặc hướng dẫn đến đúng nơi."),
    "not_competent_in_person": _l("Không thuộc thẩm quyền, người tố cáo đến trực tiếp: hướng dẫn tại chỗ."),
    "not_competent_forwarded": _l("Không thuộc thẩm quyền, do cơ quan khác chuyển đến: trả lại nơi chuyển, nêu lý do."),
    "not_competent_sent_to_many": _l("Không thuộc thẩm quyền và đã gửi cả nơi có thẩm quyền: lưu đơn."),
    "guided_before": _l("Đã hướng dẫn một lần về cùng nội dung: lưu đơn."),
    "outside_administration": _l("Việc của tòa án, kiểm sát, Đảng, đoàn thể hoặc doanh nghiệp: theo luật riêng."),
    "tell_the_forwarder": _l("Cơ quan khác chuyển đến: phải báo cho nơi chuyển biết kết quả."),
    "tell_the_front": _l("Mặt trận, đoàn thể chuyển đến: báo kết quả trong 7 ngày sau khi có quyết định."),
    "overdue_below": _l("Thuộc cấp dưới và đã quá hạn ở đó: báo người đứng đầu để đôn đốc."),
    # complaint, LKN Đ11
    "excluded_decision": _l("Quyết định, hành vi không thuộc đối tượng khiếu nại."),
    "not_own_rights": _l("Quyết định, hành vi không liên quan trực tiếp đến quyền lợi của người khiếu nại."),
    "no_capacity": _l("Người làm đơn không đủ năng lực hành vi và không có người đại diện hợp pháp."),
    "unlawful_representative": _l("Người đại diện không hợp pháp."),
    "no_group_representative": _l("Nhiều người khiếu nại nhưng chưa cử người đại diện."),
    "too_late": _l("Đã hết thời hiệu, thời hạn khiếu nại mà không có lý do chính đáng."),
    "second_decision_exists": _l("Đã có quyết định giải quyết khiếu nại lần hai."),
    "stopped_not_resumed": _l("Đã đình chỉ, quá 30 ngày không tiếp tục khiếu nại."),
    "court_has_accepted": _l("Tòa án đã thụ lý hoặc đã giải quyết."),
    "no_first_decision": _l("Chưa có quyết định lần đầu và lần đầu chưa quá hạn."),
    # denunciation
    "no_basis": _l("Không có cơ sở xác định người vi phạm, hành vi vi phạm."),
    "complaint_again_as_denunciation": _l(
        "Tố cáo chính người đã giải quyết khiếu nại của mình mà không có chứng cứ mới: không thụ lý."
    ),
    "party_matter": _l("Người bị tố cáo là đảng viên, vi phạm quy định của Đảng: chuyển cơ quan của Đảng."),
    "add_to_verification": _l("Trùng vụ việc đang giải quyết nhưng có tình tiết mới: bổ sung vào nội dung xác minh."),
    "repeat_denunciation": _l("Đã giải quyết nhưng có tình tiết mới: xem xét theo thủ tục tố cáo tiếp."),
    # repeated denunciation
    "lower_level_overdue": _l("Cấp dưới quá hạn chưa giải quyết: yêu cầu cấp dưới báo cáo trong 05 ngày làm việc."),
    "earlier_settler_not_competent": _l("Người giải quyết trước không đúng thẩm quyền: thụ lý theo thẩm quyền."),
    "settled_lawfully": _l("Việc giải quyết trước đúng pháp luật: không giải quyết lại, thông báo lý do."),
    "ground_to_settle_again": _l("Có căn cứ cho rằng giải quyết trước không đúng: thụ lý để giải quyết lại."),
    # discipline
    "must_be_written": _l("Khiếu nại quyết định kỷ luật phải bằng đơn: hướng dẫn viết đơn."),
    # field reports
    "asks_for_a_petition": _l("Đây là khiếu nại hoặc tố cáo: hướng dẫn gửi đơn có chữ ký; tố cáo thì không công khai."),
    # what was before
    "duplicate_of_open": _l("Trùng với vụ việc đang giải quyết: gộp vào đó, không có thời hạn mới."),
    "settled_nothing_new": _l("Đã giải quyết xong, không có tình tiết mới: giải thích và lưu đơn."),
    "settled_new_facts": _l("Đã giải quyết nhưng có tình tiết mới: báo người đứng đầu xem xét lại."),
    "answered_nothing_new": _l("Đã trả lời, không có gì mới: lưu đơn."),
    # to mind besides
    "mixed_contents": _l("Nhiều nội dung khác loại: hướng dẫn công dân tách thành đơn riêng."),
    "crime_signs": _l("Có dấu hiệu tội phạm: chuyển ngay cơ quan điều tra, viện kiểm sát."),
    "pass_on_crime_signs": _l("Có dấu hiệu tội phạm: chuyển thông tin cho cơ quan điều tra."),
    "urgent_damage": _l("Sắp gây hậu quả khó khắc phục: xem xét biện pháp ngăn chặn ngay."),
    "heated": _l("Việc phức tạp, gay gắt: báo người đứng đầu ngay."),
    "return_originals": _l("Có giấy tờ gốc: trả lại cùng thông báo nếu không thụ lý."),
}


def sentence(reason: str) -> str:
    """The sentence in the current language; empty for a code without one."""
    return str(SCREENING.get(reason, ""))
