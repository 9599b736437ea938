"""Is the petition eligible, and what should be done with it: the officer's answers, the law's grounds, one proposal."""

from dataclasses import replace
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, SelectField
from wtforms.validators import Optional

from app.domain.facts import Actor
from app.domain.refusals import BadInput
from app.domain.triage import TriageFacts, proposed
from app.domain.vocabulary import CaseKind, Disposition, Step
from app.i18n import labels, reasons
from app.i18n.locale import gettext as _
from app.i18n.locale import lazy_gettext as _l
from app.persistence.models.case import Case
from app.services import steps
from app.services.intake import screening, triage
from app.services.intake.triage import Proposal
from app.services.oversight import dossier
from app.web.casework.forms.intake import body_choices
from app.web.casework.forms.steps import MAX_TEXT, StepForm
from app.web.casework.taking import changed
from app.web.clock import now, today
from app.web.forms import DayField, LineField, Longest, Required, TextField
from app.web.sessions import current_actor

EVERY = frozenset(CaseKind)
KN, TC = frozenset({CaseKind.COMPLAINT}), frozenset({CaseKind.DENUNCIATION})
SERIOUS = KN | TC
PLAIN = EVERY - {CaseKind.FIELD_REPORT}

QUESTIONS: dict[str, tuple[str, frozenset[CaseKind], Any]] = {
    # field of TriageFacts: group, kinds it is asked for, words
    "is_competent": ("competence", EVERY, _l("Thuộc thẩm quyền, trách nhiệm của cơ quan mình")),
    "is_outside_administration": ("competence", SERIOUS, _l("Việc của tòa án, kiểm sát, Đảng, đoàn thể, doanh nghiệp")),
    "is_named": ("form", PLAIN, _l("Có họ tên và địa chỉ người làm đơn")),
    "is_dated": ("form", SERIOUS, _l("Có ngày, tháng, năm viết đơn")),
    "is_signed": ("form", SERIOUS, _l("Có chữ ký hoặc điểm chỉ")),
    "is_in_vietnamese": ("form", SERIOUS, _l("Viết bằng tiếng Việt, hoặc có bản dịch công chứng")),
    "has_content": ("form", EVERY, _l("Nội dung rõ ràng")),
    "is_legible": ("form", PLAIN, _l("Đọc được, không rách nát, tẩy xóa")),
    "is_insulting": ("form", PLAIN, _l("Có lời lẽ xúc phạm, chống phá")),
    "concerns_own_rights": ("conditions", KN, _l("Quyết định, hành vi liên quan trực tiếp đến quyền lợi của người đó")),
    "has_capacity": ("conditions", SERIOUS, _l("Người làm đơn có năng lực hành vi, hoặc có người đại diện hợp pháp")),
    "representative_is_lawful": ("conditions", KN, _l("Người đại diện, người được ủy quyền hợp pháp (nếu có)")),
    "has_group_representatives": ("conditions", KN, _l("Nhiều người: đã có văn bản cử người đại diện")),
    "is_excluded_decision": (
        "conditions",
        KN,
        _l("Quyết định nội bộ, văn bản quy phạm pháp luật, hoặc văn bản có bí mật nhà nước"),
    ),
    "has_justified_delay": ("conditions", KN, _l("Chậm vì lý do chính đáng (ốm đau, thiên tai, công tác xa)")),
    "has_first_decision": ("conditions", KN, _l("Lần hai: có quyết định lần đầu, hoặc lần đầu đã quá hạn")),
    "second_decision_exists": ("conditions", KN, _l("Đã có quyết định giải quyết lần hai")),
    "was_stopped_not_resumed": ("conditions", KN, _l("Đã đình chỉ, quá 30 ngày không khiếu nại tiếp")),
    "court_has_accepted": ("conditions", KN, _l("Tòa án đã thụ lý hoặc đã có bản án")),
    "is_anonymous": ("conditions", TC, _l("Nặc danh hoặc mạo danh")),
    "has_clear_evidence": ("conditions", TC, _l("Nêu rõ người vi phạm, có tài liệu chứng cứ cụ thể")),
    "has_basis": ("conditions", TC, _l("Có cơ sở để xác định người vi phạm và hành vi vi phạm")),
    "sent_to_many_incl_competent": ("before", PLAIN, _l("Gửi nhiều nơi, trong đó có cơ quan có thẩm quyền")),
    "was_guided_before": ("before", PLAIN, _l("Đã được hướng dẫn một lần về cùng nội dung")),
    "was_forwarded_by_body": ("before", KN, _l("Do cơ quan khác chuyển đến")),
    "was_presented_in_person": ("before", TC, _l("Đến trình bày trực tiếp")),
    "is_duplicate_of_open": ("before", EVERY, _l("Trùng với vụ việc đang giải quyết")),
    "is_settled_effective": ("before", PLAIN, _l("Đã giải quyết, đã trả lời xong")),
    "has_new_facts": ("before", PLAIN, _l("Có tình tiết mới")),
    "is_overdue_below": ("before", PLAIN, _l("Thuộc cấp dưới và cấp dưới đã quá hạn")),
    "is_mixed": ("signs", PLAIN, _l("Có nhiều nội dung thuộc loại khác nhau")),
    "shows_crime": ("signs", PLAIN, _l("Có dấu hiệu tội phạm")),
    "is_urgent_damage": ("signs", SERIOUS, _l("Sắp gây hậu quả khó khắc phục")),
    "is_heated": ("signs", PLAIN, _l("Gay gắt, phức tạp, đông người")),
    "has_originals": ("signs", KN, _l("Kèm giấy tờ gốc")),
}

