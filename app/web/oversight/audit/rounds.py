"""Rounds: the list, the plan, the page of one with everything that belongs to it."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.oversight.vocabulary import RoundKind, RoundState
from app.domain.refusals import BadInput, WrongState
from app.i18n import reasons
from app.i18n.locale import gettext as _
from app.persistence.models.oversight import InspectionRound
from app.persistence.queries import bodies
from app.persistence.queries.oversight.audit import findings
from app.persistence.queries.oversight.audit import rounds as kept
from app.services.oversight.audit import concluding, planning
from app.services.oversight.audit.planning import RoundInput
from app.web.clock import now, today
from app.web.faults import Faults, placed, typed_wrong
from app.web.forms import read_number
from app.web.oversight.audit import asked, team
from app.web.oversight.audit.forms import RoundForm, of
from app.web.sessions import current_actor

CALLED = {"user_id": "leader"}


def inspection_rounds() -> ResponseReturnValue:
    """The newest first, fifty at a time."""
    wanted, actor = asked.rounds(request.args), current_actor()
    rows = kept.listed(wanted.state, mine=actor.user_id if wanted.mine else None, before=wanted.before)
    shown, more = rows[: kept.PAGE], len(rows) > kept.PAGE
    return render_template(
        "oversight/audit/rounds.html",
        rows=shown,
        asked=wanted,
        states=list(RoundState),
        last=shown[-1].id if more else None,
    )


def plan_round() -> ResponseReturnValue:
    """A new round, with whoever leads it."""
    actor = current_actor()
    if request.method == "GET":
        return _form_page(RoundForm(formdata=None, data={"leader": str(actor.user_id), "kind": RoundKind.INSPECTION}))
    form = RoundForm()
    if not form.validate():
        return _form_page(form, faults=typed_wrong(form))
    try:
        number = planning.make(actor, _read(form), read_number(form.leader.data or "") or 0, at=now())
    except BadInput as refusal:
        return _form_page(form, faults=placed(form, refusal, CALLED))
    flash(_("Đã lập cuộc mới. Xin thêm cơ quan được xem xét và thành viên đoàn, rồi bắt đầu."), "success")
    return redirect(url_for("oversight.show_round", round_id=number), 303)


def edit_round(round_id: int) -> ResponseReturnValue:
    """The plan, until the round begins."""
    actor = current_actor()
    row = planning.seen(actor, round_id)
    if request.method == "GET":
        return _form_page(RoundForm(formdata=None, obj=row), row)
    form = RoundForm()
    if not form.validate():
        return _form_page(form, row, typed_wrong(form))
    try:
        planning.edit(actor, round_id, _read(form), at=now())
    except BadInput as refusal:
        return _form_page(form, row, placed(form, refusal, CALLED))
    flash(_("Đã lưu kế hoạch."), "success")
    return redirect(url_for("oversight.show_round", round_id=round_id), 303)


def show_round(round_id: int) -> ResponseReturnValue:
    """Plan, team, samples, findings, numbers, conclusion."""
    actor = current_actor()
    row = planning.seen(actor, round_id)
    found = findings.of_round(actor, round_id)
    counted = concluding.counted(round_id, found, today())
    return render_template(
        "oversight/audit/round.html",
        round=row,
        samples=kept.samples(round_id),
        findings=found,
        counted=counted,
        places=bodies.short_names({*counted.drawn, *counted.by_body}),
        choices=team.choices(row) if team.may_plan(actor, row) else None,
        is_member=actor.user_id in row.facts().member_ids,
        is_leader=actor.user_id == row.facts().leader_id,
        RoundState=RoundState,
    )


def begin_round(round_id: int) -> ResponseReturnValue:
    """From here on the plan stands."""
    try:
        planning.begin(current_actor(), round_id, at=now())
        flash(_("Cuộc đã bắt đầu. Việc tiếp theo: rút mẫu hồ sơ."), "success")
    except WrongState as refusal:
        flash(reasons.sentence(refusal))
    return redirect(url_for("oversight.show_round", round_id=round_id), 303)


def _read(form: RoundForm) -> RoundInput:
    return RoundInput(
        name=form.name.data or "",
        ground=form.ground.data or "",
        since=form.since.data,
        until=form.until.data,
        kind=next((one for one in RoundKind if one.value == form.kind.data), RoundKind.INSPECTION),
        plan_number=form.plan_number.data or "",
        plan_on=form.plan_on.data,
    )


def _form_page(
    form: RoundForm, row: InspectionRound | None = None, faults: Faults | None = None
) -> ResponseReturnValue:
    form.kind.choices = of(RoundKind)
    form.leader.choices = [(str(one.id), one.name) for one in kept.inspectors(today())]
    page = render_template("oversight/audit/plan.html", form=form, round=row, summary=faults or [])
    return page, 422 if faults else 200
