"""Mistakes at their fields: those that the form itself refuses, and those that the service does."""

from collections.abc import Mapping
from types import MappingProxyType

from wtforms import FormField

from app.domain.refusals import BadInput
from app.i18n import reasons
from app.web.forms import Form

Faults = list[tuple[str, str]]


def placed(form: Form, refusal: BadInput, names: Mapping[str, str] = MappingProxyType({})) -> Faults:
    """What the service refused, each problem at its field, or all at the one field that it names; `names`: fields that
    the form calls otherwise."""
    faults: Faults = []
    for field, words in _said(refusal):
        name = names.get(field, field)
        if name in form:
            form[name].errors = [words]
        faults.append((name, words))
    return faults


def _said(refusal: BadInput) -> Faults:
    if "problems" not in refusal.details:
        return [(str(refusal.details.get("field", "")), reasons.sentence(refusal))]
    problems = refusal.details["problems"]
    return [(one.field, reasons.say(one.reason)) for one in problems]  # type: ignore[attr-defined]  # the service puts them there


def typed_wrong(form: Form) -> Faults:
    """What the fields themselves refuse, for the summary."""
    found: Faults = []
    for field in form:
        for words in field.errors if not isinstance(field, FormField) else ():
            found.append((field.id, str(words)))
        if isinstance(field, FormField):
            found += typed_wrong(field.form)
    return found
