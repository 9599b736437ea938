"""The petition as a form, in pages (procedure.md 1.2): the citizen fills them one by one, the desk all at once.

The forms check how things are written; what is missing or impossible is said by app/services/intake/petition_input.py.
"""

from functools import cache
from typing import Any

from wtforms import BooleanField, FieldList, FormField, RadioField, SelectField
from wtforms.fields.core import UnboundField
from wtforms.validators import Email, Optional

from app.domain.vocabulary import CaseKind, Channel, Procedure
from app.i18n import labels
from app.i18n.locale import lazy_gettext as _l
from app.services.intake.petition_input import DISCIPLINE, MAX_CONTENT
from app.web.forms import DayField, Form, IdentityNumber, LineField, Longest, NotInFuture, Phone, Required, TextField

MOST_BLOCKS = 10  # people typed one by one; more come as a list
LIST_LENGTH = 60_000

SLUGS = {
    "khieu-nai": Procedure.COMPLAINT_FIRST,
    "khieu-nai-lan-hai": Procedure.COMPLAINT_SECOND,
    "ky-luat": Procedure.DISCIPLINE_FIRST,
    "ky-luat-lan-hai": Procedure.DISCIPLINE_SECOND,
    "to-cao": Procedure.DENUNCIATION,
    "to-cao-tiep": Procedure.REPEAT_DENUNCIATION,
    "kien-nghi": Procedure.RECOMMENDATION,
    "quy-dinh": Procedure.REGULATION_FEEDBACK,
    "phan-anh": Procedure.FIELD_REPORT,
}
SLUG_OF = {procedure: slug for slug, procedure in SLUGS.items()}

TITLES: dict[Procedure, Any] = {
    Procedure.COMPLAINT_FIRST: _l("Khiếu nại"),
    Procedure.COMPLAINT_SECOND: _l("Khiếu nại lần hai"),
    Procedure.DISCIPLINE_FIRST: _l("Khiếu nại quyết định kỷ luật"),
    Procedure.DISCIPLINE_SECOND: _l("Khiếu nại quyết định kỷ luật lần hai"),
    Procedure.DENUNCIATION: _l("Tố cáo"),
    Procedure.REPEAT_DENUNCIATION: _l("Tố cáo tiếp"),
    Procedure.RECOMMENDATION: _l("Kiến nghị, phản ánh"),
    Procedure.REGULATION_FEEDBACK: _l("Phản ánh về quy định, thủ tục"),
    Procedure.FIELD_REPORT: _l("Phản ánh hiện trường"),
}
"""What a citizen calls them."""

SELF, GROUP, ORGANISATION, AGENT, ANONYMOUS = "self", "group", "organisation", "agent", "anonymous"

WHO = {
    CaseKind.COMPLAINT: (SELF, GROUP, ORGANISATION, AGENT),
    CaseKind.DENUNCIATION: (SELF, GROUP, ANONYMOUS),
    CaseKind.RECOMMENDATION: (SELF, GROUP, ORGANISATION),
    CaseKind.FIELD_REPORT: (SELF, GROUP, ORGANISATION),
}
"""Who may stand behind a petition of a kind; a denunciation neither an organisation nor an agent (LTC Đ2, Đ29)."""

WHO_OF = {
    Procedure.DISCIPLINE_FIRST: (SELF, AGENT),
    Procedure.DISCIPLINE_SECOND: (SELF, AGENT),
    Procedure.REPEAT_DENUNCIATION: (SELF, GROUP),
}
"""Where it is fewer: discipline hits one official (LKN Đ47); who denounces again has given his name before."""

WHO_WORDS: dict[str, tuple[Any, Any]] = {
    SELF: (_l("Một mình tôi"), ""),
    GROUP: (_l("Tôi và nhiều người khác"), _l("Cùng một việc, cùng ký tên; có người đại diện.")),
    ORGANISATION: (_l("Một tổ chức, doanh nghiệp"), _l("Nộp qua người đại diện theo pháp luật.")),
    AGENT: (
        _l("Tôi làm thay người khác"),
        _l("Được ủy quyền bằng giấy: luật sư, người thân, trợ giúp viên pháp lý…"),
    ),
    ANONYMOUS: (_l("Tôi không nêu tên"), _l("Đọc kỹ phần giải thích về đơn không nêu tên trước khi chọn.")),
}

WHO_AT_DESK: dict[str, tuple[Any, Any]] = {
    SELF: (_l("Một người"), ""),
    GROUP: (_l("Nhiều người cùng đứng đơn"), ""),
    ORGANISATION: (_l("Tổ chức, doanh nghiệp"), ""),
    AGENT: (_l("Người được ủy quyền, luật sư nộp thay"), ""),
    ANONYMOUS: (_l("Đơn không nêu tên"), ""),
}
"""The same, as the desk says it of others."""


