"""What somebody needs personal data for: the choices of a page, and what was sent."""

from flask import request

from app.domain.keeping.personal import REASONS_TO_GIVE, Purpose
from app.i18n import labels


def choices() -> list[tuple[str, str]]:
    """Each with its words."""
    return [(one.value, labels.label(one)) for one in REASONS_TO_GIVE]


def given() -> Purpose | None:
    """What the form says; None where it says nothing that can be meant."""
    return next((one for one in REASONS_TO_GIVE if one.value == request.form.get("purpose")), None)
