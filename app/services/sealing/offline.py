"""For bodies that may open denunciations only on a machine without network: the public half of a key made there."""

import base64

from app.domain.refusals import BadInput
from app.persistence import envelopes

PUBLIC = "TDPUB1"


def public_of(typed: str) -> bytes:
    """The public key as the offline tool prints it; raises BadInput("seal_public_wrong")."""
    letters = "".join(typed.split()).removeprefix(PUBLIC).lstrip("-")
    try:
        found = base64.urlsafe_b64decode(letters + "=" * (-len(letters) % 4))
    except ValueError:
        found = b""
    if len(found) != envelopes.KEY_BYTES:
        raise BadInput("seal_public_wrong", field="public_key")
    return found


def spelled(public: bytes) -> str:
    """A public key on one line."""
    return f"{PUBLIC}-{base64.urlsafe_b64encode(public).decode().rstrip('=')}"
