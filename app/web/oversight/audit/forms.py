"""Forms of rounds, samples and findings."""

from wtforms import IntegerField, RadioField, SelectField
from wtforms.validators import Optional

from app.domain.oversight.sampling import LARGEST_SAMPLE, LONGEST_SEED
from app.domain.oversight.vocabulary import Method, Progress, RoundKind, Severity
from app.domain.vocabulary import CaseKind
from app.i18n import labels
from app.i18n.locale import lazy_gettext as _l
from app.services.oversight.audit import concluding, finding, planning
from app.web.forms import DayField, Form, LineField, Longest, NotInFuture, Required, TextField

KINDS = (CaseKind.COMPLAINT, CaseKind.RECOMMENDATION, CaseKind.FIELD_REPORT)


class RoundForm(Form):
    """The plan of a round."""

    name = LineField(_l("Tên cuộc"), [Longest(planning.LONGEST_NAME)])
    kind = RadioField(_l("Loại"), choices=[], validate_choice=False)
    ground = TextField(_l("Căn cứ tiến hành"), [Longest(planning.LONGEST_GROUND)])
    plan_number = LineField(_l("Số quyết định, kế hoạch"), [Longest(planning.LONGEST_NUMBER)])
    plan_on = DayField(_l("Ngày ký"), [NotInFuture()])
    since = DayField(_l("Thời kỳ được xem xét: từ ngày"))
    until = DayField(_l("đến ngày"))
    leader = SelectField(_l("Trưởng đoàn"), choices=[], validate_choice=False)


class DrawForm(Form):
    """How a sample is drawn."""

    method = RadioField(_l("Cách rút"), choices=[], validate_choice=False)
    size = IntegerField(_l("Số hồ sơ"), [Optional()])
    seed = LineField(_l("Số khởi tạo"), [Longest(LONGEST_SEED)])
    kind = SelectField(_l("Loại đơn"), choices=[], validate_choice=False)
    progress = SelectField(_l("Tình trạng"), choices=[], validate_choice=False)
    body = SelectField(_l("Cơ quan"), choices=[], validate_choice=False)


class FindingForm(Form):
    """What is wrong and what must be done."""

    body = SelectField(_l("Cơ quan"), choices=[], validate_choice=False)
    citation = SelectField(_l("Điều luật"), choices=[], validate_choice=False)
    law = LineField(_l("Khoản, điểm; hoặc văn bản khác"), [Longest(finding.LONGEST_LAW)])
    severity = RadioField(_l("Mức độ"), choices=[], validate_choice=False)
    what = TextField(_l("Việc làm chưa đúng"), [Longest(finding.LONGEST)])
    remedy = TextField(_l("Biện pháp phải thực hiện"), [Longest(finding.LONGEST)])
    due_on = DayField(_l("Hạn khắc phục"))


class AnswerForm(Form):
    """What the head answers."""

    words = TextField(_l("Trả lời của người đứng đầu"), [Longest(finding.LONGEST)])
    fixed_on = DayField(_l("Đã khắc phục xong ngày"))


class ConcludeForm(Form):
    """The conclusion."""

    conclusion = TextField(_l("Nội dung kết luận"), [Required(), Longest(concluding.LONGEST)])
    concluded_on = DayField(_l("Ngày kết luận"), [Required(), NotInFuture()])


def of(members: type[RoundKind] | type[Method] | type[Progress] | type[Severity]) -> list[tuple[str, str]]:
    """The members of a vocabulary to choose from."""
    return [(one.value, labels.label(one)) for one in members]


def kinds() -> list[tuple[str, str]]:
    """Denunciations are not drawn and no choice."""
    return [(one.value, labels.label(one)) for one in KINDS]


MOST = LARGEST_SAMPLE
