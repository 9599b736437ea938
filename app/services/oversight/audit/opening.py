"""The file of a case that was drawn, for one of the team: everything on one page, nothing to change; on record with
the round that it was opened for."""

from dataclasses import dataclass
from datetime import datetime

from app.domain.calendars import local_date
from app.domain.facts import Actor
from app.domain.keeping.personal import Purpose
from app.domain.oversight import rounds as rules
from app.domain.oversight.vocabulary import RoundState
from app.domain.refusals import NotFound
from app.persistence import audit
from app.persistence.audit import anchors, verifying
from app.persistence.models.oversight import InspectionFinding, InspectionRound, SampledCase
from app.persistence.queries.oversight.audit import findings, population, rounds
from app.persistence.transaction import transaction
from app.services.oversight import dossier
from app.services.oversight.audit import planning
from app.services.oversight.dossier import Dossier
from app.services.safekeeping import reads
from app.services.safekeeping.reads import Line

OPENED = "round.open_file"


@dataclass(frozen=True, slots=True)
class File:
    """What the inspector reads. `log`: who did and read what; `is_whole`: every line of it stands as it was written;
    `is_anchored`: a signed checkpoint covers it, so that a proof can be given out."""

    round: InspectionRound
    sampled: SampledCase
    dossier: Dossier
    log: list[Line]
    is_whole: bool
    is_anchored: bool
    findings: tuple[InspectionFinding, ...]


def drawn(actor: Actor, round_id: int, case_id: int) -> tuple[InspectionRound, SampledCase]:
    """A case that was drawn in a round, for a member who had no part in it. NotFound for what was not drawn, and, as
    everywhere, for what is not open to him."""
    round_ = planning.seen(actor, round_id)
    rules.require_member(actor, round_.facts())
    rules.require_state(round_.facts(), RoundState.UNDER_WAY, RoundState.CONCLUDED)
    sampled = rounds.sampled(round_id, case_id)
    if sampled is None:
        raise NotFound("case_not_found")
    dossier.seen(actor, case_id)
    rules.require_no_part(actor.user_id or 0, population.handlers([case_id])[case_id])
    return round_, sampled


def opened(actor: Actor, round_id: int, case_id: int, *, at: datetime) -> File:
    """Open the file. That it was opened, by whom and for which round, is written before anything is shown."""
    round_, sampled = drawn(actor, round_id, case_id)
    with transaction():
        audit.append(actor, OPENED, at=at, case_id=case_id, subject=f"round:{round_id}", purpose=Purpose.OVERSIGHT)
    found = dossier.opened(actor, case_id, local_date(at))
    _number, log = reads.log_of(actor, case_id)
    checkpoint, entries = anchors.newest(), anchors.entries_of(case_id)
    return File(
        round_,
        sampled,
        found,
        log,
        verifying.case_stands(entries),
        checkpoint is not None and any(row["id"] <= checkpoint.rows for row in entries),
        tuple(findings.of_round(actor, round_id, case_id)),
    )
