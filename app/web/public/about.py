"""Pages that explain: the kinds of petition and their time limits, who sees what, and who can use the site."""

from flask import render_template
from flask.typing import ResponseReturnValue

from app import lawbook
from app.services.oversight.promises import promises
from app.web.clock import today

TABLE = {
    "complaint": (
        *("DL-KN-00", "DL-KN-01", "DL-KN-03", "DL-KN-04", "DL-KN-06"),
        *("DL-KN-03b", "DL-KN-04b", "DL-KN-09", "DL-KN-11"),
    ),
    "denunciation": ("DL-TC-01", "DL-TC-02", "DL-TC-03", "DL-TC-04"),
    "recommendation": ("DL-NP-01", "DL-NP-02", "DL-NP-06"),
    "field_report": ("SLA-1", "SLA-2"),
}
"""The clocks that a citizen meets, by kind, in the order in which he meets them."""


def help() -> ResponseReturnValue:
    """How to choose, what to bring, how long it takes."""
    law = lawbook.load()
    tables = {kind: promises(law, clocks, today()) for kind, clocks in TABLE.items()}
    no_law = {key for key, instrument in law.instruments.items() if not instrument.is_law}
    return render_template("public/help.html", tables=tables, no_law=no_law)


def privacy() -> ResponseReturnValue:
    """Who sees what of a petition."""
    return render_template("public/privacy.html")


def accessibility() -> ResponseReturnValue:
    """What the site can do for people who see, hear, move or read with difficulty, and where it fails."""
    return render_template("public/accessibility.html")
