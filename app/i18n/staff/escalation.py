"""Labels of the ladder of lateness and of what was sent."""

from enum import Enum
from typing import Any

from app.domain import notices as n
from app.domain.escalation import vocabulary as v
from app.i18n.locale import lazy_gettext as _l

ESCALATION: dict[type[Enum], dict[Any, Any]] = {
    v.Act: {
        v.Act.WARN: _l("Nhắc trước hạn"),
        v.Act.OVERDUE: _l("Báo quá hạn"),
        v.Act.REMIND: _l("Đôn đốc"),
        v.Act.EXAMINE: _l("Kiến nghị kiểm tra trách nhiệm"),
        v.Act.RED_LINE: _l("Mốc đỏ 45 ngày"),
    },
    v.Rank: {
        v.Rank.OFFICER: _l("Người xử lý"),
        v.Rank.HEAD: _l("Người đứng đầu"),
        v.Rank.SUPERIOR: _l("Cấp trên trực tiếp"),
        v.Rank.INSPECTORATE: _l("Thanh tra"),
    },
    v.Reply: {
        v.Reply.COMPLEX: _l("Vụ việc phức tạp"),
        v.Reply.WAITS_FOR_EXPERT: _l("Chờ giám định, chuyên môn"),
        v.Reply.WAITS_FOR_OTHERS: _l("Chờ cơ quan khác trả lời"),
        v.Reply.SHORT_OF_PEOPLE: _l("Thiếu người"),
        v.Reply.OVERLOOKED: _l("Bỏ sót"),
        v.Reply.NEARLY_DONE: _l("Sắp xong"),
    },
    v.Verdict: {
        v.Verdict.EXAMINE: _l("Sẽ kiểm tra trách nhiệm"),
        v.Verdict.EXPLAINED: _l("Đã giải trình, chấp nhận"),
        v.Verdict.PASSED_ON: _l("Chuyển cơ quan có thẩm quyền"),
    },
    n.Way: {n.Way.MAIL: _l("Thư điện tử"), n.Way.TEXT: _l("Tin nhắn")},
    n.Fate: {
        n.Fate.WAITING: _l("Chờ gửi"),
        n.Fate.HANDING: _l("Đang gửi"),
        n.Fate.SENT: _l("Đã gửi"),
        n.Fate.UNCERTAIN: _l("Chưa rõ đã đến"),
        n.Fate.REFUSED: _l("Địa chỉ không nhận"),
        n.Fate.DROPPED: _l("Không gửi nữa"),
    },
    n.Stop: {n.Stop.ASKED: _l("Người nhận không muốn nhận"), n.Stop.BOUNCED: _l("Địa chỉ không nhận được")},
}

ESCALATION_SENTENCES: dict[str, Any] = {
    "reminder_not_found": _l("Không tìm thấy văn bản đôn đốc này, hoặc không có quyền xem."),
    "reminder_answered": _l("Văn bản đôn đốc này đã được trả lời."),
    "case_not_late": _l("Hồ sơ này không trễ hạn, không đôn đốc được."),
    "verdict_given": _l("Kiến nghị này đã có kết luận."),
    "no_ladder": _l("Không có bậc thang nhắc việc cho thời hạn này."),
    "hot_spot_not_found": _l("Không tìm thấy điểm nóng này, hoặc không có quyền xem."),
    "hot_spot_act_missing": _l("Xin ghi rõ hơn: đã làm gì, sẽ làm gì, khi nào."),
    "promise_in_past": _l("Ngày hứa xong phải từ hôm nay trở đi."),
}
