"""Mistakes at their fields: those that the form itself refuses, and those that the service does."""

from collections.abc import Mapping
from types import MappingProxyType

from wtforms import FormField

from app.domain.refusals import BadInput
from app.i18n import reasons
from app.web.forms import Form

Faults = list[tuple[str, str]]


def placed(form: Form, refusal: BadInput, names: Mapping[str, str] = MappingProxyType({})) -> Faults:
    """What the service refused, each at its field; `names`: fields that the form calls otherwise."""
    faults: Faults = []
    for problem in refusal.details["problems"]:  # type: ignore[attr-defined]  # the service puts them there
        words = reasons.say(problem.reason)
        name = names.get(problem.field, problem.field)
        if name in form:
            form[name].errors = [words]
        faults.append((name, words))
    return faults


def typed_wrong(form: Form) -> Faults:
    """What the fields themselves refuse, for the summary."""
    found: Faults = []
    for field in form:
        for words in field.errors if not isinstance(field, FormField) else ():
            found.append((field.id, str(words)))
        if isinstance(field, FormField):
            found += typed_wrong(field.form)
    return found
