"""The bodies of a round and its team: added and taken out one at a time, from the page of the round."""

from collections.abc import Callable

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.facts import Actor
from app.domain.oversight.vocabulary import RoundState
from app.domain.refusals import BadInput, WrongState
from app.i18n import reasons
from app.i18n.locale import gettext as _
from app.persistence.models.oversight import InspectionRound
from app.persistence.queries import bodies
from app.persistence.queries.oversight.audit import rounds
from app.services.oversight.audit import planning
from app.web.clock import now, today
from app.web.forms import read_number
from app.web.sessions import current_actor


def may_plan(actor: Actor, row: InspectionRound) -> bool:
    """Whether this reader changes the team; the service asks again."""
    facts = row.facts()
    return facts.state is not RoundState.CONCLUDED and actor.user_id in (facts.made_by_id, facts.leader_id)


def choices(row: InspectionRound) -> dict[str, list[tuple[str, str]]]:
    """Inspectors who are not members; while it is planned, bodies of the period that are not there yet."""
    facts = row.facts()
    people = [(str(one.id), one.name) for one in rounds.inspectors(today()) if one.id not in facts.member_ids]
    return {"people": people, "body": _bodies(row) if facts.state is RoundState.PLANNED else []}


def _bodies(row: InspectionRound) -> list[tuple[str, str]]:
    there = row.facts().body_ids
    found = {body.id: body.name for day in (row.until, row.since) for body in bodies.receivers(day)}
    known = [(str(number), name) for number, name in found.items() if number not in there]
    return sorted(known, key=lambda one: one[1])


def round_bodies(round_id: int) -> ResponseReturnValue:
    """One more body, or one less."""
    actor, drop = current_actor(), read_number(request.form.get("drop", ""))
    if drop is not None:
        return _noted(round_id, lambda: planning.drop_body(actor, round_id, drop, at=now()), _("Đã bỏ cơ quan."))
    body_id = read_number(request.form.get("body_id", "")) or 0
    return _noted(round_id, lambda: planning.add_body(actor, round_id, body_id, at=now()), _("Đã thêm cơ quan."))


def round_team(round_id: int) -> ResponseReturnValue:
    """Somebody joins, leaves, or leads."""
    actor, form = current_actor(), request.form
    drop, lead = read_number(form.get("drop", "")), read_number(form.get("lead", ""))
    if drop is not None:
        return _noted(
            round_id, lambda: planning.drop_member(actor, round_id, drop, at=now()), _("Đã đưa ra khỏi đoàn.")
        )
    if lead is not None:
        return _noted(round_id, lambda: planning.lead(actor, round_id, lead, at=now()), _("Đã đổi trưởng đoàn."))
    user_id = read_number(form.get("user_id", "")) or 0
    return _noted(round_id, lambda: planning.add_member(actor, round_id, user_id, at=now()), _("Đã thêm thành viên."))


def _noted(round_id: int, act: Callable[[], None], done: str) -> ResponseReturnValue:
    try:
        act()
        flash(done, "success")
    except (BadInput, WrongState) as refusal:
        flash(reasons.sentence(refusal))
    return redirect(url_for("oversight.show_round", round_id=round_id, _anchor="team"), 303)
