"""Every enumeration of the field. Values are stored and appear in the lawbook; labels live in app/i18n/labels.py.
The codes of procedure.md (KN1, THULY, DL-KN-03 …) are kept where law files name them."""

from enum import StrEnum


class CaseKind(StrEnum):
    """What a petition is in law (Luật Khiếu nại Đ2, Luật Tố cáo Đ2, Luật Tiếp công dân Đ2)."""

    COMPLAINT = "complaint"  # khiếu nại
    DENUNCIATION = "denunciation"  # tố cáo
    RECOMMENDATION = "recommendation"  # kiến nghị, phản ánh
    FIELD_REPORT = "field_report"  # phản ánh hiện trường: no statute defines it


class Procedure(StrEnum):
    """Which transition table a case follows (procedure.md 4)."""

    COMPLAINT_FIRST = "KN1"
    COMPLAINT_SECOND = "KN2"
    DISCIPLINE_FIRST = "KNKL1"  # khiếu nại quyết định kỷ luật cán bộ, công chức
    DISCIPLINE_SECOND = "KNKL2"
    RECOMMENDATION = "KNPA"
    REGULATION_FEEDBACK = "KNPA_QD"  # phản ánh, kiến nghị về quy định hành chính (NĐ 20/2008)
    DENUNCIATION = "TC"
    REPEAT_DENUNCIATION = "TCT"  # tố cáo tiếp, xem xét ở cấp trên
    FIELD_REPORT = "PAHT"

    @property
    def kind(self) -> CaseKind:
        return _KIND_OF[self]

    @property
    def is_second_instance(self) -> bool:
        """A complaint at its second instance (lần hai)."""
        return self in {Procedure.COMPLAINT_SECOND, Procedure.DISCIPLINE_SECOND}


_KIND_OF = {
    Procedure.COMPLAINT_FIRST: CaseKind.COMPLAINT,
    Procedure.COMPLAINT_SECOND: CaseKind.COMPLAINT,
    Procedure.DISCIPLINE_FIRST: CaseKind.COMPLAINT,
    Procedure.DISCIPLINE_SECOND: CaseKind.COMPLAINT,
    Procedure.RECOMMENDATION: CaseKind.RECOMMENDATION,
    Procedure.REGULATION_FEEDBACK: CaseKind.RECOMMENDATION,
    Procedure.DENUNCIATION: CaseKind.DENUNCIATION,
    Procedure.REPEAT_DENUNCIATION: CaseKind.DENUNCIATION,
    Procedure.FIELD_REPORT: CaseKind.FIELD_REPORT,
}


class State(StrEnum):
    """Where a case stands (procedure.md 4)."""

    RECEIVED = "received"  # tiếp nhận
    REGISTERED = "registered"  # vào sổ
    AWAITING_DISPOSITION = "awaiting_disposition"  # chờ người đứng đầu duyệt xử lý
    ACCEPTED = "accepted"  # đã thụ lý
    VERIFYING = "verifying"  # đang xác minh
    VERIFIED = "verified"  # có báo cáo xác minh
    AWAITING_DIALOGUE = "awaiting_dialogue"  # chờ đối thoại
    DIALOGUE_HELD = "dialogue_held"  # đã đối thoại
    DRAFTING = "drafting"  # dự thảo quyết định
    ISSUED = "issued"  # đã ban hành
    SENT = "sent"  # đã gửi
    EFFECTIVE = "effective"  # có hiệu lực
    EXECUTING = "executing"  # đang thi hành
    SUSPENDED = "suspended"  # tạm đình chỉ
    PROCESSING = "processing"  # đang xử lý (kiến nghị, phản ánh)
    ANSWERED = "answered"  # đã trả lời
    CONCLUDED = "concluded"  # đã kết luận nội dung tố cáo
    ENFORCING = "enforcing"  # đang xử lý theo kết luận
    AWAITING_REPORT = "awaiting_report"  # chờ cấp dưới báo cáo vụ tố cáo quá hạn
    MONITORING = "monitoring"  # cấp trên theo dõi cấp dưới giải quyết tiếp
    IN_COURT = "in_court"  # tòa án đã thụ lý
    UNDER_REVIEW = "under_review"  # xem xét lại việc đã giải quyết
    TERMINATING = "terminating"  # đã quyết định đình chỉ, chờ gửi quyết định
    CLOSED = "closed"  # kết thúc; from here on the ends
    TERMINATED = "terminated"  # đình chỉ
    DECLINED = "declined"  # không thụ lý
    GUIDED = "guided"  # đã hướng dẫn
    TRANSFERRED = "transferred"  # đã chuyển ra ngoài hệ thống
    SENT_BACK = "sent_back"  # đã trả lại
    FILED_AWAY = "filed_away"  # lưu đơn
    MERGED = "merged"  # đã gộp vào vụ việc khác
    SPLIT = "split"  # đã tách thành các đơn riêng

    @property
    def is_final(self) -> bool:
        """The case needs nobody any more; no clock runs."""
        return self in FINAL_STATES


