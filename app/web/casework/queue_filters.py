"""The filters of the queue: read from the address, offered for choice, and shown as what narrows the list."""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeVar

from flask import request, url_for

from app.domain.facts import Actor
from app.domain.vocabulary import CaseKind, Procedure, Role, State
from app.i18n import formats, labels
from app.i18n.locale import gettext as _
from app.persistence.queries import bodies, categories, units, users
from app.persistence.queries.offices import holding
from app.persistence.queries.worklists import Filters
from app.web.clock import today
from app.web.forms import one_spelling, read_day, read_number

E = TypeVar("E", bound=StrEnum)

IN_ADDRESS = "tab kind state commune category officer body from to after before".split()
CASE_NUMBER = re.compile(r"(?:(?:NTC-)?\d{4}-)?(?P<id>\d{1,9})", re.ASCII | re.IGNORECASE)


def here(**changes: Any) -> str:
    """This page with some of its address changed; None takes a part away."""
    wanted = {name: request.args.get(name) for name in IN_ADDRESS} | changes
    return url_for("casework.queue", **{name: value for name, value in wanted.items() if value not in (None, "")})


def read_filters(args: Mapping[str, str]) -> Filters:
    """What the address asks for; what cannot be meant is left out."""
    return Filters(
        kind=member(CaseKind, args.get("kind")),
        procedure=member(Procedure, args.get("kind")),
        state=member(State, args.get("state")),
        unit_code=_short(args.get("commune")),
        category_code=_short(args.get("category")),
        officer_id=read_number(args.get("officer", "")),
        body_id=read_number(args.get("body", "")),
        received_from=read_day(args.get("from", "")[:20]),
        received_to=read_day(args.get("to", "")[:20]),
    )


def filter_options(actor: Actor, filters: Filters) -> dict[str, list[tuple[str, str]]]:
    """The choices of the filters."""
    day = today()
    own = actor.role is not Role.INSPECTORATE and actor.body_id is not None
    kinds = [*CaseKind, Procedure.COMPLAINT_FIRST, Procedure.COMPLAINT_SECOND]
    return {
        "kind": [(kind.value, labels.label(kind)) for kind in kinds],
        "state": [(state.value, labels.label(state)) for state in State],
        "commune": [(unit.code, unit.full_name) for unit in units.communes(day)],
        "category": [(item.code, item.words) for item in categories.everything() if item.parent_code],
        "officer": _officers(actor.body_id or 0) if own else [],
        "body": [] if own else [(str(body.id), body.name) for body in bodies.receivers(day)],
    }


def _officers(body_id: int) -> list[tuple[str, str]]:
    found = {office.user_id: office.user.name for office in holding.at_body(body_id, today())}
    return [(str(user_id), name) for user_id, name in found.items()]


def chips(filters: Filters) -> list[tuple[str, str]]:
    """What narrows the list, each with the address without it."""
    unit = units.by_code(filters.unit_code, today()) if filters.unit_code else None
    category = categories.by_code(filters.category_code) if filters.category_code else None
    officer = users.by_id(filters.officer_id) if filters.officer_id else None
    body = bodies.by_id(filters.body_id) if filters.body_id else None
    kind = filters.procedure or filters.kind
    found = (
        ("kind", labels.label(kind) if kind else ""),
        ("state", labels.label(filters.state) if filters.state else ""),
        ("commune", unit.name if unit else filters.unit_code),
        ("category", category.words if category else filters.category_code),
        ("officer", officer.name if officer else ""),
        ("body", body.short_name if body else ""),
        ("from", _("từ %(day)s", day=formats.day(filters.received_from)) if filters.received_from else ""),
        ("to", _("đến %(day)s", day=formats.day(filters.received_to)) if filters.received_to else ""),
    )
    return [(words, here(**{name: None, "after": None, "before": None})) for name, words in found if words]


def case_id_in(typed: str) -> int | None:
    """The case that a typed number means: 2026-000123, NTC-2026-000123, or 123 alone."""
    found = CASE_NUMBER.fullmatch(typed[:40].strip())
    return int(found["id"]) if found else None


def member(kind: type[E], text: str | None) -> E | None:
    try:
        return kind(text) if text else None
    except ValueError:
        return None


def _short(text: str | None) -> str | None:
    return (one_spelling(text) or "")[:16] or None
