"""Forms about reminders and what follows from them."""

from wtforms import HiddenField, RadioField

from app.domain.escalation.vocabulary import Reply, Verdict
from app.i18n import labels
from app.i18n.locale import lazy_gettext as _l
from app.web.forms import DayField, Form, Longest, Required, TextField

LONGEST = 2000


class AnswerForm(Form):
    """Why it is late, and until when it will be done."""

    reply = RadioField(_l("Vì sao trễ"), [Required(_l("Xin chọn lý do."))])
    promised_on = DayField(_l("Sẽ xong ngày"), [Required(_l("Xin ghi ngày sẽ xong."))])
    words = TextField(_l("Nói thêm"), [Longest(LONGEST)])

    def prepare(self) -> None:
        self.reply.choices = [(str(one), labels.label(one)) for one in Reply]


class AgainForm(Form):
    """Another reminder; the words may stay empty."""

    note = TextField(_l("Yêu cầu thêm"), [Longest(LONGEST)])


class VerdictForm(Form):
    """What follows from a proposal."""

    verdict = RadioField(_l("Kết luận"), [Required(_l("Xin chọn kết luận."))])
    note = TextField(_l("Căn cứ, số văn bản"), [Longest(LONGEST)])
    rung_id = HiddenField()

    def prepare(self) -> None:
        self.verdict.choices = [(str(one), labels.label(one)) for one in Verdict]


class ActForm(Form):
    """What is done about a hot spot."""

    what = TextField(_l("Đã làm gì, sẽ làm gì"), [Required(_l("Xin ghi việc đã làm hoặc sẽ làm.")), Longest(LONGEST)])