FINAL_STATES = frozenset(list(State)[list(State).index(State.CLOSED) :])
"""The ends: closed and what is written after it."""


class Disposition(StrEnum):
    """What is done with a petition (kết quả xử lý đơn, procedure.md 3.3)."""

    ACCEPT = "THULY"
    DECLINE = "KHONG_THULY"
    GUIDE = "HD"
    TRANSFER = "CHUYEN"
    SEND_BACK = "TRA"
    FILE_AWAY = "LUU"


class Step(StrEnum):
    """An act in the procedure; a row of a transition table names one. Service, endpoint and form share the word."""

    RECEIVE = "receive"
    REGISTER = "register"
    CLASSIFY = "classify"  # correct the kind
    ASSIGN = "assign"
    JOIN = "join"  # join to a case as duplicate or same matter
    PROPOSE = "propose"
    RETURN_PROPOSAL = "return_proposal"  # the head asks for another proposal
    ACCEPT = "accept"
    DECLINE = "decline"
    GUIDE = "guide"
    TRANSFER = "transfer"  # to another body of this system
    TRANSFER_OUT = "transfer_out"  # to a body outside it
    SEND_BACK = "send_back"
    FILE_AWAY = "file_away"
    VERIFY = "verify"  # assign verification
    REPORT_VERIFICATION = "report_verification"
    CALL_DIALOGUE = "call_dialogue"
    HOLD_DIALOGUE = "hold_dialogue"
    DRAFT = "draft"  # no dialogue needed, or plainly right: go to the decision
    EXTEND = "extend"
    SUSPEND = "suspend"
    RESUME = "resume"
    WITHDRAW = "withdraw"
    TERMINATE = "terminate"
    DECIDE = "decide"
    SEND = "send"
    SERVE = "serve"  # the citizen has received the decision
    PUBLISH = "publish"
    CONFIRM_EFFECT = "confirm_effect"
    EXECUTE = "execute"  # order execution
    ANSWER = "answer"  # answer a recommendation or feedback
    REOPEN = "reopen"
    CLOSE = "close"
    APPEAL = "appeal"  # second-instance complaint filed: a linked case opens
    HAND_OVER = "hand_over"  # body reorganised: the case moves with its clocks
    ASK = "ask"  # ask the citizen for more
    REPLY = "reply"  # the citizen replies
    SPLIT = "split"  # one letter of several kinds becomes several petitions
    REQUEST_DOCUMENTS = "request_documents"
    RECEIVE_DOCUMENTS = "receive_documents"
    SUSPEND_EXECUTION = "suspend_execution"  # of the decision complained of, while it is examined
    FORM_COUNCIL = "form_council"  # advisory council of a second instance
    WITHDRAW_PART = "withdraw_part"
    GO_TO_COURT = "go_to_court"  # the court has taken the matter
    RETURN_FROM_COURT = "return_from_court"  # the court has stopped its case
    REVOKE = "revoke"  # the first decision is revoked and settled anew
    REVIEW = "review"  # of an effective decision that may be unlawful
    UPHOLD = "uphold"  # the review finds it lawful
    CONFIRM_COMPETENCE = "confirm_competence"
    CHECK_ELSEWHERE = "check_elsewhere"  # conditions of a denunciation checked in several places
    NOTIFY = "notify"  # of the acceptance of a denunciation
    CONSULT_EXPERT = "consult_expert"
    RECEIVE_EXPERTISE = "receive_expertise"
    CONTINUE = "continue"  # although the denunciation was withdrawn
    CONCLUDE = "conclude"
    ENFORCE = "enforce"  # act on the conclusion
    RECORD_RESULT = "record_result"  # what came of acting on the conclusion
    REPORT_RESULT = "report_result"
    PROTECT = "protect"  # measures for the denouncer
    DENOUNCE_AGAIN = "denounce_again"  # a repeated denunciation opens at the superior
    DEMAND_REPORT = "demand_report"  # superior to the lower level that is overdue
    RECEIVE_REPORT = "receive_report"
    TAKE_OVER = "take_over"  # the superior settles it himself


