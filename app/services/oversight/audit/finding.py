"""Findings of a round: written, corrected, sent to the head of the body, taken back."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.domain.calendars import local_date
from app.domain.citations import Citation
from app.domain.escalation.vocabulary import Rank
from app.domain.facts import Actor
from app.domain.oversight import findings as rules
from app.domain.oversight import rounds as round_rules
from app.domain.oversight.vocabulary import FindingState, FindingStep, RoundState, Severity
from app.domain.refusals import BadInput, NotFound, WrongState
from app.domain.rules import LawBook, Rule
from app.i18n import formats
from app.lawbook.rows import citation as read_citation
from app.persistence import audit, newrows, outbox
from app.persistence.models.oversight import FindingAct, InspectionFinding, InspectionRound
from app.persistence.queries import bodies
from app.persistence.queries.oversight.audit import findings
from app.persistence.transaction import in_transaction
from app.services.escalation.people import People
from app.services.intake.petition_input import Problem
from app.services.law import law_in_force
from app.services.notices import telling
from app.services.oversight.audit import opening, planning

LONGEST = 5000  # characters of what is wrong, and of the remedy
LONGEST_LAW = 200


@dataclass(frozen=True, slots=True)
class FindingInput:
    """What is wrong, by which article, and what must be done by when. `citation` as the lawbook writes it ("LKN 28");
    `law`: typed, beside it or in its place. Without a case it is about the body as a whole."""

    severity: Severity | None
    what: str
    remedy: str
    due_on: date | None
    citation: str = ""
    law: str = ""
    case_id: int | None = None
    body_id: int | None = None  # needed without a case


def articles(law: LawBook) -> dict[str, Citation]:
    """Every article that a row of the lawbook rests on, as it is kept: "LKN 28"."""
    rows: tuple[tuple[Rule, ...], ...] = (
        *(law.time_limits, law.transitions, law.competence, law.triage, law.kinds, law.duties, law.ad_hoc),
        *(law.refusals, law.retention, law.delegations),
    )
    found = {(one.citation.instrument, one.citation.article) for chapter in rows for one in chapter}
    real = {one for one in found if one[1] and (row := law.instruments.get(one[0])) is not None and row.is_law}
    ordered = sorted(real, key=lambda one: (one[0], _place(one[1]), one[1]))
    return {f"{instrument} {article}": Citation(instrument, article) for instrument, article in ordered}


def _place(article: str) -> int:
    digits = "".join(letter for letter in article if letter.isdigit())
    return int(digits) if digits else 0


def law_words(citation: str, law: str) -> str:
    """What a finding rests on, in the reader's language: the article of the lawbook, and what was typed beside it."""
    named = formats.citation(read_citation(citation)) if citation else ""
    return f"{named} ({law})" if named and law else named or law


def seen(actor: Actor, finding_id: int) -> InspectionFinding:
    """A finding for whoever may see it; NotFound else."""
    found = findings.find(finding_id)
    rules.require_sight(actor, findings.facts(found))
    if found is None:
        raise NotFound("inspection_finding_not_found")
    return found


def held(actor: Actor, finding_id: int) -> InspectionFinding:
    """The same, locked: to be changed in the caller's transaction."""
    seen(actor, finding_id)
    found = findings.locked(finding_id)
    if found is None:
        raise NotFound("inspection_finding_not_found")
    return found


def write(actor: Actor, round_id: int, wanted: FindingInput, *, at: datetime) -> int:
    """A new finding, a draft that only the inspectorate sees; its number. Raises BadInput with `problems`."""

    def work() -> int:
        round_ = planning.held(actor, round_id)
        round_rules.require_member(actor, round_.facts())
        round_rules.require_state(round_.facts(), RoundState.UNDER_WAY)
        row = InspectionFinding(
            round_id=round_.id,
            place=findings.next_place(round_.id),
            case_id=wanted.case_id,
            body_id=_body_of(actor, round_, wanted),
            state=FindingState.DRAFT,
            written_by_id=actor.user_id,
            written_at=at,
            **_values(wanted, at),
        )
        newrows.insert(row)
        note(actor, row, FindingStep.WRITE, at)
        return row.id

    return in_transaction(work)


def edit(actor: Actor, finding_id: int, wanted: FindingInput, *, at: datetime) -> None:
    """Correct a draft; case and body stay."""

    def work() -> None:
        row = own(actor, finding_id, FindingStep.WRITE)
        for name, value in _values(wanted, at).items():
            setattr(row, name, value)
        audit.append(actor, "finding.edit", at=at, case_id=row.case_id, subject=f"finding:{row.id}")
        outbox.post("finding.edit", at=at, finding_id=row.id)

    in_transaction(work)


def send(actor: Actor, finding_id: int, *, at: datetime) -> None:
    """To the head of the body, or of what has taken its place; while there is none, or the case is kept from him, to
    the next above. He is told at once."""

    def work() -> None:
        row, today = own(actor, finding_id, FindingStep.SEND), local_date(at)
        if row.due_on < today:
            raise WrongState("finding_due_over")
        body = bodies.directory().successor(row.body.code, today) if not _exists(row, today) else row.body.facts()
        if body is None:
            raise WrongState("finding_no_head")
        found = People(today).reached(Rank.HEAD, body.id, None, findings.exclusions(row.case_id)).people
        if not found:
            raise WrongState("finding_no_head")
        row.to_body_id, row.head_id, row.sent_on, row.state = body.id, found[0].user_id, today, FindingState.SENT
        note(actor, row, FindingStep.SEND, at)
        tell(row, [one.user_id for one in found], "finding.sent", at)

    in_transaction(work)


