"""A sample is drawn within a round, frozen and put on record: by a stated seed, or by risk with the reasons."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime

from app.domain.calendars import local_date
from app.domain.facts import Actor
from app.domain.oversight import rounds as rules
from app.domain.oversight import sampling
from app.domain.oversight.vocabulary import Method, Progress, Risk, RoundState
from app.domain.refusals import BadInput, NotFound, WrongState
from app.domain.vocabulary import CaseKind
from app.persistence import audit, newrows, outbox
from app.persistence.models.case import Case
from app.persistence.models.oversight import CaseSample, InspectionRound, SampledCase
from app.persistence.queries.oversight.audit import population, rounds
from app.persistence.queries.oversight.audit.population import Chosen
from app.persistence.transaction import in_transaction, reading
from app.services.oversight.audit import planning

MOST_SAMPLES = 50  # of one round


@dataclass(frozen=True, slots=True)
class DrawInput:
    """What to draw. Without a seed one is made; either way it stands with the sample."""

    method: Method
    size: int
    seed: str = ""
    kind: CaseKind | None = None
    progress: Progress = Progress.EVERY
    body_id: int | None = None  # one of the bodies of the round; None: all of them


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a sample as one reader sees it. `case` is None where he may not open it: nothing else is told of it.
    `took_part`: he himself had a hand in it and is kept from the file."""

    row: SampledCase
    case: Case | None
    took_part: bool
    risks: tuple[Risk, ...]


def chosen(round_: InspectionRound, wanted: DrawInput) -> Chosen:
    """Which cases the sample is drawn from."""
    bodies = round_.facts().body_ids
    if wanted.body_id is not None and wanted.body_id not in bodies:
        raise BadInput("round_body_unknown", field="body_id")
    own = (wanted.body_id,) if wanted.body_id is not None else tuple(sorted(bodies))
    return Chosen(own, round_.since, round_.until, wanted.kind, wanted.progress)


def draw(actor: Actor, round_id: int, wanted: DrawInput, *, at: datetime) -> int:
    """Draw and freeze; the number of the sample. Raises BadInput where size or seed cannot be meant, WrongState where
    there is nothing to draw."""
    _check(wanted)
    row = planning.seen(actor, round_id)
    _require_drawing(actor, row)
    with reading():  # over a large province it takes seconds, in which nobody else may have to wait to write
        sample, found = _drawn(row, wanted, local_date(at))
    sample.drawn_at, sample.drawn_by_id = at, actor.user_id or 0

    def keep() -> int:
        held = planning.held(actor, round_id)
        _require_drawing(actor, held)
        sample.place = len(rounds.samples(round_id)) + 1
        if sample.place > MOST_SAMPLES:
            raise WrongState("samples_too_many", most=MOST_SAMPLES)
        newrows.insert(sample)
        for number, one in enumerate(found, 1):
            one.sample_id, one.round_id, one.place = sample.id, round_id, number
        newrows.insert(*found)
        _on_record(actor, sample, at)
        return sample.id

    return in_transaction(keep)


def _require_drawing(actor: Actor, row: InspectionRound) -> None:
    rules.require_member(actor, row.facts())
    rules.require_state(row.facts(), RoundState.UNDER_WAY)


def _check(wanted: DrawInput) -> None:
    if not 1 <= wanted.size <= sampling.LARGEST_SAMPLE:
        raise BadInput("sample_size_odd", field="size", most=sampling.LARGEST_SAMPLE)
    if len(wanted.seed) > sampling.LONGEST_SEED:
        raise BadInput("content_too_long", field="seed")


def _drawn(row: InspectionRound, wanted: DrawInput, today: date) -> tuple[CaseSample, list[SampledCase]]:
    """What comes out, and all that it takes to draw it again; nothing is written yet."""
    which = chosen(row, wanted)
    is_random = wanted.method is Method.RANDOM
    seed = (wanted.seed.strip() or f"{secrets.randbelow(10**8):08d}") if is_random else ""
    found = _by_seed(which, seed, wanted.size) if is_random else _by_risk(which, wanted.size, today)
    if not found:
        raise WrongState("nothing_to_draw")
    size, sealed = population.counted(which)
    sample = CaseSample(
        round_id=row.id,
        method=wanted.method,
        seed=seed,
        chosen=which.to_plain(),
        population=size,
        sealed=sealed if wanted.kind is None else 0,
        size=len(found),
        drawn_on=today,
    )
    return sample, found


def _by_seed(which: Chosen, seed: str, size: int) -> list[SampledCase]:
    return [
        SampledCase(case_id=one.case_id, body_id=one.body_id, rank=sampling.rank(seed, one.case_id))
        for one in population.first(which, seed, size)
    ]


def _by_risk(which: Chosen, size: int, today: date) -> list[SampledCase]:
    facts, bodies = population.riskiest(which, size, today)
    return [
        SampledCase(
            case_id=one.case_id,
            body_id=bodies[one.case_id],
            points=sampling.points(reasons),
            risks=[reason.value for reason in reasons],
        )
        for one, reasons in sampling.riskiest(facts, size)
    ]


def _on_record(actor: Actor, sample: CaseSample, at: datetime) -> None:
    """With all that it takes to draw it again."""
    details = {"method": sample.method, "seed": sample.seed, "population": sample.population, "size": sample.size}
    details |= {"sample": sample.id, **sample.chosen}
    audit.append(actor, "round.draw", at=at, subject=f"round:{sample.round_id}", details=details)
    outbox.post("round.draw", at=at, round_id=sample.round_id, sample_id=sample.id)


def shown(actor: Actor, round_id: int, sample_id: int) -> tuple[CaseSample, list[Place]]:
    """A sample for one of the inspectorate; a case that is not open to him keeps its place and says nothing more."""
    planning.seen(actor, round_id)
    sample = rounds.sample(round_id, sample_id)
    if sample is None:
        raise NotFound("sample_not_found")
    rows = rounds.cases_of(sample.id)
    case_ids = [row.case_id for row in rows]
    visible, took = rounds.opened_to(actor, case_ids), population.handlers(case_ids)
    return sample, [
        Place(
            row,
            visible.get(row.case_id),
            actor.user_id in took[row.case_id],
            tuple(Risk(name) for name in row.risks or ()),
        )
        for row in rows
    ]


def can_be_drawn_again(sample: CaseSample) -> bool:
    """Whether the seed still gives these very cases. A case that was sealed, destroyed or entered late since makes a
    difference; the sample stands as it was drawn."""
    plain = sample.chosen
    which = Chosen(
        tuple(plain["bodies"]),
        date.fromisoformat(plain["since"]),
        date.fromisoformat(plain["until"]),
        CaseKind(plain["kind"]) if plain["kind"] else None,
        Progress(plain["progress"]),
    )
    again = [one.case_id for one in population.first(which, sample.seed, sample.size)]
    return again == [row.case_id for row in rounds.cases_of(sample.id)]
