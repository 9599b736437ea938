"""What is written of a question and its answer."""

from wtforms import HiddenField, SelectField
from wtforms.validators import Optional

from app.domain.refusals import Refusal
from app.i18n import reasons
from app.i18n.locale import lazy_gettext as _l
from app.persistence.models.search.questions import PublicQuestion
from app.persistence.queries import categories
from app.services.finding.questions import LANGUAGES, LONGEST, Draft
from app.web.forms import Form, Longest, Required, TextField, read_number

ASKED, TOLD = LONGEST["question"], LONGEST["answer"]


class QuestionForm(Form):
    """In Vietnamese always, in Khmer and English where somebody can."""

    question_vi = TextField(
        _l("Câu hỏi"),
        [Required(_l("Xin ghi câu hỏi.")), Longest(ASKED)],
        description=_l("Viết như người dân hỏi, một câu, không nêu tên ai."),
    )
    answer_vi = TextField(
        _l("Trả lời"),
        [Required(_l("Xin ghi câu trả lời.")), Longest(TOLD)],
        description=_l("Nói rõ phải làm gì, ở đâu, trong bao lâu, theo văn bản nào."),
    )
    question_km = TextField(_l("Câu hỏi bằng tiếng Khmer"), [Longest(ASKED)])
    answer_km = TextField(_l("Trả lời bằng tiếng Khmer"), [Longest(TOLD)])
    question_en = TextField(_l("Câu hỏi bằng tiếng Anh"), [Longest(ASKED)])
    answer_en = TextField(_l("Trả lời bằng tiếng Anh"), [Longest(TOLD)])
    category_code = SelectField(_l("Lĩnh vực"), [Optional()])
    case_id = HiddenField()

    def offer(self) -> None:
        """The fields of law that can be chosen."""
        self.category_code.choices = [
            ("", _l("– Không chọn –")),
            *((one.code, one.words) for one in categories.everything()),
        ]

    @classmethod
    def of(cls, row: PublicQuestion | Draft) -> "QuestionForm":
        """Filled with what is kept or proposed."""
        texts = {
            f"{name}_{code}": said for code, pair in row.texts.items() for name, said in zip(LONGEST, pair, strict=True)
        }
        return cls(
            data={**texts, "category_code": row.category_code or "", "case_id": str(row.case_id or "")}, formdata=None
        )

    def draft(self) -> Draft:
        """What was typed."""
        texts = {code: (self[f"question_{code}"].data or "", self[f"answer_{code}"].data or "") for code in LANGUAGES}
        return Draft(texts, self.category_code.data or None, read_number(self.case_id.data or ""))

    def tell(self, refusal: Refusal) -> None:
        """Why not, at its field."""
        field = self._fields.get(str(refusal.details.get("field", ""))) or self.question_vi
        field.errors = [*field.errors, reasons.sentence(refusal)]