GROUPS = {
    "competence": _l("Thẩm quyền"),
    "form": _l("Hình thức đơn"),
    "conditions": _l("Điều kiện thụ lý"),
    "before": _l("Trước đó và nơi khác"),
    "signs": _l("Dấu hiệu cần lưu ý"),
}


class ProposeForm(StepForm):
    """The answers, and the proposal. Each answer is a field of TriageFacts of the same name."""

    decision_known_on = DayField(_l("Ngày nhận hoặc biết quyết định, hành vi"), [Optional()])
    disposition = SelectField(_l("Đề xuất"), [Required(_l("Xin chọn hướng xử lý."))])
    reason = TextField(
        _l("Lý do đề xuất"),
        [Required(_l("Xin nêu lý do đề xuất.")), Longest(MAX_TEXT)],
        description=_l("Người đứng đầu đọc; khi không thụ lý, trả đơn, lưu đơn có thể dùng làm lý do báo công dân."),
    )
    target = SelectField(_l("Chuyển đến cơ quan trong hệ thống"), [Optional()])
    target_name = LineField(_l("Hoặc cơ quan khác (hướng dẫn, chuyển ra ngoài)"), [Longest(160)])

    def prepare(self, case: Case, actor: Actor) -> None:
        super().prepare(case, actor)
        self.disposition.choices = [("", "–"), *((d.value, labels.label(d)) for d in Disposition)]
        self.target.choices = [("", "–"), *body_choices(case, today())]
        if request.method == "GET":
            facts = screening.known(case)
            for name in QUESTIONS:
                self._fields[name].data = getattr(facts, name)
            self.decision_known_on.data = facts.decision_known_on

    def answers(self, case: Case) -> TriageFacts:
        """The officer's answers over what the file says; a question not asked of this kind keeps its first answer."""
        asked = {name: bool(self._fields[name].data) for name in asked_of(case)}
        return replace(screening.known(case), decision_known_on=self.decision_known_on.data, **asked)

    def questions(self, case: Case) -> list[tuple[str, list[Any]]]:
        """The fields by group, as this kind of case asks them."""
        found: dict[str, list[Any]] = {}
        for name in asked_of(case):
            found.setdefault(QUESTIONS[name][0], []).append(self._fields[name])
        return [(str(GROUPS[group]), asked) for group, asked in found.items()]

    def proposal(self, grounds: tuple[str, ...]) -> Proposal:
        """What goes to the head."""
        return Proposal(
            disposition=Disposition(self.disposition.data),
            reason=self.reason.data,
            target_body_id=int(self.target.data) if self.target.data else None,
            target_name=self.target_name.data or "",
            grounds=grounds,
        )


for _name, (_group, _kinds, _words) in QUESTIONS.items():
    setattr(ProposeForm, _name, BooleanField(_words))


def asked_of(case: Case) -> list[str]:
    """The questions that this kind of case raises."""
    return [name for name, (_group, kinds, _words) in QUESTIONS.items() if case.procedure.kind in kinds]


def propose(case_id: int) -> ResponseReturnValue:
    """Check the conditions, then propose."""
    actor = current_actor()
    case = dossier.seen(actor, case_id)
    form = ProposeForm()
    form.prepare(case, actor)
    steps.check(actor, case, Step.PROPOSE, at=now())
    rulings = triage.appraise(actor, case_id, form.answers(case), at=now())
    first = proposed(rulings)
    if request.method == "GET" or "check" in request.form:
        form.disposition.data = first.disposition.value if first and first.disposition else ""
        return _page(case, form, rulings)
    if form.is_stale(case):
        return changed(case, form)
    if form.validate():
        try:
            grounds = tuple(ruling.ground.rule_id for ruling in rulings)
            triage.propose(actor, case_id, form.proposal(grounds), at=now())
        except BadInput as refusal:
            field = form.field_for(str(refusal.details.get("field", ""))) or form.disposition
            field.errors = [*field.errors, reasons.sentence(refusal)]
        else:
            flash(_("Đã trình người đứng đầu."), "success")
            return redirect(url_for("casework.show", case_id=case_id))
    return _page(case, form, rulings), 422


def _page(case: Case, form: ProposeForm, rulings: Any) -> str:
    return render_template(
        "casework/propose.html", case=case, form=form, rulings=rulings, groups=form.questions(case), today=today()
    )