class ActForm(Form):
    """Which decision or act, of which day, known since when (LKN Đ8, Đ9)."""

    act_on = DayField(_l("Ngày ghi trên quyết định, hoặc ngày xảy ra việc làm đó"), [NotInFuture()])
    decision_number = LineField(_l("Số quyết định, nếu có"), [Longest(60)])
    known_on = DayField(_l("Ngày nhận được quyết định, hoặc ngày biết việc làm đó"), [NotInFuture()])
    late_reason = TextField(_l("Vì sao gửi muộn?"), [Longest(2000)])
    is_dismissal = BooleanField(_l("Hình thức kỷ luật là buộc thôi việc"))


_FIRST_DECISION = {
    "act_on": _l("Ngày ghi trên quyết định giải quyết lần đầu"),
    "decision_number": _l("Số quyết định giải quyết lần đầu, nếu có"),
    "known_on": _l("Ngày nhận được quyết định giải quyết lần đầu"),
}
ACT_LABELS: dict[Procedure, dict[str, Any]] = {
    Procedure.COMPLAINT_SECOND: _FIRST_DECISION,
    Procedure.DISCIPLINE_FIRST: {
        "act_on": _l("Ngày ghi trên quyết định kỷ luật"),
        "decision_number": _l("Số quyết định kỷ luật"),
        "known_on": _l("Ngày nhận được quyết định kỷ luật"),
    },
    Procedure.DISCIPLINE_SECOND: _FIRST_DECISION,
}
"""Which paper the days are those of, where it is no decision on a citizen's rights."""

RESULT, DELAY = "result", "delay"


class MatterForm(Form):
    """Against whom, where, what, and what is asked for."""

    again = RadioField(_l("Vì sao bà con tố cáo tiếp?"), [Required(_l("Xin chọn một lý do."))])
    respondent_body_id = SelectField(_l("Cơ quan nào?"), validate_choice=False)
    body_q = LineField(_l("Tìm tên cơ quan"), [Longest(80)])
    respondent_name = LineField(_l("Họ tên"), [Longest(160)])
    respondent_position = LineField(_l("Chức vụ"), [Longest(160)])
    respondent_is_head = BooleanField(_l("Người này là người đứng đầu hoặc cấp phó của cơ quan"))
    act_on = DayField(_l("Việc xảy ra ngày nào?"), [NotInFuture()])
    unit_code = SelectField(_l("Xã, phường"), validate_choice=False)
    hamlet = LineField(_l("Ấp, khóm"), [Longest(80)])
    place_detail = LineField(_l("Chỗ nào?"), [Longest(200)])
    category_code = SelectField(_l("Việc thuộc lĩnh vực nào?"), validate_choice=False)
    content = TextField(_l("Nội dung"), [Longest(MAX_CONTENT)])
    request = TextField(_l("Bà con yêu cầu giải quyết thế nào?"), [Longest(MAX_CONTENT)])
    prior_handling = TextField(_l("Đã có nơi nào giải quyết chưa?"), [Longest(5000)])
    in_court = BooleanField(_l("Tòa án đã nhận giải quyết việc này"))
    addressed_to_many = BooleanField(_l("Tôi cũng gửi đơn này đến cơ quan khác"))
    wants_protection = BooleanField(_l("Tôi đề nghị được bảo vệ, vì lo bị trả thù"))


MATTER_FIELDS = {
    CaseKind.COMPLAINT: "respondent_body_id body_q respondent_name respondent_position unit_code hamlet category_code "
    "content request prior_handling in_court addressed_to_many",
    CaseKind.DENUNCIATION: "respondent_body_id body_q respondent_name respondent_position respondent_is_head act_on "
    "unit_code hamlet category_code content prior_handling addressed_to_many wants_protection",
    CaseKind.RECOMMENDATION: "unit_code hamlet category_code content",
    CaseKind.FIELD_REPORT: "unit_code hamlet place_detail category_code content",
}
"""What the law asks for a petition of each kind, and no more."""

MORE_FIELDS = {Procedure.REPEAT_DENUNCIATION: "again"}

DEMANDED = {
    CaseKind.COMPLAINT: "act_on known_on respondent_body_id unit_code content request",
    CaseKind.DENUNCIATION: "content",
    CaseKind.RECOMMENDATION: "unit_code content",
    CaseKind.FIELD_REPORT: "unit_code content",
}
"""Which of them may not be empty; the others are marked as optional."""