class Office(StrEnum):
    """Who may take a step, in the words of the law (procedure.md 0.3)."""

    CITIZEN = "CD"
    CLERK = "VT"  # reception officer or registry clerk
    HANDLER = "XL"  # officer who handles or verifies
    HEAD = "TTR"
    SYSTEM = "SYS"
    SUPERIOR = "CTT"  # the direct superior, who takes a matter over or has it reviewed


class Role(StrEnum):
    """Role of an account, always at a body."""

    CITIZEN = "citizen"  # no account: holds a tracking code
    RECEPTION_OFFICER = "reception_officer"
    OFFICER = "officer"
    HEAD = "head"
    RECEPTION_BOARD = "reception_board"
    INSPECTORATE = "inspectorate"
    OBSERVER = "observer"
    ADMINISTRATOR = "administrator"
    SYSTEM = "system"


class Channel(StrEnum):
    """How a petition came in (procedure.md 2.1)."""

    RECEPTION = "TCD"
    POST = "BD"
    HANDED_IN = "TT"
    WEB = "WEB"
    LETTER_BOX = "HOP_THU"
    HOTLINE = "DT"
    FORWARDED = "CQ"
    PORTAL = "CDVC"


class PartyRole(StrEnum):
    """What a person is to a petition."""

    PETITIONER = "petitioner"
    REPRESENTATIVE = "representative"  # one of the petitioners, chosen by all (LTCD Đ29)
    ORGANISATION = "organisation"
    AUTHORIZED_AGENT = "authorized_agent"


class Outcome(StrEnum):
    """Result of a settlement decision."""

    UPHELD = "DUNG"  # khiếu nại đúng
    PARTLY_UPHELD = "DUNG1P"
    UNFOUNDED = "SAI"


class BodyLevel(StrEnum):
    CENTRAL = "central"
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"


class Counting(StrEnum):
    """How days of a time limit are counted (BLDS Đ147–148)."""

    CALENDAR = "calendar"  # ngày
    WORKING = "working"  # ngày làm việc
    YEARS = "years"


class Confidence(StrEnum):
    """How sure a fact of law is (procedure.md 0.1)."""

    VERIFIED = "V"
    PARTLY = "Vp"
    SURE = "K+"
    UNSURE = "K?"
    DESIGN = "design"  # not law: a choice of this system

    @property
    def is_sure(self) -> bool:
        return self is not Confidence.UNSURE


class DocumentKind(StrEnum):
    """Documents a step brings about; the letters themselves are made elsewhere."""

    PETITION = "petition"
    RECEIPT = "receipt"
    PROPOSAL = "proposal"  # phiếu đề xuất
    ACCEPTANCE_NOTICE = "acceptance_notice"
    NON_ACCEPTANCE_NOTICE = "non_acceptance_notice"
    GUIDANCE = "guidance"
    TRANSFER_SLIP = "transfer_slip"
    RETURN_SLIP = "return_slip"
    VERIFICATION_ORDER = "verification_order"
    VERIFICATION_REPORT = "verification_report"
    DIALOGUE_INVITATION = "dialogue_invitation"
    DIALOGUE_MINUTES = "dialogue_minutes"
    EXTENSION_ORDER = "extension_order"
    SUSPENSION_ORDER = "suspension_order"
    RESUMPTION_ORDER = "resumption_order"
    TERMINATION_ORDER = "termination_order"
    WITHDRAWAL = "withdrawal"
    SETTLEMENT_DECISION = "settlement_decision"
    EXECUTION_ORDER = "execution_order"
    EXECUTION_REPORT = "execution_report"
    ANSWER = "answer"
    PUBLICATION_RECORD = "publication_record"
    DOCUMENT_REQUEST = "document_request"
    EXECUTION_SUSPENSION = "execution_suspension"
    COUNCIL_DECISION = "council_decision"
    COURT_NOTICE = "court_notice"
    REVOCATION_DECISION = "revocation_decision"
    REVIEW_REQUEST = "review_request"
    ACCEPTANCE_DECISION = "acceptance_decision"  # quyết định thụ lý tố cáo
    EXPERT_REQUEST = "expert_request"
    EXPERT_OPINION = "expert_opinion"
    CONCLUSION = "conclusion"  # kết luận nội dung tố cáo
    HANDLING_DECISION = "handling_decision"
    PROTECTION_DECISION = "protection_decision"
    REPORT_DEMAND = "report_demand"
    PROGRESS_REPORT = "progress_report"
