"""An inspection round is planned: its ground and period, the bodies that are looked at, the team; then it begins."""

from dataclasses import dataclass
from datetime import date, datetime

from app.domain import access
from app.domain.access import Action
from app.domain.calendars import local_date
from app.domain.facts import Actor
from app.domain.oversight import rounds as rules
from app.domain.oversight.vocabulary import RoundKind, RoundState
from app.domain.refusals import BadInput, NotAllowed, NotFound, WrongState
from app.persistence import audit, newrows, outbox
from app.persistence.db import db
from app.persistence.models.oversight import InspectionRound, RoundBody, RoundMember
from app.persistence.queries import bodies
from app.persistence.queries.oversight.audit import population, rounds
from app.persistence.transaction import in_transaction
from app.services.intake.petition_input import Problem
from app.services.notices import telling

LONGEST_NAME, LONGEST_GROUND, LONGEST_NUMBER = 200, 2000, 60


@dataclass(frozen=True, slots=True)
class RoundInput:
    """What the plan says. Number and day of the decision may follow until the round begins."""

    name: str
    ground: str
    since: date | None
    until: date | None
    kind: RoundKind = RoundKind.INSPECTION
    plan_number: str = ""
    plan_on: date | None = None


def seen(actor: Actor, round_id: int) -> InspectionRound:
    """A round, for everybody of the inspectorate; NotFound else."""
    found = rounds.find(round_id) if access.may_ever(actor, Action.ROUND_RUN) else None
    if found is None:
        raise NotFound("round_not_found")
    return found


def held(actor: Actor, round_id: int) -> InspectionRound:
    """The same, locked: to be changed in the caller's transaction."""
    seen(actor, round_id)
    found = rounds.locked(round_id)
    if found is None:
        raise NotFound("round_not_found")
    return found


def make(actor: Actor, wanted: RoundInput, leader_id: int, *, at: datetime) -> int:
    """Plan a round under a leader. Raises BadInput with `problems`."""
    access.require_role(actor, Action.ROUND_RUN)

    def work() -> int:
        _check(wanted, local_date(at))
        row = InspectionRound(
            body_id=actor.body_id, made_by_id=actor.user_id, made_at=at, state=RoundState.PLANNED, **_values(wanted)
        )
        db.session.add(row)
        db.session.flush()
        _join(row, leader_id, at, is_leader=True)
        _note(actor, row.id, "round.make", at)
        return row.id

    return in_transaction(work)


def edit(actor: Actor, round_id: int, wanted: RoundInput, *, at: datetime) -> None:
    """Change the plan before the round begins."""

    def work() -> None:
        row = _planned(actor, round_id)
        since = _check(wanted, local_date(at))
        for member in row.members:
            _require_impartial(member.user_id, row.facts().body_ids, since)
        for name, value in _values(wanted).items():
            setattr(row, name, value)
        _note(actor, row.id, "round.edit", at)

    in_transaction(work)


def add_body(actor: Actor, round_id: int, body_id: int, *, at: datetime) -> None:
    """Another body is looked at, one that existed in the period; a member who worked there must leave first."""

    def work() -> None:
        row = _planned(actor, round_id)
        body = bodies.by_id(body_id)
        if body is None or body.valid_from > row.until or (body.valid_to or date.max) < row.since:
            raise BadInput("round_body_unknown", field="body_id")
        if body_id in row.facts().body_ids:
            raise BadInput("round_body_there", field="body_id")
        for member in row.members:
            _require_impartial(member.user_id, frozenset({body_id}), row.since)
        newrows.insert(RoundBody(round_id=row.id, body_id=body_id))
        _note(actor, row.id, "round.add_body", at, body=body_id)

    in_transaction(work)


def drop_body(actor: Actor, round_id: int, body_id: int, *, at: datetime) -> None:
    """A body is not looked at after all."""

    def work() -> None:
        row = _planned(actor, round_id)
        for one in [one for one in row.bodies if one.body_id == body_id]:
            row.bodies.remove(one)
            db.session.delete(one)
        _note(actor, row.id, "round.drop_body", at, body=body_id)

    in_transaction(work)


def add_member(actor: Actor, round_id: int, user_id: int, *, at: datetime) -> None:
    """Somebody of the inspectorate joins: nobody who worked at an inspected body since the period began, or who took
    part in a case that was drawn."""

    def work() -> None:
        row = _team(actor, round_id)
        if user_id in row.facts().member_ids:
            raise BadInput("member_there", field="user_id")
        if population.took_part(row.id, user_id):
            raise BadInput("member_took_part", field="user_id")
        _join(row, user_id, at)
        _note(actor, row.id, "round.add_member", at, member=user_id)

    in_transaction(work)


