"""The round is concluded: a number without a gap, a day, the text; its numbers, counted from samples and findings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from app.domain.calendars import local_date
from app.domain.facts import Actor
from app.domain.oversight import rounds as rules
from app.domain.oversight.findings import NOT_COUNTED, FindingFacts, Tally, tally
from app.domain.oversight.vocabulary import RoundState
from app.domain.refusals import BadInput, WrongState
from app.persistence import audit, outbox
from app.persistence.models.oversight import InspectionFinding
from app.persistence.queries.oversight.audit import findings, rounds
from app.persistence.queries.reception import numbers
from app.persistence.transaction import in_transaction
from app.services.oversight.audit import planning

SYMBOL = "KL"
LONGEST = 20_000  # characters


@dataclass(frozen=True, slots=True)
class Numbers:
    """What a round adds up to. `drawn`: different cases by body; findings by body, and by article as it is kept."""

    drawn: Mapping[int, int]
    total: Tally
    by_body: Mapping[int, Tally]
    by_law: Mapping[tuple[str, str], Tally]


def counted(round_id: int, seen: Iterable[InspectionFinding], today: date) -> Numbers:
    """`seen`: the findings of the round that the reader may see; drafts and withdrawn ones are none."""
    found = [one for one in seen if one.state not in NOT_COUNTED]
    facts = {one.id: one.facts() for one in found}
    return Numbers(
        rounds.sampled_by_body(round_id),
        tally(facts.values(), today),
        {body: tally(_of(found, facts, body), today) for body in sorted({one.body_id for one in found})},
        {law: tally(_under(found, facts, law), today) for law in sorted({_law(one) for one in found})},
    )


def _law(one: InspectionFinding) -> tuple[str, str]:
    """Under which article it is counted: the chosen one, else what was typed."""
    return (one.citation, "" if one.citation else one.law)


def _of(found: Iterable[InspectionFinding], facts: Mapping[int, FindingFacts], body_id: int) -> list[FindingFacts]:
    return [facts[one.id] for one in found if one.body_id == body_id]


def _under(
    found: Iterable[InspectionFinding], facts: Mapping[int, FindingFacts], law: tuple[str, str]
) -> list[FindingFacts]:
    return [facts[one.id] for one in found if _law(one) == law]


def conclude(actor: Actor, round_id: int, text: str, on: date, *, at: datetime) -> str:
    """The leader signs the conclusion; findings are followed on. Gives the number. Raises WrongState while a finding is
    not sent."""

    def work() -> str:
        row = planning.held(actor, round_id)
        rules.require_leader(actor, row.facts())
        rules.require_state(row.facts(), RoundState.UNDER_WAY)
        if len(text.strip()) < 20:
            raise BadInput("round_conclusion_missing", field="conclusion")
        if len(text) > LONGEST:
            raise BadInput("content_too_long", field="conclusion")
        if not (row.began_on or on) <= on <= local_date(at):
            raise BadInput("round_conclusion_day_odd", field="concluded_on")
        if findings.drafts(row.id):
            raise WrongState("findings_unsent")
        symbol = f"{SYMBOL}-{row.body.doc_symbol}" if row.body.doc_symbol else SYMBOL
        row.year, row.number, row.symbol = on.year, numbers.following(row.body_id, SYMBOL, on.year), symbol
        row.state, row.conclusion, row.concluded_on = RoundState.CONCLUDED, text.strip(), on
        row.concluded_by_id, row.concluded_at = actor.user_id, at
        audit.append(actor, "round.conclude", at=at, subject=f"round:{row.id}", details={"number": row.number})
        outbox.post("round.conclude", at=at, round_id=row.id)
        return row.code

    return in_transaction(work)
