"""What the case page says, in words for people who have never read a law."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain.vocabulary import CaseKind, Outcome, Procedure, State, Step
from app.i18n import formats
from app.i18n.labels import label
from app.i18n.locale import gettext as _
from app.i18n.locale import lazy_gettext as _l
from app.i18n.locale import ngettext
from app.services.oversight.timeline import StoryLine
from app.services.oversight.timeline_deadlines import ClockLine
from app.services.oversight.tracking_rights import Because, Right, RightKind
from app.services.oversight.tracking_views import TrackedCase

DOING: dict[State, Any] = {
    State.RECEIVED: _l("Cơ quan đã nhận đơn, sẽ vào sổ và xem đơn thuộc loại việc gì."),
    State.REGISTERED: _l("Đơn đã vào sổ. Cán bộ đang xem xét để đề xuất cách xử lý."),
    State.AWAITING_DISPOSITION: _l("Cán bộ đã xem xong. Người đứng đầu cơ quan đang quyết định xử lý đơn thế nào."),
    State.ACCEPTED: _l("Đơn đã được thụ lý: cơ quan nhận giải quyết và chuẩn bị xác minh."),
    State.VERIFYING: _l("Cơ quan đang xác minh: xem giấy tờ, đến nơi, làm việc với những người liên quan."),
    State.VERIFIED: _l("Đã xác minh xong. Cơ quan chuẩn bị đối thoại hoặc soạn quyết định."),
    State.AWAITING_DIALOGUE: _l("Cơ quan mời bà con đến đối thoại trước khi ra quyết định."),
    State.DIALOGUE_HELD: _l("Đã đối thoại. Cơ quan chuẩn bị quyết định giải quyết."),
    State.DRAFTING: _l("Cơ quan đang soạn quyết định giải quyết."),
    State.ISSUED: _l("Quyết định giải quyết đã được ký và đang gửi đến bà con."),
    State.SENT: _l("Quyết định giải quyết đã gửi đến bà con."),
    State.EFFECTIVE: _l("Quyết định đã có hiệu lực pháp luật. Cơ quan phải tổ chức thi hành."),
    State.EXECUTING: _l("Cơ quan đang thi hành quyết định."),
    State.SUSPENDED: _l("Việc giải quyết tạm dừng. Thời hạn không chạy; hết lý do tạm dừng thì giải quyết tiếp."),
    State.PROCESSING: _l("Cơ quan đang xem xét, xử lý để trả lời bà con."),
    State.ANSWERED: _l("Cơ quan đã trả lời. Xin đọc câu trả lời bên dưới."),
    State.CONCLUDED: _l("Cơ quan đã kết luận nội dung tố cáo."),
    State.ENFORCING: _l("Cơ quan đang xử lý theo kết luận nội dung tố cáo."),
    State.AWAITING_REPORT: _l("Cấp trên đã yêu cầu cơ quan giải quyết báo cáo."),
    State.MONITORING: _l("Cấp trên đang theo dõi việc giải quyết."),
    State.IN_COURT: _l("Tòa án đã thụ lý việc này."),
    State.UNDER_REVIEW: _l("Việc đã giải quyết đang được xem xét lại."),
    State.TERMINATING: _l("Việc giải quyết dừng hẳn. Cơ quan đang gửi quyết định đình chỉ đến bà con."),
    State.SPLIT: _l("Đơn có nhiều việc khác loại nên được tách thành các đơn riêng."),
    State.CLOSED: _l("Vụ việc đã kết thúc."),
    State.TERMINATED: _l("Việc giải quyết đã dừng hẳn."),
    State.DECLINED: _l("Cơ quan không thụ lý đơn này. Lý do ghi bên dưới; khắc phục được thì bà con nộp đơn mới."),
    State.GUIDED: _l("Việc này do cơ quan khác giải quyết. Cơ quan nhận đơn đã hướng dẫn bà con gửi đến đúng nơi."),
    State.TRANSFERRED: _l("Đơn đã được chuyển đến cơ quan khác có trách nhiệm giải quyết. Từ nay, xin hỏi cơ quan đó."),
    State.SENT_BACK: _l("Đơn đã được trả lại. Lý do ghi bên dưới."),
    State.FILED_AWAY: _l("Đơn được lưu lại, không giải quyết tiếp. Lý do ghi bên dưới."),
    State.MERGED: _l("Đơn đã gộp vào một vụ việc cùng nội dung. Nhập lại mã tra cứu để xem vụ việc đó."),
}
SEALED_DOING: dict[State, Any] = {
    State.GUIDED: _l("Việc này do cơ quan khác giải quyết. Bà con sẽ được hướng dẫn gửi đến đúng nơi."),
    State.ACCEPTED: _l("Tố cáo đã được thụ lý: cơ quan nhận giải quyết."),
    State.DECLINED: _l("Cơ quan không thụ lý tố cáo này. Bà con được báo lý do riêng, không đăng ở đây."),
    State.FILED_AWAY: _l("Đơn được lưu lại, không xử lý tiếp."),
    State.TRANSFERRED: _l("Tố cáo đã được chuyển đến cơ quan có thẩm quyền giải quyết."),
}

AHEAD: dict[str, Any] = {
    "DL-KN-01": _l("Cơ quan phải báo cho bà con: thụ lý hay không, và vì sao."),
    "DL-NP-01": _l("Cơ quan phải báo cho bà con: xử lý thế nào, hoặc chuyển đi đâu."),
    "DL-TC-01": _l("Cơ quan phải kiểm tra và quyết định thụ lý hay không."),
    "DL-KL-02": _l("Cơ quan phải báo cho bà con: thụ lý hay không, và vì sao."),
    "DL-KL-03": _l("Người có thẩm quyền phải đối thoại rồi ra quyết định giải quyết."),
    "DL-KL-04": _l("Cơ quan phải gửi quyết định đến bà con."),
    "SLA-3": _l("Cơ quan phải gửi quyết định đến bà con."),
    "DL-TC-09": _l("Cấp trên xem lại việc đã giải quyết và báo: giải quyết lại hay không."),
    "DL-TC-10": _l("Cấp trên phải yêu cầu cơ quan chậm trễ báo cáo."),
    "DL-TC-11": _l("Cơ quan chậm trễ phải báo cáo cấp trên."),
    "SLA-1": _l("Cơ quan phân loại và giao người đi xử lý."),
    "DL-KN-03": _l("Người có thẩm quyền phải ra quyết định giải quyết."),
    "DL-KN-03b": _l("Người có thẩm quyền phải ra quyết định giải quyết lần hai."),
    "DL-NP-02": _l("Cơ quan xem xét, xử lý và trả lời bà con."),
    "SLA-2": _l("Cơ quan xử lý xong và trả lời bà con."),
    "DL-TC-04": _l("Cơ quan phải kết luận nội dung tố cáo."),
    "DL-KN-04": _l("Cơ quan phải gửi quyết định đến bà con."),
    "DL-KN-04b": _l("Cơ quan phải gửi quyết định đến bà con."),
    "DL-KN-10": _l("Cơ quan phải chỉ đạo thi hành quyết định."),
    "DL-TH-01": _l("Cơ quan thi hành xong quyết định."),
}
AHEAD_OF: dict[State, Any] = {
    State.SENT: _l(
        "Từ ngày bà con nhận quyết định, thời hạn khiếu nại tiếp bắt đầu tính. Hết hạn, quyết định có hiệu lực."
    ),
    State.SUSPENDED: _l("Khi lý do tạm dừng không còn, cơ quan quyết định giải quyết tiếp và tính lại thời hạn."),
    State.ANSWERED: _l("Nếu bà con không có ý kiến gì thêm, vụ việc kết thúc."),
}

TITLES: dict[Step, Any] = {
    Step.RECEIVE: _l("Đã nhận đơn"),
    Step.REGISTER: _l("Đã vào sổ"),
    Step.CLASSIFY: _l("Đã xác định lại loại đơn"),
    Step.JOIN: _l("Đã gộp với đơn cùng nội dung"),
    Step.ACCEPT: _l("Đã thụ lý"),
    Step.DECLINE: _l("Không thụ lý"),
    Step.GUIDE: _l("Đã hướng dẫn gửi đến nơi khác"),
    Step.TRANSFER: _l("Đã chuyển đến cơ quan có thẩm quyền"),
    Step.TRANSFER_OUT: _l("Đã chuyển đến cơ quan khác"),
    Step.SEND_BACK: _l("Đã trả lại đơn"),
    Step.FILE_AWAY: _l("Đã lưu đơn"),
    Step.VERIFY: _l("Bắt đầu xác minh"),
    Step.REPORT_VERIFICATION: _l("Đã xác minh xong"),
    Step.CALL_DIALOGUE: _l("Mời đối thoại"),
    Step.HOLD_DIALOGUE: _l("Đã đối thoại"),
    Step.DRAFT: _l("Bắt đầu soạn quyết định"),
    Step.EXTEND: _l("Kéo dài thời hạn vì vụ việc phức tạp"),
    Step.SUSPEND: _l("Tạm dừng giải quyết"),
    Step.RESUME: _l("Tiếp tục giải quyết"),
    Step.WITHDRAW: _l("Bà con đã rút đơn"),
    Step.TERMINATE: _l("Dừng hẳn việc giải quyết"),
    Step.DECIDE: _l("Đã ký quyết định giải quyết"),
    Step.SEND: _l("Đã gửi văn bản cho bà con"),
    Step.SERVE: _l("Bà con đã nhận quyết định"),
    Step.PUBLISH: _l("Đã công khai quyết định"),
    Step.CONFIRM_EFFECT: _l("Quyết định có hiệu lực pháp luật"),
    Step.EXECUTE: _l("Bắt đầu thi hành"),
    Step.ANSWER: _l("Đã trả lời"),
    Step.REOPEN: _l("Bà con đề nghị xem lại"),
    Step.CLOSE: _l("Kết thúc"),
    Step.APPEAL: _l("Bà con đã khiếu nại lần hai"),
    Step.SPLIT: _l("Đã tách thành các đơn riêng"),
    Step.DENOUNCE_AGAIN: _l("Bà con đã tố cáo tiếp"),
    Step.DEMAND_REPORT: _l("Cấp trên yêu cầu báo cáo"),
    Step.RECEIVE_REPORT: _l("Cấp trên đã nhận báo cáo"),
    Step.TAKE_OVER: _l("Cấp trên trực tiếp giải quyết"),
    Step.HAND_OVER: _l("Đã bàn giao cho cơ quan tiếp nhận"),
    Step.ASK: _l("Cơ quan đề nghị bổ sung"),
    Step.REPLY: _l("Bà con đã bổ sung"),
}

SCORES: dict[int, Any] = {
    5: _l("Rất hài lòng"),
    4: _l("Hài lòng"),
    3: _l("Bình thường"),
    2: _l("Không hài lòng"),
    1: _l("Rất không hài lòng"),
}

OUTCOMES: dict[str, Any] = {
    Outcome.UPHELD: _l("Khiếu nại đúng"),
    Outcome.PARTLY_UPHELD: _l("Khiếu nại đúng một phần"),
    Outcome.UNFOUNDED: _l("Khiếu nại sai toàn bộ"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """The sentences at the head of the page."""

    doing: str
    ahead: str
    clock: ClockLine | None
    why_ended: str
    sent_to: str  # where the petition went, or where the citizen was told to go


def told(case: TrackedCase, today: date) -> Told:
    """Where it stands and what comes next."""
    doing = (SEALED_DOING.get(case.state) if case.is_sealed else None) or DOING[case.state]
    if case.state is State.TERMINATED and any(line.step is Step.WITHDRAW for line in case.story):
        doing = _("Bà con đã rút đơn, nên việc giải quyết dừng lại.")
    if case.state is State.TRANSFERRED and any(line.step is Step.TAKE_OVER for line in case.story):
        doing = _("Cấp trên đã lấy vụ việc lên để giải quyết. Xin theo dõi tiếp ở đơn tố cáo tiếp.")
    clock = case.main
    ahead = AHEAD_OF.get(case.state) or (AHEAD.get(clock.clock) if clock else None) or ""
    if case.state is State.SENT and case.effective_from is not None:
        ahead = _effect(case.procedure, case.effective_from)
    if case.state is State.SENT and any(line.step is Step.APPEAL for line in case.story):
        doing, ahead = (
            _("Bà con đã khiếu nại lần hai. Quyết định giải quyết khiếu nại lần đầu chưa được thi hành trong lúc này."),
            "",
        )
    if case.state is State.AWAITING_DIALOGUE and not case.is_sealed and invitation(case, today) is None:
        doing = _("Ngày mời đối thoại đã qua, cơ quan chưa ghi kết quả. Bà con có thể hỏi cơ quan.")
    return Told(str(doing), str(ahead), clock, _why_ended(case), _sent_to(case))


def _effect(procedure: Procedure, since: date) -> str:
    day = formats.day(since)
    if procedure is Procedure.COMPLAINT_SECOND:
        return _("Quyết định có hiệu lực từ ngày %(day)s, rồi được thi hành.", day=day)
    return _("Nếu bà con không khiếu nại lần hai, quyết định có hiệu lực từ ngày %(day)s, rồi được thi hành.", day=day)


def _why_ended(case: TrackedCase) -> str:
    """The reason of the step that ended or stopped the case, which the citizen must not have to look for."""
    if not (case.state.is_final or case.state is State.SUSPENDED):
        return ""
    return next((line.reason for line in reversed(case.story) if line.reason and line.to_state is case.state), "")


def _sent_to(case: TrackedCase) -> str:
    last = case.story[-1] if case.story else None
    return last.details.get("target_name", "") if last and case.state.is_final else ""


def invitation(case: TrackedCase, today: date) -> StoryLine | None:
    """The dialogue that is still to come."""
    line = case.next_dialogue
    return line if line and line.details.get("held_on", "") >= today.isoformat() else None


def story_items(case: TrackedCase) -> list[dict[str, Any]]:
    """The story, newest first, as the timeline component takes it."""
    lines = list(reversed(case.story))
    final = case.state.is_final
    return [_item(line, "now" if i == 0 and not final else "done") for i, line in enumerate(lines)]


def _item(line: StoryLine, status: str) -> dict[str, Any]:
    return {
        "status": status,
        "title": str(TITLES.get(line.step) or label(line.step)),
        "when": formats.day(line.on),
        "by": " · ".join(filter(None, [_number(line), formats.citation(line.citation) if line.citation else ""])),
        "text": " ".join(filter(None, [_detail(line), line.reason])),
        "ground": line.ground,
        "regime": line.regime,
        "on": line.on,
    }


def _number(line: StoryLine) -> str:
    """Number of the document a step rests on."""
    return _("số %(number)s", number=line.document_number) if line.document_number else ""


def _detail(line: StoryLine) -> str:
    tell = DETAILS.get(line.step)
    return tell(line.details) if tell and line.details else ""


def _to_body(details: dict[str, str]) -> str:
    return _("Nơi nhận: %(body)s.", body=details.get("target_name", ""))


def _invitation(details: dict[str, str]) -> str:
    day = date.fromisoformat(details["held_on"]) if "held_on" in details else None
    return _("Ngày %(day)s, tại %(place)s.", day=formats.day(day), place=details.get("place", ""))


def _what(details: dict[str, str]) -> str:
    return label(Procedure(details["procedure"]) if "procedure" in details else CaseKind(details["kind"]))


DETAILS: dict[Step, Callable[[dict[str, str]], str]] = {
    Step.TRANSFER: _to_body,
    Step.TRANSFER_OUT: _to_body,
    Step.GUIDE: lambda details: _("Nơi cần gửi: %(body)s.", body=details.get("target_name", "")),
    Step.CALL_DIALOGUE: _invitation,
    Step.HOLD_DIALOGUE: lambda details: (
        _("Bà con vắng mặt; cơ quan đã lập biên bản.") if details.get("absent") == "True" else ""
    ),
    Step.DECIDE: lambda details: str(OUTCOMES.get(details.get("outcome", ""), "")),
    Step.PUBLISH: lambda details: _("Nơi công khai: %(where)s.", where=details.get("where", "")),
    Step.CLASSIFY: lambda details: _("Loại đơn: %(kind)s.", kind=_what(details)),
}


def right_words(right: Right, today: date) -> tuple[str, str]:
    """A right as a short title and a sentence with its last day."""
    title = str(RIGHT_TITLES[right.kind])
    if right.years:
        term = ngettext("%(n)s năm", "%(n)s năm", right.days, n=right.days)
    else:
        term = ngettext("%(n)s ngày", "%(n)s ngày", right.days, n=right.days)
    if right.until is None:
        return title, _("Bà con có %(term)s, tính từ ngày nhận được quyết định.", term=term)
    if right.is_over(today):
        return title, _("Thời hạn %(term)s đã hết ngày %(day)s.", term=term, day=formats.day(right.until))
    return title, _("Bà con có %(term)s: hạn cuối là ngày %(day)s.", term=term, day=formats.day(right.until))


RIGHT_TITLES: dict[RightKind, Any] = {
    RightKind.SECOND_COMPLAINT: _l("Khiếu nại lần hai"),
    RightKind.LAWSUIT: _l("Khởi kiện tại Tòa án"),
    RightKind.LOOK_AGAIN: _l("Nói câu trả lời chưa thỏa đáng"),
}

BECAUSE: dict[Because, Any] = {
    Because.OVERDUE: _l("Đã hết thời hạn mà chưa có quyết định giải quyết. Luật cho bà con chọn:"),
    Because.SERVED: _l("Nếu không đồng ý với quyết định, bà con có quyền:"),
    Because.UNSERVED: _l("Nếu không đồng ý với quyết định, bà con có quyền:"),
    Because.ANSWERED: _l("Nếu câu trả lời chưa thỏa đáng, bà con có thể đề nghị xem lại một lần."),
}
