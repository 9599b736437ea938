"""The law as machines ask it: by when, whose matter, what next, what to do. Read only, open to all, and nothing about
people: a parameter that these doors do not know is refused, so that nobody sends a name by habit."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import Response, jsonify, request
from flask.typing import ResponseReturnValue

from app.domain.refusals import Refusal
from app.i18n import reasons
from app.services.rulings import competence, deadlines, known, steps, triage
from app.web.doors import limiter

OFTEN = "300/minute"
LONGEST = 80  # characters of a value
OPENAPI = (Path(__file__).parent / "openapi.json").read_text(encoding="utf-8")
CIRCUMSTANCES = ("remote", "complex", "several_places", "especially_complex", "second", "dismissal")
OF_DEADLINE = {
    "clock",
    "from",
    "pause",
    "expert",
    "steps",
    "instance",
    "extensions",
    "kind",
    "received_on",
    *CIRCUMSTANCES,
}
OF_COMPETENCE = {
    *("kind", "instance", "procedure", "respondent_code", "respondent_type", "respondent_level", "position"),
    *("respondent_is_head", "respondent_moved", "current_code", "current_is_head", "body_change", "is_disputed"),
    *(
        "several_managers",
        "managing_code",
        "level",
        "is_state_management",
        "act_on",
        "filed_on",
        "first_decided_on",
        "unit_code",
        "field",
    ),
}
LISTS = {"pause", "expert"}
OF_STEPS = {"kind", "instance", "procedure", "state", "on"}


@limiter.limit(OFTEN)
def deadline() -> ResponseReturnValue:
    """By when: `clock`, `from`, circumstances, `pause=A:B` (repeated), `steps=1` for the days one by one."""
    return _answered(OF_DEADLINE, lambda asked: deadlines.answer(asked, known.law()))


@limiter.limit(OFTEN)
def authority() -> ResponseReturnValue:
    """Whose matter: the fields of docs/law/facts.md, but the name of nobody."""
    return _answered(OF_COMPETENCE, lambda asked: competence.answer(asked, known.law(), known.directory()))


@limiter.limit(OFTEN)
def next_steps() -> ResponseReturnValue:
    """What may happen next: `kind`, `state`, `on`."""
    return _answered(OF_STEPS, lambda asked: steps.answer(asked, known.law()))


@limiter.limit(OFTEN)
def screening() -> ResponseReturnValue:
    """What to do with a petition: `kind`, `received_on` and the answers of the screening."""
    return _answered(triage.KNOWN, lambda asked: triage.answer(asked, known.law()))


def openapi() -> ResponseReturnValue:
    """What these doors take and give (OpenAPI 3.1)."""
    return Response(OPENAPI, mimetype="application/json")


def _answered(may_ask: set[str] | frozenset[str], answer: Callable[[dict[str, Any]], Any]) -> ResponseReturnValue:
    try:
        return jsonify(answer(_question(may_ask)))
    except Refusal as refusal:
        return jsonify(error=refusal.reason, sentence=reasons.sentence(refusal)), refusal.status
    except (ValueError, TypeError, KeyError, OverflowError) as error:
        return jsonify(error=str(error)), 400


def _question(may_ask: set[str] | frozenset[str]) -> dict[str, Any]:
    asked: dict[str, Any] = {}
    for name, values in request.args.lists():
        if name not in may_ask:
            raise ValueError(f"{name[:LONGEST]!r} is not asked here")
        if any(len(value) > LONGEST for value in values):
            raise ValueError(f"{name} is too long")
        asked[name] = values if name in LISTS else values[-1]
    return asked
