"""Questions and answers that were released, for everybody."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.services.finding import answered
from app.web.forms import read_place


def questions() -> ResponseReturnValue:
    """The newest first; the box asks the search of all that is public."""
    rows, cursor = answered.newest(before=read_place(request.args.get("before", "")))
    older = url_for("public.questions", before=f"{cursor[0].isoformat()}~{cursor[1]}") if cursor else None
    return render_template("public/questions.html", rows=rows, older=older)


def question(question_id: int) -> ResponseReturnValue:
    """One of them."""
    return render_template("public/question.html", one=answered.one(question_id))
