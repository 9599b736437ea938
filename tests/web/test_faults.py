"""What a service refuses stands at its field, and leads the summary."""

from flask import Flask

from app.domain.refusals import BadInput
from app.i18n import reasons
from app.services.intake.petition_input import Problem
from app.web.faults import placed
from app.web.oversight.audit.forms import DrawForm


def test_several_problems_and_a_single_field(app: Flask) -> None:
    with app.test_request_context(method="POST"):
        form = DrawForm()
        odd = BadInput("sample_size_odd", field="size", most=200)
        assert placed(form, odd) == [("size", reasons.sentence(odd))]
        assert form.size.errors == [reasons.sentence(odd)] and "200" in form.size.errors[0]
        unknown = BadInput("round_body_unknown", field="body_id")
        assert placed(form, unknown, {"body_id": "body"}) == [("body", reasons.sentence(unknown))]
        assert form.body.errors == [reasons.sentence(unknown)]
        problems = [Problem("seed", "content_too_long"), Problem("other", "round_body_there")]
        both = BadInput("round_incomplete", problems=problems)
        assert [name for name, _words in placed(form, both)] == ["seed", "other"]
        assert form.seed.errors == [reasons.say("content_too_long")]
