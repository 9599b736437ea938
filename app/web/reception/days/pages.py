"""What the pages of a reception have in common: mistakes at their fields, answers that no cache keeps."""

from flask import make_response
from flask.typing import ResponseReturnValue

from app.domain.refusals import BadInput
from app.i18n import reasons
from app.web.forms import Form

Faults = list[tuple[str, str]]


def placed(form: Form, refusal: BadInput) -> Faults:
    """What the service refused, each at its field."""
    faults: Faults = []
    for problem in refusal.details["problems"]:  # type: ignore[attr-defined]  # the service puts them there
        words = reasons.say(problem.reason)
        if problem.field in form:
            form[problem.field].errors = [words]
        faults.append((problem.field, words))
    return faults


def unkept(page: str, status: int = 200) -> ResponseReturnValue:
    """No cache keeps the words of a citizen."""
    response = make_response(page, status)
    response.headers["Cache-Control"] = "no-store"
    return response
