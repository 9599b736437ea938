"""Codes as sentences, for the templates of casework."""

from datetime import date

from app.domain.citations import Citation
from app.domain.refusals import Refusal
from app.domain.vocabulary import Confidence, Office, Outcome
from app.i18n import formats, grounds, labels, reasons
from app.i18n import screening as screening_grounds


def refusal_words(refusal: Refusal) -> str:
    """Why the rules said no."""
    return reasons.sentence(refusal)


def screening_words(code: str) -> str:
    """What stands for or against a petition."""
    return screening_grounds.sentence(code)


def competence_words(code: str) -> str:
    """Why this authority decides."""
    return grounds.sentence(code)


def obstacle_words(code: str) -> str:
    """Why a step is not open yet."""
    return str(reasons.REASONS.get(code, ""))


def kept_citation(kept: list[str] | None) -> Citation | None:
    """The article of a ruling as it is kept with the case."""
    return Citation(*kept) if kept else None


def kept_confidence(kept: str | None) -> Confidence | None:
    """How sure a ruling was when it was given."""
    return Confidence(kept) if kept else None


def outcome_words(outcome: str | None) -> str:
    """The result of a decision, kept by its code."""
    return labels.label(Outcome(outcome)) if outcome else ""


def office_words(office: Office) -> str:
    """Who takes a step, inside a sentence."""
    words = labels.label(office)
    return words[:1].lower() + words[1:]


def day_words(iso: str) -> str:
    """A day kept as text, as people write it."""
    try:
        return formats.day(date.fromisoformat(iso))
    except ValueError:
        return iso
