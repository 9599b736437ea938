"""Labels and sentences of the reception of citizens, in the words of the Law on Citizen Reception."""

from enum import Enum
from typing import Any

from app.domain.reception import vocabulary as v
from app.i18n.locale import lazy_gettext as _l

RECEPTION: dict[type[Enum], dict[Any, Any]] = {
    v.ReceptionMode: {
        v.ReceptionMode.REGULAR: _l("Thường xuyên"),
        v.ReceptionMode.PERIODIC: _l("Định kỳ"),
        v.ReceptionMode.AD_HOC: _l("Đột xuất"),
    },
    v.ReceptionForm: {
        v.ReceptionForm.OFFICE: _l("Tại nơi tiếp công dân"),
        v.ReceptionForm.ON_SITE: _l("Tại cơ sở"),
        v.ReceptionForm.ONLINE: _l("Trực tuyến"),
    },
    v.VisitOutcome: {
        v.VisitOutcome.PETITION: _l("Nhận đơn"),
        v.VisitOutcome.DOCUMENTS: _l("Nhận tài liệu"),
        v.VisitOutcome.GUIDED: _l("Hướng dẫn"),
        v.VisitOutcome.REFUSED: _l("Từ chối tiếp"),
        v.VisitOutcome.APPOINTMENT: _l("Hẹn gặp người đứng đầu"),
        v.VisitOutcome.HEARD: _l("Chỉ lắng nghe, giải thích"),
    },
    v.Sex: {
        v.Sex.MALE: _l("Nam"),
        v.Sex.FEMALE: _l("Nữ"),
    },
    v.Priority: {
        v.Priority.ELDERLY: _l("Người cao tuổi"),
        v.Priority.DISABLED: _l("Người khuyết tật"),
        v.Priority.PREGNANT: _l("Phụ nữ mang thai"),
        v.Priority.MERITORIOUS: _l("Người có công với cách mạng"),
        v.Priority.WITH_CHILD: _l("Người đi cùng trẻ nhỏ"),
    },
    v.TicketState: {
        v.TicketState.WAITING: _l("Đang chờ"),
        v.TicketState.CALLED: _l("Đã gọi"),
        v.TicketState.SERVED: _l("Đã tiếp"),
        v.TicketState.NO_SHOW: _l("Gọi mà không có mặt"),
    },
}

SENTENCES: dict[str, Any] = {
    "visit_incomplete": _l("Lượt tiếp còn chỗ phải điền."),
    "visit_not_found": _l("Không tìm thấy lượt tiếp này, hoặc không có quyền xem."),
    "visit_kind_missing": _l("Xin chọn loại việc."),
    "visitor_identity_missing": _l(
        "Xin ghi số giấy tờ: từ 01/07/2026 người đến tiếp xuất trình giấy tờ (Điều 12 Nghị định 154/2026/NĐ-CP)."
    ),
    "people_count_odd": _l("Số người có mặt phải từ 1 đến 5000."),
    "visit_in_future": _l("Giờ bắt đầu chưa đến. Xin kiểm tra ngày, giờ."),
    "visit_end_odd": _l("Giờ kết thúc phải sau giờ bắt đầu và không sau bây giờ."),
    "outcome_missing": _l("Xin chọn ít nhất một kết quả của lượt tiếp."),
    "refusal_ground_missing": _l("Xin chọn căn cứ từ chối có hiệu lực vào ngày tiếp."),
    "refused_and_taken": _l("Đã từ chối tiếp thì không nhận đơn trong cùng lượt. Xin chọn một trong hai."),
    "guided_to_missing": _l("Xin ghi cơ quan mà người dân được hướng dẫn đến."),
    "papers_missing": _l("Xin ghi ít nhất một tài liệu, mỗi dòng một tài liệu."),
    "appointment_time_missing": _l("Xin ghi ngày, giờ hẹn, sau giờ này."),
    "visit_not_sealed": _l("Lượt tiếp này không niêm phong."),
    "sealed_visit_closed": _l("Lượt tiếp tố cáo đã niêm phong, không ghi thêm người được. Xin lập lượt mới."),
    "result_day_odd": _l("Ngày báo kết quả phải từ ngày tiếp đến hôm nay."),
    "correction_reason_missing": _l("Xin ghi vì sao đính chính."),
    "ticket_not_found": _l("Không tìm thấy số này trong phòng chờ hôm nay."),
    "no_such_refusal_ground": _l("Vào ngày đó luật không có căn cứ từ chối này."),
    "no_such_letter": _l("Vào ngày đó chưa có mẫu giấy này."),
    "phrase_not_fit": _l("Tên câu mẫu dài nhất 80 ký tự, câu mẫu dài nhất 4000 ký tự; cả hai đều phải có."),
    "phrases_full": _l("Đã có 100 câu mẫu. Xin bỏ bớt câu không dùng rồi thêm."),
    "phrase_not_found": _l("Câu mẫu này không còn."),
    "letter_not_of_visit": _l("Lượt tiếp này không có giấy đó."),
    "sheet_unreadable": _l("Không đọc được tệp. Xin dùng tệp XLSX hoặc CSV, cột đầu là họ tên."),
    "seal_locked": _l("Khóa niêm phong chưa mở trong trình duyệt này. Xin đăng nhập lại bằng mật khẩu."),
    "seal_not_given": _l("Lượt tiếp này không niêm phong cho khóa của anh chị."),
    "sealing_not_ready": _l("Cơ quan chưa có ai giữ khóa niêm phong, chưa nhận được tố cáo trên máy. Xin ghi sổ giấy."),
    "register_whole_not_yours": _l("Chỉ nơi giữ sổ mới lấy được sổ có đủ số giấy tờ, địa chỉ."),
    "period_odd": _l("Ngày đầu kỳ phải trước ngày cuối kỳ."),
    "export_format_unknown": _l("Xin chọn PDF, XLSX hoặc CSV."),
    "export_too_long": _l("Sổ của kỳ này dài quá %(most)s mục cho loại tệp đó. Xin chọn kỳ ngắn hơn, hoặc XLSX."),
    "export_not_found": _l("Không tìm thấy tệp này, hoặc đã quá một ngày."),
    "list_name_missing": _l("Thiếu họ tên ở đầu dòng."),
    "list_number_odd": _l("Số giấy tờ hoặc điện thoại chưa đúng: căn cước 12 số, chứng minh 9 số, điện thoại 10 số."),
    "list_too_long": _l("Danh sách dài quá 400 dòng. Xin chia làm nhiều lần."),
    "group_head_receives": _l(
        "Người đứng đầu cơ quan, hoặc Trưởng Ban Tiếp công dân, tiếp người đại diện hoặc cử người tiếp ngay."
    ),
    "group_several_bodies": _l(
        "Việc phức tạp, liên quan nhiều cơ quan: chủ trì, mời các cơ quan đó và UBND nơi đoàn đến cùng tiếp."
    ),
    "group_disorder": _l("Nếu mất trật tự: báo Công an để giữ an ninh nơi tiếp công dân."),
    "group_commune": _l("Cấp xã: Chủ tịch UBND xã chủ trì hoặc phân công, mời Mặt trận xã; Công an xã giữ trật tự."),
    "same_person": _l("Cùng số giấy tờ"),
    "same_phone": _l("Cùng số điện thoại"),
    "same_decision": _l("cùng quyết định bị khiếu nại"),
    "same_respondent": _l("cùng cơ quan bị khiếu nại"),
    "same_request": _l("cùng yêu cầu"),
}
"""Why something is refused, what the law asks at once, and why two petitions may be the same (procedure.md 3.4)."""