def drop_member(actor: Actor, round_id: int, user_id: int, *, at: datetime) -> None:
    """Somebody leaves the team; who leads it hands the lead on first."""

    def work() -> None:
        row = _team(actor, round_id)
        for one in [one for one in row.members if one.user_id == user_id]:
            if one.is_leader:
                raise WrongState("round_needs_leader")
            row.members.remove(one)
            db.session.delete(one)
        _note(actor, row.id, "round.drop_member", at, member=user_id)

    in_transaction(work)


def lead(actor: Actor, round_id: int, user_id: int, *, at: datetime) -> None:
    """Another member leads from now on."""

    def work() -> None:
        row = _team(actor, round_id)
        if user_id not in row.facts().member_ids:
            raise BadInput("member_unknown", field="user_id")
        for one in row.members:
            one.is_leader = one.user_id == user_id
        _note(actor, row.id, "round.lead", at, member=user_id)

    in_transaction(work)


def begin(actor: Actor, round_id: int, *, at: datetime) -> None:
    """The round begins; from here on plan and bodies stand."""

    def work() -> None:
        row = _planned(actor, round_id)
        rules.require_ready(row.facts())
        row.state, row.began_on = RoundState.UNDER_WAY, local_date(at)
        _note(actor, row.id, "round.begin", at)

    in_transaction(work)


def _planned(actor: Actor, round_id: int) -> InspectionRound:
    row = held(actor, round_id)
    rules.require_planner(actor, row.facts())
    rules.require_state(row.facts(), RoundState.PLANNED)
    return row


def _team(actor: Actor, round_id: int) -> InspectionRound:
    row = held(actor, round_id)
    rules.require_planner(actor, row.facts())
    rules.require_state(row.facts(), RoundState.PLANNED, RoundState.UNDER_WAY)
    return row


def _join(row: InspectionRound, user_id: int, at: datetime, *, is_leader: bool = False) -> None:
    if user_id not in {one.id for one in rounds.inspectors(local_date(at))}:
        raise BadInput("member_unknown", field="user_id")
    _require_impartial(user_id, row.facts().body_ids, row.since)
    newrows.insert(RoundMember(round_id=row.id, user_id=user_id, is_leader=is_leader, added_at=at))
    telling.tell([user_id], "round.joined", key=f"round:{row.id}", at=at, facts={"round": row.id})


def _require_impartial(user_id: int, body_ids: frozenset[int], since: date) -> None:
    rules.require_impartial(rounds.served(user_id), body_ids, since)


def _check(wanted: RoundInput, today: date) -> date:
    """Everything that is wrong with the plan at once; the first day of the period where nothing is."""
    wrong = {
        "name": ("round_name_missing", not 5 <= len(wanted.name.strip()) <= LONGEST_NAME),
        "ground": ("round_ground_missing", not 5 <= len(wanted.ground.strip()) <= LONGEST_GROUND),
        "plan_number": ("content_too_long", len(wanted.plan_number) > LONGEST_NUMBER),
        "plan_on": ("round_plan_ahead", wanted.plan_on is not None and wanted.plan_on > today),
        "since": ("round_period_missing", wanted.since is None),
        "until": ("round_period_missing", wanted.until is None),
    }
    found = [Problem(field, reason) for field, (reason, is_wrong) in wrong.items() if is_wrong]
    if wanted.since is not None and wanted.until is not None:
        try:
            rules.require_period(wanted.since, wanted.until, today)
        except BadInput as refusal:
            found.append(Problem(str(refusal.details["field"]), refusal.reason))
    if found or wanted.since is None:
        raise BadInput("round_incomplete", problems=found)
    return wanted.since


def _values(wanted: RoundInput) -> dict[str, object]:
    return {
        "kind": wanted.kind,
        "name": wanted.name.strip(),
        "ground": wanted.ground.strip(),
        "plan_number": wanted.plan_number.strip(),
        "plan_on": wanted.plan_on,
        "since": wanted.since,
        "until": wanted.until,
    }


def _note(actor: Actor, round_id: int, act: str, at: datetime, **details: int) -> None:
    if actor.user_id is None:
        raise NotAllowed("action_not_yours")
    audit.append(actor, act, at=at, subject=f"round:{round_id}", details=details)
    outbox.post(act, at=at, round_id=round_id)
