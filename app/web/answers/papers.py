"""A letter as an answer: PDF in the window, Word as a download; kept by no cache."""

from flask import Response

from app.documents import press
from app.documents.letter import Letter
from app.domain.refusals import BadInput


def require_form(form: str) -> str:
    """PDF or Word; asked before a letter gets its number. Anything else: BadInput."""
    if form not in press.MEDIA:
        raise BadInput("letter_not_of_visit")
    return form


def paper(letter: Letter, form: str, name: str) -> Response:
    """The letter in the form asked for. Another form than PDF and Word: BadInput."""
    how = "inline" if require_form(form) == "pdf" else "attachment"
    headers = {"Content-Disposition": f'{how}; filename="{name}.{form}"', "Cache-Control": "no-store"}
    return Response(press.print_letter(letter, form), mimetype=press.MEDIA[form], headers=headers)
