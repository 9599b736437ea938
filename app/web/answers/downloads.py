"""How a file that a stranger sent leaves: as a download, in a sandbox, kept by no cache, never as a page of ours."""

from collections.abc import Iterable

from flask import Response

SANDBOX = "sandbox; default-src 'none'"


def download(pieces: Iterable[bytes], name: str, media_type: str) -> Response:
    """An answer that saves the pieces under this name; a page or a drawing that scripts is not among what we take."""
    response = Response(pieces, mimetype=media_type)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["Cache-Control"] = "no-store"
    return response