def withdraw(actor: Actor, finding_id: int, reason: str, *, at: datetime) -> None:
    """It was wrong, or is no more needed: with the reason, which the head reads where it had been sent."""

    def work() -> None:
        row = own(actor, finding_id, FindingStep.WITHDRAW)
        words = check_words(reason, "reason")
        was_sent = row.state is not FindingState.DRAFT
        row.state = FindingState.WITHDRAWN
        note(actor, row, FindingStep.WITHDRAW, at, words)
        if was_sent:
            tell(row, heads(row, at), "finding.withdrawn", at)

    in_transaction(work)


def member_of(actor: Actor, row: InspectionFinding) -> None:
    """Refuse unless the actor is of the team whose finding it is."""
    round_rules.require_member(actor, row.round.facts())


def own(actor: Actor, finding_id: int, step: FindingStep) -> InspectionFinding:
    """A finding of the actor's own team, held, at which this step is open. Inside the transaction."""
    row = held(actor, finding_id)
    member_of(actor, row)
    rules.require_open(row.facts(), step)
    return row


def note(
    actor: Actor, row: InspectionFinding, step: FindingStep, at: datetime, words: str = "", fixed_on: date | None = None
) -> None:
    """The step into the history of the finding, the log of acts and the outbox. Words stay out of the log."""
    newrows.insert(
        FindingAct(
            finding_id=row.id,
            case_id=row.case_id,
            step=step,
            by_id=actor.user_id or 0,
            at=at,
            words=words,
            fixed_on=fixed_on,
        )
    )
    details = {"round": row.round_id, "body": row.body_id, "severity": row.severity, "due_on": row.due_on.isoformat()}
    act = f"finding.{step}"
    audit.append(actor, act, at=at, case_id=row.case_id, subject=f"finding:{row.id}", details=details)
    outbox.post(act, at=at, finding_id=row.id)


def tell(row: InspectionFinding, user_ids: list[int], topic: str, at: datetime) -> None:
    """Numbers and days; what was found stands on the page alone."""
    facts = {
        "finding": row.id,
        "place": row.place,
        "body": row.to_body_id or row.body_id,
        "due_on": row.due_on.isoformat(),
    }
    key = f"{topic}:{row.id}:{at:%Y%m%d%H%M%S%f}"
    telling.tell(user_ids, topic, key=key, at=at, facts=facts, case_id=row.case_id, urgent=topic == "finding.sent")


def heads(row: InspectionFinding, at: datetime) -> list[int]:
    """Who answers for it now."""
    if row.to_body_id is None:
        return []
    found = People(local_date(at)).reached(Rank.HEAD, row.to_body_id, None, findings.exclusions(row.case_id))
    return [one.user_id for one in found.people]


def check_words(text: str, field: str) -> str:
    """What was typed, trimmed; BadInput where it says too little or too much."""
    if len(text.strip()) < 5:
        raise BadInput("finding_words_missing", field=field)
    if len(text) > LONGEST:
        raise BadInput("content_too_long", field=field)
    return text.strip()


def _exists(row: InspectionFinding, today: date) -> bool:
    return row.body.facts().exists_on(today)


def _body_of(actor: Actor, round_: InspectionRound, wanted: FindingInput) -> int:
    """The body that answers: of a case the one for which it was drawn."""
    if wanted.case_id is not None:
        _round, sampled = opening.drawn(actor, round_.id, wanted.case_id)
        return sampled.body_id
    if wanted.body_id is None or wanted.body_id not in round_.facts().body_ids:
        raise BadInput("finding_incomplete", problems=[Problem("body_id", "round_body_unknown")])
    return wanted.body_id


def _values(wanted: FindingInput, at: datetime) -> dict[str, Any]:
    wrong = [
        ("what", "finding_what_missing", len(wanted.what.strip()) < 5),
        ("what", "content_too_long", len(wanted.what) > LONGEST),
        ("remedy", "finding_remedy_missing", len(wanted.remedy.strip()) < 5),
        ("remedy", "content_too_long", len(wanted.remedy) > LONGEST),
        ("severity", "finding_severity_missing", wanted.severity is None),
        ("due_on", "finding_due_odd", wanted.due_on is None or wanted.due_on <= local_date(at)),
        ("citation", "finding_article_unknown", wanted.citation not in ("", *articles(law_in_force()))),
        ("law", "finding_law_missing", not wanted.citation and len(wanted.law.strip()) < 3),
        ("law", "content_too_long", len(wanted.law) > LONGEST_LAW),
    ]
    found = [Problem(field, reason) for field, reason, is_wrong in wrong if is_wrong]
    if found:
        raise BadInput("finding_incomplete", problems=found)
    words = {"citation": wanted.citation, "law": wanted.law.strip(), "what": wanted.what.strip()}
    return {**words, "remedy": wanted.remedy.strip(), "severity": wanted.severity, "due_on": wanted.due_on}
