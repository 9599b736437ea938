"""Reason codes of refusals as sentences: what happened and what to do next. A test demands one for every code."""

from collections.abc import Mapping
from typing import Any

from app.domain.refusals import Refusal
from app.i18n.accounts import ACCOUNT_SENTENCES
from app.i18n.impartiality import NO_PART
from app.i18n.locale import lazy_gettext as _l
from app.i18n.reception import SENTENCES
from app.i18n.reception_days import DAY_SENTENCES
from app.i18n.sealing import SEALED
from app.i18n.staff.audit import AUDIT_SENTENCES
from app.i18n.staff.escalation import ESCALATION_SENTENCES
from app.i18n.staff.likeness import LIKENESS_SENTENCES
from app.i18n.telling.citizens import NOTICE_SENTENCES

REASONS: dict[str, Any] = {
    **ACCOUNT_SENTENCES,
    **SENTENCES,
    **DAY_SENTENCES,
    **ESCALATION_SENTENCES,
    **AUDIT_SENTENCES,
    **LIKENESS_SENTENCES,
    **NOTICE_SENTENCES,
    **SEALED,
    **NO_PART,
    "case_not_found": _l("Không tìm thấy vụ việc này, hoặc không có quyền xem."),
    "question_not_found": _l("Không có câu hỏi này, hoặc đã được rút."),
    "search_empty": _l("Xin gõ điều cần tìm."),
    "search_too_long": _l("Xin gõ ngắn hơn: tối đa %(most)s ký tự."),
    "searches_too_many": _l("Đã lưu %(most)s lần tìm. Xin bỏ bớt một lần tìm cũ trước."),
    "search_not_found": _l("Không có lần tìm này, hoặc đã quá một ngày. Xin tìm lại."),
    "action_not_yours": _l("Việc này không thuộc quyền của tài khoản đang dùng."),
    # the case and the step
    # offices
    "office_not_found": _l("Không có chức vụ này, hoặc không thuộc cơ quan đang phụ trách."),
    "ends_before_it_begins": _l("Ngày kết thúc trước ngày bắt đầu. Xin xem lại hai ngày."),
    "only_heads_are_acting": _l("Chỉ có quyền người đứng đầu. Xin chọn vai trò Người đứng đầu, hoặc cách giữ khác."),
    "deputy_is_no_head": _l(
        "Cấp phó không mang vai trò Người đứng đầu: xin chọn vai trò khác; người đứng đầu phân công ký thay sau."
    ),
    "body_not_there_then": _l("Vào ngày bắt đầu, cơ quan này chưa có hoặc đã kết thúc."),
    "office_held_already": _l("Người này đang giữ chức vụ như vậy tại cơ quan trong thời gian đó."),
    "head_in_office": _l(
        "%(name)s đang là người đứng đầu trong thời gian đó. Xin kết thúc chức vụ ấy trước, rồi ghi người mới."
    ),
    "successor_not_here": _l("Xin chọn một người khác đang giữ chức vụ tại chính cơ quan này."),
    "taker_not_here": _l("Người được giao phải đang giữ chức vụ tại cơ quan này và không phải là người đứng đầu."),
    "capacity_unknown": _l("Xin chọn ký thay, thừa lệnh hoặc thừa ủy quyền."),
    "capacity_of_deputies": _l("Ký thay (KT.) chỉ dành cho cấp phó; thừa lệnh, thừa ủy quyền dành cho người khác."),
    "delegation_before_paper": _l("Văn bản không có hiệu lực trước ngày ký."),
    "authority_needs_end": _l("Thừa ủy quyền phải có ngày kết thúc."),
    "category_unknown": _l("Lĩnh vực này không có trong danh mục."),
    "delegation_not_found": _l("Không có văn bản phân công này ở cơ quan."),
    "delegation_withdrawn": _l("Văn bản này đã được thu lại trước đó."),
    "administrator_exists": _l("Đã có người quản trị. Tài khoản khác do người quản trị ấy tạo."),
    "body_not_found": _l("Không có cơ quan này."),
    "body_code_taken": _l("Mã này đang dùng cho một cơ quan khác vào ngày bắt đầu. Xin kết thúc cơ quan ấy trước."),
    "body_needs_a_beginning": _l("Xin ghi ngày cơ quan bắt đầu."),
    "successor_body_unknown": _l("Không có cơ quan kế nhiệm nào mang mã này."),
    "unit_unknown": _l("Không có đơn vị hành chính này vào ngày bắt đầu."),
    "ground_missing": _l("Xin ghi căn cứ: số, ngày, cơ quan ban hành văn bản."),
    "must_be_personal": _l("Việc này người đứng đầu phải tự làm, không giao ký thay được."),
    "capacity_not_enough": _l("Văn bản phân công đang có không cho ký việc này. Xin trình người đứng đầu."),
    "office_not_yours": _l("Bước này do người có thẩm quyền khác thực hiện."),
    "wrong_state": _l("Vụ việc không còn ở bước cho phép làm việc này. Xin tải lại trang để xem tình trạng mới."),
    "not_in_law": _l("Theo quy định có hiệu lực vào ngày này, không có bước đó."),
    "clock_not_running": _l("Thời hạn này không đang chạy, nên không gia hạn hay tạm dừng được."),
    "sealed_stays_sealed": _l("Đơn tố cáo đã tiếp nhận luôn được giữ kín, không đổi sang loại khác được."),
    "dialogue_held": _l("Phải tổ chức đối thoại trước khi ra quyết định."),
    "dialogue_held_or_excused": _l(
        "Phải tổ chức đối thoại, hoặc lập biên bản về việc vắng mặt không có lý do chính đáng, trước khi ra quyết định."
    ),
    "dialogue_held_or_not_needed": _l(
        "Kết quả xác minh còn khác yêu cầu của người khiếu nại, nên phải tổ chức đối thoại trước khi ra quyết định."
    ),
    "dialogue_held_excused_or_not_needed": _l(
        "Kết quả xác minh còn khác yêu cầu của người khiếu nại: phải đối thoại, "
        "hoặc lập biên bản về việc vắng mặt không có lý do chính đáng."
    ),
    "absence_recorded": _l("Chưa có biên bản về việc vắng mặt không có lý do chính đáng."),
    "findings_match_request": _l("Chỉ bỏ qua đối thoại khi kết quả xác minh khớp với yêu cầu của người khiếu nại."),
    "no_second_instance": _l("Đã có khiếu nại lần hai về vụ việc này."),
    "second_instance_open": _l("Chưa có khiếu nại lần hai về vụ việc này."),
    "window_closed": _l(
        "Quyết định chưa có hiệu lực: thời hạn khiếu nại tiếp chưa hết, hoặc chưa có ngày giao quyết định."
    ),
    "settlement_overdue": _l("Thời hạn giải quyết chưa hết."),
    "settlement_not_overdue": _l("Thời hạn giải quyết đã hết, nên không gia hạn được nữa."),
    "not_yet_complex": _l("Thời hạn của vụ việc này đã được gia hạn."),
    "not_yet_served": _l("Quyết định đã được giao cho người khiếu nại."),
    "not_yet_published": _l("Quyết định đã được công khai."),
    "published": _l("Phải công khai quyết định trước khi kết thúc vụ việc."),
    "order_unsent": _l("Quyết định tạm đình chỉ, tiếp tục giải quyết đã được gửi, hoặc không có."),
    "decision_revoked": _l("Quyết định giải quyết lần đầu chưa bị thu hồi."),
    "decided": _l("Chưa có quyết định giải quyết."),
    "undecided": _l("Đã có quyết định giải quyết."),
    "extended_once": _l("Chỉ gia hạn lần hai sau khi đã gia hạn một lần; gia hạn nhiều nhất hai lần."),
    "documents_awaited": _l("Không có yêu cầu cung cấp tài liệu nào đang chờ."),
    "no_documents_awaited": _l("Đã yêu cầu cung cấp tài liệu và đang chờ."),
    "not_before_court": _l("Tòa án đã thụ lý việc này."),
    "dismissal": _l("Chỉ quyết định buộc thôi việc mới kiện ra Tòa án được."),
    "competence_open": _l("Đã xác định vụ việc thuộc thẩm quyền của cơ quan."),
    "competence_settled": _l("Chưa xác định vụ việc thuộc thẩm quyền của cơ quan."),
    "transfer_still_due": _l("Đã xác định thẩm quyền, không còn thời hạn chuyển đơn."),
    "not_yet_elsewhere": _l("Thời hạn kiểm tra ban đầu đã được kéo dài."),
    "evident": _l("Chỉ xử lý ngay khi nội dung rõ ràng, chứng cứ cụ thể, có cơ sở để xử lý."),
    "acceptance_unnotified": _l("Đã thông báo việc thụ lý."),
    "expert_at_work": _l("Không có trưng cầu giám định nào đang chờ kết luận."),
    "no_expert_at_work": _l("Đang chờ kết luận giám định; xin ghi nhận kết luận giám định trước."),
    "withdrawn": _l("Tố cáo chưa được rút."),
    "not_yet_withdrawn": _l("Tố cáo đã được rút."),
    "conclusion_unsent": _l("Kết luận nội dung tố cáo đã được gửi."),
    "conclusion_sent": _l("Phải gửi kết luận nội dung tố cáo trước."),
    "result_unrecorded": _l("Kết quả xử lý đã được ghi."),
    "result_unreported": _l("Chưa ghi kết quả xử lý theo kết luận."),
    "about_delay": _l("Tố cáo tiếp này không phải vì cấp dưới quá hạn."),
    "about_result": _l("Tố cáo tiếp này là vì cấp dưới quá hạn."),
    "suspended_from_known": _l("Không rõ vụ việc bị tạm đình chỉ từ bước nào; xin báo người quản trị."),
    "cannot_join": _l("Không gộp được: vụ việc kia đã kết thúc, thuộc cơ quan khác, hoặc chính là vụ việc này."),
    "cannot_join_kinds": _l("Chỉ gộp các đơn cùng loại; đơn tố cáo luôn được giữ riêng."),
    "transfer_back_and_forth": _l(
        "Cơ quan này vừa chuyển đơn đến; nếu cho rằng không thuộc thẩm quyền, hãy trình cấp trên."
    ),
    "denouncer_named": _l(
        "Không rõ họ tên, địa chỉ người tố cáo hoặc mạo danh thì không thụ lý theo Luật Tố cáo. Rõ người vi phạm,"
        " có chứng cứ cụ thể thì cơ quan tự thanh tra, kiểm tra, hoặc chuyển đơn đến nơi có thẩm quyền thanh tra, kiểm"
        " tra."
    ),
    "officer_not_here": _l("Người được giao phải là cán bộ đang làm việc tại cơ quan này."),
    "discipline_in_writing": _l(
        "Khiếu nại quyết định kỷ luật phải bằng đơn (Điều 49 Luật Khiếu nại): xin hướng dẫn người khiếu nại viết đơn."
    ),
    "earlier_settler_missing": _l("Xin chọn cơ quan đã nhận tố cáo lần trước."),
    "cannot_split_joined": _l("Vụ việc đã gộp nhiều đơn, không tách được: hãy xử lý từng nội dung trong vụ việc."),
    "split_needs_parts": _l("Phải tách thành ít nhất hai đơn, nhiều nhất năm đơn."),
    "split_carries_denunciation": _l(
        "Phần này còn nguyên câu của phần tố cáo. Hãy cắt bỏ: phần tố cáo được niêm phong, phần này thì không."
    ),
    "earlier_case_unknown": _l("Không có vụ tố cáo nào mang số này ở cơ quan đã chọn. Không chắc thì để trống."),
    "not_to_be_denounced_again": _l(
        "Vụ việc này chưa kết luận và chưa quá hạn, hoặc đã có tố cáo tiếp: chưa phải là tố cáo tiếp."
    ),
    "same_kind": _l("Đơn đã thuộc loại này rồi."),
    "target_missing": _l("Xin chọn cơ quan nhận."),
    "target_unknown": _l("Không có cơ quan này vào ngày đó. Xin chọn lại."),
    "target_is_party": _l("Không chuyển được: cơ quan này liên quan đến người bị tố cáo, bị khiếu nại."),
    "no_reception_board": _l("Chưa có Ban Tiếp công dân trong danh mục cơ quan; xin báo người quản trị."),
    "nothing_to_rate": _l("Vụ việc chưa có kết quả để đánh giá."),
    "no_decision": _l("Vụ việc chưa có quyết định."),
    "nothing_proposed": _l("Chưa có đề xuất nào để duyệt."),
    "taken_by_another": _l("Đồng nghiệp khác vừa nhận việc này."),
    # documents and dates
    "document_in_future": _l("Ngày của văn bản chưa đến."),
    "document_before_petition": _l("Ngày của văn bản sớm hơn ngày nhận đơn."),
    "dialogue_before_invitation": _l("Ngày đối thoại phải sau ngày mời."),
    "served_before_decision": _l("Ngày giao không thể sớm hơn ngày ra quyết định."),
    "number_missing": _l("Xin nhập số văn bản."),
    "reason_missing": _l("Xin nêu lý do; người làm đơn sẽ đọc câu này."),
    "place_missing": _l("Xin nhập địa điểm."),
    "minutes_missing": _l("Xin nhập nội dung biên bản."),
    "findings_missing": _l("Xin nhập kết quả xác minh."),
    "assignment_missing": _l("Xin nêu ai phải thi hành việc gì."),
    "score_unknown": _l("Xin chọn một mức hài lòng."),
    "text_missing": _l("Xin viết nội dung."),
    # the petition
    "petition_incomplete": _l("Đơn còn thiếu hoặc chưa đúng ở vài mục. Xin xem các mục được đánh dấu."),
    "name_missing": _l("Xin ghi họ tên người làm đơn, hoặc tên tổ chức."),
    "address_missing": _l("Xin ghi địa chỉ; cơ quan gửi văn bản trả lời đến đó."),
    "contact_missing": _l("Xin để lại số điện thoại hoặc thư điện tử để cơ quan liên hệ."),
    "agent_without_principal": _l("Xin ghi cả người đã ủy quyền."),
    "representative_missing": _l("Nhiều người cùng làm đơn thì phải cử người đại diện. Xin đánh dấu người đại diện."),
    "too_many_representatives": _l(
        "Quá nhiều người đại diện: từ 10 người trở xuống cử 1 hoặc 2, đông hơn cử tối đa 5."
    ),
    "too_many_parties": _l("Quá nhiều người trong một đơn. Xin ghi những người đầu và đính kèm danh sách."),
    "organisation_cannot_denounce": _l("Tố cáo là quyền của cá nhân. Tổ chức có thể gửi kiến nghị, phản ánh."),
    "agent_cannot_denounce": _l("Tố cáo không ủy quyền được; người tố cáo phải tự làm đơn."),
    "content_missing": _l("Xin viết nội dung, ít nhất một câu."),
    "content_too_long": _l("Nội dung quá dài. Xin viết gọn lại, hoặc đính kèm phần còn lại thành tệp."),
    "request_missing": _l("Xin ghi yêu cầu cơ quan giải quyết điều gì."),
    "respondent_body_missing": _l("Xin chọn cơ quan đã ra quyết định hoặc có việc làm bị khiếu nại."),
    "denounced_missing": _l("Xin ghi người hoặc cơ quan bị tố cáo."),
    "unit_missing": _l("Xin chọn xã, phường nơi xảy ra sự việc."),
    "date_in_future": _l("Ngày này chưa đến. Xin kiểm tra lại."),
    "act_date_missing": _l("Xin ghi ngày của quyết định hoặc hành vi bị khiếu nại."),
    "known_date_missing": _l("Xin ghi ngày nhận được hoặc biết về quyết định, việc làm đó."),
    "known_before_act": _l("Ngày biết không thể sớm hơn ngày của quyết định, hành vi."),
    "written_after_receipt": _l("Ngày viết đơn không thể sau ngày nhận đơn."),
    "posted_after_receipt": _l("Ngày dấu bưu điện không thể sau ngày nhận đơn."),
    "attachment_not_found": _l("Không tìm thấy tệp này."),
    "reopening_over": _l("Đã hết thời gian đề nghị mở lại. Vẫn có thể gửi đơn mới."),
    "joined_cannot_withdraw": _l(
        "Đơn này đã gộp vào vụ việc của nhiều người; xin liên hệ cơ quan đang giải quyết để rút."
    ),
    # the law has no single answer: a person decides
    "no_regime": _l("Chưa có quy định được nhập cho ngày này; cần người xem xét."),
    "limit_in_another_law": _l("Luật dẫn sang văn bản khác, chưa có số ngày ở đây; cần người tra: %(look_in)s."),
    "no_time_limit": _l("Không tìm thấy quy định về thời hạn cho trường hợp này; cần người xem xét."),
    "two_time_limits": _l("Có hai quy định về thời hạn cùng áp dụng; cần người xem xét."),
    "no_competence_row": _l("Không tìm thấy quy định về thẩm quyền cho trường hợp này; cần người xem xét."),
    "two_competence_rows": _l("Có hai quy định về thẩm quyền cùng áp dụng; cần người xem xét."),
    "settler_not_found": _l("Chưa xác định được cơ quan có thẩm quyền; cần người xem xét."),
    "no_such_rule": _l("Không tìm thấy quy định mà vụ việc đã dùng; xin báo người quản trị."),
    "no_opening_step": _l("Chưa có quy định về bước đầu cho loại việc này vào ngày đó."),
    "two_transitions": _l("Có hai quy định cùng áp dụng cho bước này; cần người xem xét."),
    # the calendar
    "exception_not_found": _l("Không có ngày nghỉ, ngày làm bù này trong danh sách."),
    "exception_decided": _l("Đã có người xác nhận hoặc rút ngày này trước bạn. Xin tải lại trang để xem."),
    "exception_not_confirmed": _l("Ngày này chưa được xác nhận nên chưa dời hạn nào được."),
    "calendar_day_taken": _l("Ngày này đã có trong danh sách; xin xem mục đó, hoặc rút nó trước."),
    "calendar_day_too_early": _l("Ngày này sớm hơn mọi quy định mà hệ thống biết."),
    "calendar_name_missing": _l("Xin ghi tên ngày, ví dụ: Nghỉ bù Quốc khánh."),
    "calendar_ground_missing": _l("Xin ghi số, ngày và cơ quan ban hành văn bản làm căn cứ."),
    "calendar_reason_missing": _l("Xin nêu lý do; lý do được lưu cùng mỗi thời hạn bị dời."),
    # attachments
    "file_empty": _l("Tệp này trống. Xin chọn tệp khác."),
    "file_too_large": _l("Tệp này lớn hơn %(megabytes)s MB. Xin gửi tệp nhỏ hơn, hoặc ảnh có độ phân giải thấp hơn."),
    "file_type_refused": _l("Hệ thống không nhận loại tệp này. Xin gửi PDF, ảnh, Word, Excel, âm thanh hoặc video."),
    "file_damaged": _l("Tệp này bị hỏng hoặc thiếu nội dung nên không mở được. Xin lưu lại rồi gửi tệp mới."),
    "file_bomb": _l("Tệp này nén quá nhiều dữ liệu nên không an toàn để mở. Xin gửi từng tệp riêng, không nén."),
    "image_too_large": _l("Ảnh này quá lớn (trên %(megapixels)s triệu điểm ảnh). Xin giảm kích thước ảnh rồi gửi lại."),
    "file_macros": _l(
        "Tệp này có macro hoặc đối tượng nhúng, có thể chạy chương trình trên máy người mở. "
        "Xin lưu lại thành PDF, hoặc bản không có macro, rồi gửi."
    ),
    "file_old_office": _l(
        "Tệp Word, Excel đời cũ (.doc, .xls) có thể mang macro nên không nhận. Xin lưu thành .docx, .xlsx hoặc PDF."
    ),
    "file_locked": _l("Tệp này có mật khẩu nên không ai mở được. Xin bỏ mật khẩu rồi gửi lại."),
    "file_two_kinds": _l("Tệp này là hai loại tệp ghép vào nhau nên không nhận. Xin lưu lại thành PDF hoặc ảnh."),
    "file_too_hard": _l("Không kiểm tra xong tệp này trong giới hạn an toàn. Xin lưu lại thành PDF hoặc ảnh rồi gửi."),
    "file_infected": _l("Tệp này có vi-rút nên không nhận. Xin quét vi-rút trên máy đang dùng, rồi gửi tệp khác."),
    "file_not_scanned": _l(
        "Tệp này từ cơ quan khác chuyển đến và chưa quét vi-rút được, vì máy quét không trả lời. Xin thử lại sau."
    ),
    "upload_quota": _l("Mạng này đã gửi quá nhiều tệp trong một giờ. Xin đợi một lát rồi gửi tiếp, hoặc mang đến nộp."),
    "too_many_files": _l("Mỗi đơn chỉ kèm được nhiều nhất %(most)s tệp."),
    "files_too_large": _l("Các tệp kèm theo cộng lại không được quá %(megabytes)s MB."),
    "file_not_found": _l("Không tìm thấy tệp này."),
}

