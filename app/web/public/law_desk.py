"""The law desk: by when, and who? Every answer names its article, says how sure it is, and can be passed on."""

from datetime import date

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.domain.deadlines import Pause
from app.domain.facts import CompetenceFacts
from app.domain.refusals import LawUnknown
from app.domain.rules import LawBook
from app.domain.vocabulary import Procedure
from app.i18n import labels, locale, reasons
from app.i18n.locale import gettext as _
from app.persistence.queries import bodies, categories
from app.services.law import law_in_force
from app.services.oversight import law_desk as desk
from app.services.oversight.law_desk import WhenAnswer, WhoAnswer
from app.web.clock import today
from app.web.petition_choices import bodies_of, communes
from app.web.public.law_desk_forms import WhenForm, WhoForm

Pairs = list[tuple[str, str]]


def law_desk() -> ResponseReturnValue:
    """By when? The form, and below it the answer to what the address asks."""
    law, form = law_in_force(), WhenForm()
    asked = "clock" in request.args
    clock = request.args.get("clock", "").rpartition(":")[2]
    offered = [clock] if clock in law.clocks else law.clocks
    form.offer(_clock_choices(law), desk.circumstances(law, offered))
    answer, unknown = _when(form) if asked and form.validate() else (None, "")
    status = 422 if form.errors else 200
    return render_template("public/law/when.html", form=form, answer=answer, unknown=unknown, name=clock_name), status


def _when(form: WhenForm) -> tuple[WhenAnswer | None, str]:
    """The answer, or why the law has none."""
    procedure, _colon, clock = form.clock.data.rpartition(":")
    pauses = [Pause(form.since.data, form.until.data)] if form.since.data else []
    try:
        of = Procedure(procedure) if procedure else None
        return desk.by_when(clock, of, form.day.data, form.case.data or [], pauses), ""
    except LawUnknown as refusal:
        return None, reasons.sentence(refusal)


def law_who() -> ResponseReturnValue:
    """Who decides? The form, and the answer to what the address asks."""
    form = WhoForm()
    filed_on = form.filed_on.data or today()
    act_on = form.act_on.data or filed_on
    form.offer(_body_choices(act_on, form.q.data or ""), communes(filed_on), _field_choices())
    asked = "procedure" in request.args
    answer, unknown = _who(form, filed_on) if asked and form.validate() else (None, "")
    status = 422 if form.errors else 200
    page = render_template("public/law/who.html", form=form, answer=answer, unknown=unknown, day=act_on, on=filed_on)
    return page, status


def _who(form: WhoForm, filed_on: date) -> tuple[WhoAnswer | None, str]:
    facts = CompetenceFacts(
        procedure=Procedure(form.procedure.data),
        filed_on=filed_on,
        act_on=form.act_on.data,
        respondent_code=form.body.data or None,
        respondent_is_head=form.position.data == "head",
        respondent_position="body" if form.position.data == "body" else "",
        first_decided_on=form.first_on.data,
        unit_code=form.unit.data or None,
        field=form.field.data or None,
    )
    try:
        return desk.by_whom(facts), ""
    except LawUnknown as refusal:
        return None, reasons.sentence(refusal)


def clock_name(clock: str) -> str:
    """What a clock is called, in the current language."""
    names = law_in_force().clock_names.get(clock, {})
    return names.get(locale.current()) or names.get(locale.SOURCE) or clock


def group_name(procedure: Procedure | None) -> str:
    """What a group of clocks is called."""
    return labels.label(procedure) if procedure else _("Tiếp công dân, xử lý đơn và việc khác")


def _clock_choices(law: LawBook) -> dict[str, Pairs]:
    groups: dict[str, Pairs] = {}
    for group in desk.clock_groups(law):
        value = group.procedure.value if group.procedure else ""
        pairs = [(f"{value}:{clock}", clock_name(clock)) for clock in group.clocks]
        groups[group_name(group.procedure)] = pairs
    return groups


def _body_choices(day: date, words: str) -> dict[str, Pairs]:
    """Bodies of a day by their codes, which mean the same in every installation."""
    codes = {str(body.id): body.code for body in bodies.directory()}
    found = bodies_of(day, words) or bodies_of(day)
    return {level: [(codes[body_id], name) for body_id, name in pairs] for level, pairs in found.items()}


def _field_choices() -> Pairs:
    """Fields of work, each under the first class of matters that stands for it."""
    found: dict[str, str] = {}
    for item in categories.everything():
        if item.field:
            found.setdefault(item.field, item.words)
    return list(found.items())