class PersonForm(Form):
    """One person or organisation."""

    class Meta(Form.Meta):
        """Part of a form that has the token."""

        csrf = False

    name = LineField(_l("Họ và tên"), [Longest(160)])
    address = LineField(_l("Địa chỉ"), [Longest(240)])
    phone = LineField(_l("Số điện thoại"), [Longest(40), Phone()])
    email = LineField(_l("Thư điện tử"), [Longest(160), Optional(), Email()])
    identity_number = LineField(_l("Số căn cước, định danh hoặc hộ chiếu"), [Longest(40), IdentityNumber()])
    organisation_position = LineField(_l("Người đại diện theo pháp luật và chức vụ"), [Longest(120)])
    is_representative = BooleanField(_l("Người này đại diện cho cả nhóm"))


class PeopleForm(Form):
    """Who files (LKN Đ8, Đ12; LTC Đ23; LTCD Đ29)."""

    who = RadioField(_l("Ai đứng tên trong đơn?"), validate_choice=False)
    parties = FieldList(FormField(PersonForm), min_entries=1, max_entries=MOST_BLOCKS)
    more_people = TextField(_l("Những người khác cùng đứng đơn"), [Longest(LIST_LENGTH)])


class FilesForm(Form):
    """Only the token: files and buttons are read from the request."""


class LogForm(Form):
    """What the desk adds when it enters a paper or spoken petition (LTCD Đ25; TT05 Đ6)."""

    channel = SelectField(_l("Đơn đến bằng cách nào?"))
    received_on = DayField(_l("Ngày cơ quan nhận được"), [NotInFuture()])
    postmarked_on = DayField(_l("Ngày trên dấu bưu điện"), [NotInFuture()])
    written_on = DayField(_l("Ngày ghi trong đơn"), [NotInFuture()])
    is_signed = BooleanField(_l("Đơn có chữ ký hoặc điểm chỉ"), default=True)
    forwarded_by = LineField(_l("Cơ quan, người chuyển đơn đến"), [Longest(160)])
    forwarded_number = LineField(_l("Số, ngày văn bản chuyển"), [Longest(60)])
    first_number = LineField(_l("Số vụ việc tố cáo lần trước trong hệ thống"), [Longest(20)])

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.channel.choices = [(c.value, labels.label(c)) for c in Channel if c is not Channel.WEB]


def act_form(procedure: Procedure, **options: Any) -> ActForm:
    """The form of the decision, in the words of the procedure."""
    form = ActForm(**options)
    for name, words in ACT_LABELS.get(procedure, {}).items():
        form[name].label.text = words
    if procedure not in DISCIPLINE:
        del form.is_dismissal
    return form


def matter_form(procedure: Procedure, **options: Any) -> MatterForm:
    """The form with the fields of one procedure."""
    form = _matter_of(procedure)(**options)
    if form.again:
        form.again.choices = list(AGAIN_WORDS.items())
    demand(form, procedure.kind)
    return form


AGAIN_WORDS: dict[str, Any] = {
    RESULT: _l("Đã có kết luận, nhưng việc giải quyết không đúng pháp luật"),
    DELAY: _l("Đã quá thời hạn mà chưa có kết luận"),
}
"""The two ways to denounce again (LTC Đ37, Đ38)."""


@cache
def _matter_of(procedure: Procedure) -> type[MatterForm]:
    """A class of its own for each procedure: fields that nobody asks for are not even made."""
    every = [name for name in vars(MatterForm) if isinstance(getattr(MatterForm, name), UnboundField)]
    wanted = f"{MATTER_FIELDS[procedure.kind]} {MORE_FIELDS.get(procedure, '')}"
    return type("MatterForm", (MatterForm,), dict.fromkeys(set(every) - set(wanted.split())))


def who_may(procedure: Procedure) -> tuple[str, ...]:
    """Who may stand behind a petition of this procedure."""
    return WHO_OF.get(procedure, WHO[procedure.kind])


def people_form(procedure: Procedure, **options: Any) -> PeopleForm:
    """The form of people, with as many blocks as the answer to "who?" needs; "who?" is one of those that are
    allowed."""
    form, kind, allowed = PeopleForm(**options), procedure.kind, who_may(procedure)
    form.who.choices = [(value, WHO_WORDS[value][0]) for value in allowed]
    if form.who.data not in allowed:
        form.who.data = SELF
    needed = 2 if form.who.data in (GROUP, AGENT) else 1
    while len(form.parties) < needed:
        form.parties.append_entry()
    first = form.parties[0].form
    first.name.flags.required = first.address.flags.required = True
    if kind is CaseKind.DENUNCIATION:
        first.phone.flags.required = True
    return form


def demand(form: Form, kind: CaseKind) -> None:
    """Mark what may not be empty."""
    for name in DEMANDED[kind].split():
        if name in form:
            form[name].flags.required = True
