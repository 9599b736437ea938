"""What has been decided and answered, for everybody. Words come as a form and are kept nowhere."""

from flask import make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.services.finding import published as results
from app.web.forms import one_spelling, read_place

LAST_PAGE = 50


def published() -> ResponseReturnValue:
    """The newest, or what answers the words that were sent."""
    words = one_spelling(request.form.get("words", "")[: 2 * results.LONGEST]) or ""
    if not words:
        return _newest()
    page = _page()
    answer, found = results.search(words, page=page)
    shown = render_template(
        "public/published.html",
        words=words,
        results=found,
        answer=answer,
        page=page,
        has_more=page < LAST_PAGE and answer.found.count > page * results.PAGE,
    )
    response = make_response(shown)
    response.headers["Cache-Control"] = "no-store"
    return response


def published_case(case_id: int) -> ResponseReturnValue:
    """The decision or answer itself."""
    return render_template("public/published_case.html", result=results.one(case_id))


def _newest() -> ResponseReturnValue:
    found, cursor = results.newest(before=read_place(request.args.get("before", "")))
    older = url_for("public.published", before=f"{cursor[0].isoformat()}~{cursor[1]}") if cursor else None
    return render_template("public/published.html", words="", results=found, older=older)


def _page() -> int:
    typed = request.form.get("page", "")
    return min(max(int(typed), 1), LAST_PAGE) if typed.isascii() and typed.isdecimal() and len(typed) < 4 else 1
