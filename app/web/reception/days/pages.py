"""What the pages of a reception have in common: mistakes at their fields."""

from collections.abc import Mapping
from types import MappingProxyType

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
