"""What the rules say no with. Each refusal carries a reason code that the words room turns into a sentence,
and the article of law where there is one."""

from app.domain.citations import Citation


class Refusal(Exception):  # noqa: N818 - an answer of the rules, not an error
    """Base of all refusals of the domain: expected, explained, never a defect."""

    status = 422

    def __init__(self, reason: str, citation: Citation | None = None, **details: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.citation = citation
        self.details = details


class NotAllowed(Refusal):
    """The actor has no right to this action on this case."""

    status = 403


class NotFound(Refusal):
    """No such thing, or the actor may not know whether there is."""

    status = 404


class WrongState(Refusal):
    """The step is not open in this state, or a condition of the law is not met."""

    status = 409


class Conflict(Refusal):
    """Somebody else changed it in between."""

    status = 409


class NotCompetent(Refusal):
    """The body may not decide this case."""


class LawUnknown(Refusal):
    """No rule, or more than one, answers for these facts on this date."""


class BadInput(Refusal):
    """Input that no form could have let through; `details` names the fields."""
