"""Is the petition eligible, and what should be done with it: the officer's answers, the law's grounds, one proposal."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, SelectField
from wtforms.validators import Optional

from app.domain.facts import Actor
from app.domain.refusals import BadInput
from app.domain.triage import TriageFacts, proposed
from app.domain.vocabulary import Disposition, Step
from app.i18n import labels, reasons
from app.i18n.locale import gettext as _
from app.i18n.locale import lazy_gettext as _l
from app.persistence.models.case import Case
from app.services import steps
from app.services.intake import screening, triage
from app.services.intake.triage import Proposal
from app.services.likeness import candidates
from app.services.oversight import dossier
from app.web.casework.forms.intake import body_choices
from app.web.casework.forms.steps import MAX_TEXT, StepForm
from app.web.casework.questions import GROUPS, QUESTIONS, RARE, USUAL
from app.web.casework.taking import changed
from app.web.clock import now, today
from app.web.forms import DayField, LineField, Longest, Required, TextField
from app.web.sessions import current_actor


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
        """The fields by group, as this procedure asks them: first those that matter in most cases."""
        return self._grouped(name for name in asked_of(case) if name not in RARE)

    def rare_questions(self, case: Case) -> list[tuple[str, list[Any]]]:
        """The fields that seldom matter."""
        return self._grouped(name for name in asked_of(case) if name in RARE)

    def has_rare_answer(self, case: Case) -> bool:
        """One of the seldom asked is answered other than usual, and should be seen."""
        return any(bool(self._fields[name].data) is not USUAL[name] for name in asked_of(case) if name in RARE)

    def _grouped(self, names: Iterable[str]) -> list[tuple[str, list[Any]]]:
        found: dict[str, list[Any]] = {}
        for name in names:
            found.setdefault(QUESTIONS[name][0], []).append(self._fields[name])
        return [(str(words), found[group]) for group, words in GROUPS.items() if group in found]

    def follow(self, case: Case, wanted: Disposition | None) -> None:
        """Propose what the law says; where to, from the ruling on competence until the officer names another."""
        self.disposition.data = wanted.value if wanted else ""
        if wanted not in (Disposition.GUIDE, Disposition.TRANSFER) or self.target.data or self.target_name.data:
            return
        there = screening.destination(case, today())
        if wanted is Disposition.TRANSFER and str(there.body_id) in {value for value, _words in self.target.choices}:
            self.target.data = str(there.body_id)
        else:
            self.target_name.data = there.name

    def proposal(self, case: Case, grounds: tuple[str, ...]) -> Proposal:
        """What goes to the head."""
        return Proposal(
            disposition=Disposition(self.disposition.data),
            reason=self.reason.data,
            target_body_id=int(self.target.data) if self.target.data else None,
            target_name=self.target_name.data or "",
            grounds=grounds,
            is_anonymous=self.answers(case).is_anonymous,
        )


for _name, (_group, _words) in QUESTIONS.items():
    setattr(ProposeForm, _name, BooleanField(_words))


def asked_of(case: Case) -> list[str]:
    """The questions that this procedure raises in law."""
    asked = screening.asked(case.procedure, today())
    return [name for name in QUESTIONS if name in asked]


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
        form.follow(case, first.disposition if first else None)
        return _page(case, form, rulings)
    if form.is_stale(case):
        return changed(case, form)
    if form.validate():
        try:
            grounds = tuple(ruling.ground.rule_id for ruling in rulings)
            triage.propose(actor, case_id, form.proposal(case, grounds), at=now())
        except BadInput as refusal:
            field = form.field_for(str(refusal.details.get("field", ""))) or form.disposition
            field.errors = [*field.errors, reasons.sentence(refusal)]
        else:
            flash(_("Đã trình người đứng đầu."), "success")
            return redirect(url_for("casework.show", case_id=case_id))
    return _page(case, form, rulings), 422


def _page(case: Case, form: ProposeForm, rulings: Any) -> str:
    alike = candidates.of_case(current_actor(), case, today())
    return render_template("casework/propose.html", case=case, form=form, rulings=rulings, alike=alike, today=today())
