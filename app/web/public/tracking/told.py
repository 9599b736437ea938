"""The link of a letter that ends the letters."""

from flask import render_template
from flask.typing import ResponseReturnValue

from app.services.notices import choosing
from app.web.clock import now
from app.web.forms import ConfirmForm


def stop_letters(address_id: int, token: str) -> ResponseReturnValue:
    """Asks once, since mail programs open links by themselves."""
    done = choosing.stop(address_id, token, at=now()) if ConfirmForm().validate_on_submit() else None
    return render_template("public/stop_letters.html", done=done), 404 if done is False else 200
