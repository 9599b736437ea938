"""The head answers a finding; the inspector accepts the answer or returns it, until what was wrong is put right."""

from datetime import date, datetime

from app.domain import access
from app.domain.access import Action
from app.domain.calendars import local_date
from app.domain.facts import Actor
from app.domain.oversight import findings as rules
from app.domain.oversight.vocabulary import FindingState, FindingStep
from app.domain.refusals import BadInput
from app.persistence.models.oversight import InspectionFinding
from app.persistence.transaction import in_transaction
from app.services.oversight.audit import finding


def answer(actor: Actor, finding_id: int, words: str, fixed_on: date | None, *, at: datetime) -> None:
    """What was done, or will be; `fixed_on`: the day on which it was put right. The team is told."""
    access.require_role(actor, Action.FINDING_ANSWER)

    def work() -> None:
        row = finding.held(actor, finding_id)
        rules.require_addressee(actor, row.facts())
        rules.require_open(row.facts(), FindingStep.ANSWER)
        said = finding.check_words(words, "words")
        if fixed_on is not None and not _since(row) <= fixed_on <= local_date(at):
            raise BadInput("finding_day_odd", field="fixed_on")
        row.state, row.fixed_on = FindingState.ANSWERED, fixed_on
        finding.note(actor, row, FindingStep.ANSWER, at, said, fixed_on)
        finding.tell(row, [member.user_id for member in row.round.members], "finding.answered", at)

    in_transaction(work)


def accept(actor: Actor, finding_id: int, words: str, *, at: datetime) -> None:
    """It is done; or what the head promises will do, and is followed until he says that it is done."""

    def work() -> None:
        row = finding.own(actor, finding_id, FindingStep.ACCEPT)
        row.state = rules.after_acceptance(row.facts())
        finding.note(actor, row, FindingStep.ACCEPT, at, words.strip()[: finding.LONGEST], row.fixed_on)
        finding.tell(row, finding.heads(row, at), "finding.accepted", at)

    in_transaction(work)


def give_back(actor: Actor, finding_id: int, reason: str, *, at: datetime) -> None:
    """The answer is not enough, with the reason."""

    def work() -> None:
        row = finding.own(actor, finding_id, FindingStep.RETURN)
        said = finding.check_words(reason, "reason")
        row.state, row.fixed_on = FindingState.RETURNED, None
        finding.note(actor, row, FindingStep.RETURN, at, said)
        finding.tell(row, finding.heads(row, at), "finding.returned", at)

    in_transaction(work)


def _since(row: InspectionFinding) -> date:
    """What is put right may have been so before the letter arrived, not before the round began."""
    return row.round.began_on or row.sent_on or row.due_on
