"""Findings: the list of who watches and of who answers, one with its history, writing and correcting."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.oversight import findings as rules
from app.domain.oversight.vocabulary import FindingState, FindingStep, Severity
from app.domain.refusals import BadInput
from app.domain.vocabulary import Role
from app.i18n import formats
from app.i18n.locale import gettext as _
from app.persistence.models.oversight import InspectionFinding, InspectionRound
from app.persistence.queries.oversight.audit import findings as kept
from app.persistence.queries.oversight.audit import rounds
from app.persistence.queries.oversight.audit.findings import Narrowed, Tab
from app.services.law import law_in_force
from app.services.oversight.audit import finding, opening, planning
from app.services.oversight.audit.finding import FindingInput
from app.web.clock import now, today
from app.web.faults import Faults, placed, typed_wrong
from app.web.forms import read_number, read_place
from app.web.oversight.audit import asked
from app.web.oversight.audit.forms import AnswerForm, FindingForm, of
from app.web.sessions import current_actor

COUNTED = (Tab.OPEN, Tab.OVERDUE, Tab.MINE)


def inspection_findings() -> ResponseReturnValue:
    """The most urgent first; a head's own list, or everything for the inspectorate."""
    actor, day = current_actor(), today()
    wanted = asked.findings(actor, request.args)
    rows = kept.listed(actor, wanted, day, after=read_place(request.args.get("after", "")))
    shown, more = rows[: kept.PAGE], len(rows) > kept.PAGE
    visible = rounds.opened_to(actor, [one.case_id for one in shown if one.case_id is not None])
    return render_template(
        "oversight/audit/findings.html",
        rows=shown,
        cases=visible,
        wanted=wanted,
        values=asked.values(wanted),
        tabs_of=[(tab, kept.count(actor, _only(tab), day) if tab in COUNTED else None) for tab in asked.tabs(actor)],
        of_round=planning.seen(actor, wanted.round_id) if wanted.round_id and actor.role is Role.INSPECTORATE else None,
        severities=of(Severity),
        last=f"{shown[-1].due_on}~{shown[-1].id}" if more else None,
    )


def _only(tab: Tab) -> Narrowed:
    return Narrowed(tab)


def show_finding(finding_id: int) -> ResponseReturnValue:
    """What was found, and what was said about it since."""
    return page(finding.seen(current_actor(), finding_id), AnswerForm(formdata=None))


def page(row: InspectionFinding, form: AnswerForm, faults: Faults | None = None) -> ResponseReturnValue:
    """The page of one, with the forms that are open to this reader."""
    actor, facts = current_actor(), row.facts()
    is_member = actor.user_id in row.round.facts().member_ids
    is_open = {step: facts.state in rules.FROM[step] for step in FindingStep}
    shown = render_template(
        "oversight/audit/finding.html",
        finding=row,
        case=rounds.opened_to(actor, [row.case_id]).get(row.case_id) if row.case_id is not None else None,
        is_inspector=actor.role is Role.INSPECTORATE,
        may={step: is_open[step] and is_member for step in FindingStep if step is not FindingStep.ANSWER},
        may_answer=is_open[FindingStep.ANSWER] and rules.is_addressee(actor, facts),
        is_overdue=facts.is_overdue(today()),
        form=form,
        summary=faults or [],
        Step=FindingStep,
        State=FindingState,
    )
    return shown, 422 if faults else 200


def write_finding(round_id: int) -> ResponseReturnValue:
    """About a case that was drawn, or about a body as a whole."""
    actor, case_id = current_actor(), read_number(request.args.get("case", ""))
    row = planning.seen(actor, round_id)
    if case_id is not None:
        opening.drawn(actor, round_id, case_id)
    if request.method == "GET":
        return _form_page(row, FindingForm(formdata=None), case_id=case_id)
    form = FindingForm()
    if not form.validate():
        return _form_page(row, form, case_id=case_id, faults=typed_wrong(form))
    try:
        number = finding.write(actor, round_id, _read(form, case_id), at=now())
    except BadInput as refusal:
        return _form_page(row, form, case_id=case_id, faults=placed(form, refusal, {"body_id": "body"}))
    flash(_("Đã ghi bản nháp. Người đứng đầu chỉ thấy sau khi gửi."), "success")
    return redirect(url_for("oversight.show_finding", finding_id=number), 303)


def edit_finding(finding_id: int) -> ResponseReturnValue:
    """Correct a draft."""
    actor = current_actor()
    row = finding.seen(actor, finding_id)
    if request.method == "GET":
        return _form_page(row.round, FindingForm(formdata=None, obj=row), found=row)
    form = FindingForm()
    if not form.validate():
        return _form_page(row.round, form, found=row, faults=typed_wrong(form))
    try:
        finding.edit(actor, finding_id, _read(form, row.case_id), at=now())
    except BadInput as refusal:
        return _form_page(row.round, form, found=row, faults=placed(form, refusal))
    flash(_("Đã lưu bản nháp."), "success")
    return redirect(url_for("oversight.show_finding", finding_id=finding_id), 303)


def _read(form: FindingForm, case_id: int | None) -> FindingInput:
    return FindingInput(
        severity=next((one for one in Severity if one.value == form.severity.data), None),
        what=form.what.data or "",
        remedy=form.remedy.data or "",
        due_on=form.due_on.data,
        citation=form.citation.data or "",
        law=form.law.data or "",
        case_id=case_id,
        body_id=read_number(form.body.data or ""),
    )


def _form_page(
    row: InspectionRound,
    form: FindingForm,
    *,
    case_id: int | None = None,
    found: InspectionFinding | None = None,
    faults: Faults | None = None,
) -> ResponseReturnValue:
    about = found.case_id if found else case_id
    visible = rounds.opened_to(current_actor(), [about]) if about is not None else {}
    form.severity.choices = of(Severity)
    form.body.choices = [(str(one.body_id), one.body.name) for one in row.bodies]
    form.citation.choices = [(key, formats.citation(one)) for key, one in finding.articles(law_in_force()).items()]
    case = visible.get(about) if about is not None else None
    shown = render_template(
        "oversight/audit/write.html", round=row, form=form, finding=found, case=case, summary=faults or []
    )
    return shown, 422 if faults else 200