STATUSES: dict[int, Any] = {
    400: _l("Hệ thống không đọc được yêu cầu vừa gửi."),
    401: _l("Xin đăng nhập để tiếp tục."),
    403: _l("Trang này chỉ dành cho người có nhiệm vụ."),
    404: _l("Không tìm thấy trang này. Có thể địa chỉ gõ sai, hoặc trang đã được chuyển đi."),
    405: _l("Trang này không nhận cách gửi đó."),
    409: _l("Có người vừa thay đổi vụ việc này. Xin tải lại trang để xem tình trạng mới."),
    413: _l("Nội dung gửi lên quá lớn: mỗi tệp không quá 20 MB, tất cả không quá 100 MB."),
    422: _l("Nội dung gửi lên chưa đúng. Xin kiểm tra lại."),
    429: _l("Máy này đã gửi quá nhiều lần trong thời gian ngắn. Xin đợi ít phút rồi thử lại."),
    500: _l("Hệ thống gặp lỗi và đã ghi lại mã lỗi dưới đây. Xin thử lại sau ít phút."),
    503: _l("Hệ thống tạm ngừng để bảo trì. Xin thử lại sau ít phút."),
}


def say(code: str, /, **details: object) -> str:
    """The sentence of one code, as at a field of a form."""
    return _filled(REASONS[code], details)


def sentence(refusal: Refusal) -> str:
    """The refusal in the current language; an unknown code falls back to the sentence of its status."""
    words = REASONS.get(refusal.reason)
    if words is None:
        return for_status(refusal.status)
    return _filled(words, refusal.details)


def for_status(status: int) -> str:
    """What to say for an HTTP status alone."""
    return str(STATUSES.get(status) or STATUSES[500 if status >= 500 else 400])


def _filled(words: Any, details: Mapping[str, object]) -> str:
    text = str(words)
    return text % details if "%(" in text else text
