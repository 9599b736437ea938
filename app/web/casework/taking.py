"""The one way a step of the procedure is put to a person: say what the clocks will do, ask, take it, or say why not.

A step's view names its form, its service call and its sentence; the rest is here.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.facts import Actor
from app.domain.refusals import NotAllowed, NotFound, Refusal, WrongState
from app.domain.vocabulary import Step
from app.domain.workflow import Transition
from app.i18n import reasons
from app.persistence.models.case import Case
from app.persistence.queries import cases
from app.services import clocks, records, steps
from app.services.oversight import dossier, dossier_story
from app.services.steps import NO_PAPER, Paper
from app.web.casework.forms.steps import StepForm
from app.web.clock import now, today
from app.web.sessions import keyed_actor

OK, INVALID = 200, 422
Act = Callable[[Actor, Any, datetime], object]


def ask_and_take(
    case_id: int,
    step: Step,
    form_class: type[StepForm],
    act: Act,
    *,
    done: str,
) -> ResponseReturnValue:
    """GET shows the form of a step, POST takes it: then the case again, the form with what is wrong (typed text kept),
    or, when somebody else was faster, both versions side by side (409)."""
    actor = keyed_actor()
    case = dossier.seen(actor, case_id)
    form = form_class()
    form.prepare(case, actor)
    if request.method == "GET" or form.wants_preview:
        return _page(case, step, form, _checked(actor, case, step))
    if form.is_stale(case):
        return changed(case, form)
    status = _taken(actor, form, act)
    if status == OK:
        flash(done, "success")
        return redirect(form.way_back() or _onward(actor, case_id))
    return _page(case, step, form, _transition(actor, case, step)), status


def _onward(actor: Actor, case_id: int) -> str:
    """The case again; the queue, where the step has taken it out of the actor's sight."""
    if cases.seen(actor, case_id) is None:
        return url_for("casework.queue")
    return url_for("casework.show", case_id=case_id)


def _taken(actor: Actor, form: StepForm, act: Act) -> int:
    """Take the step; else the status, with the reason at its field or above the form. What is hidden is raised."""
    if not form.validate():
        return INVALID
    try:
        act(actor, form, now())
    except (NotFound, NotAllowed):
        raise
    except Refusal as refusal:
        return _tell(form, refusal)
    return OK


def changed(case: Case, form: StepForm) -> ResponseReturnValue:
    """What somebody else did meanwhile, and what was typed here: nothing is lost, nothing overwritten."""
    news = dossier_story.since(case, form.event_seen)
    return render_template("casework/changed.html", case=case, news=news, form=form), 409


def _transition(actor: Actor, case: Case, step: Step) -> Transition | None:
    try:
        return _checked(actor, case, step)
    except Refusal:
        return None


def _checked(actor: Actor, case: Case, step: Step) -> Transition:
    """What the step would do, once the fact is declared that is declared with it."""
    stated = records.stated_with(step, case.facts())
    return steps.check(actor, case, step, at=now(), stated=stated)[0]


def _page(case: Case, step: Step, form: StepForm, transition: Transition | None) -> str:
    on = _document_date(case, form)
    return render_template(
        "casework/step.html",
        case=case,
        step=step,
        form=form,
        transition=transition,
        turns=clocks.preview(case, transition, on) if transition else (),
        on=on,
        today=today(),
    )


def _document_date(case: Case, form: StepForm) -> date:
    """The date the preview counts from: the one typed, if it can be meant."""
    field = getattr(form, "document_on", None) or getattr(form, "served_on", None)
    typed = field.data if field is not None else None
    return typed if typed and case.received_on <= typed <= today() else today()


def _tell(form: StepForm, refusal: Refusal) -> int:
    """Put a refusal where it belongs: at its field, else above the form."""
    name = str(refusal.details.get("field", ""))
    field = form.field_for(name)
    if field is not None:
        field.errors = [*field.errors, reasons.sentence(refusal)]
    else:
        form.refusal = refusal
    return refusal.status if isinstance(refusal, WrongState) else INVALID


def paper_of(form: StepForm) -> Paper:
    """Number and date of the document, where the form asks for them."""
    number, on = getattr(form, "document_number", None), getattr(form, "document_on", None)
    if number is None and on is None:
        return NO_PAPER
    return Paper(number.data or "" if number else "", on.data if on else None)
