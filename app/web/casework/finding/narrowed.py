"""The filters of a search: read from the address, offered with how many answers each leaves."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from flask import request, url_for

from app.domain.vocabulary import CaseKind, State
from app.i18n import formats, labels
from app.i18n.locale import gettext as _
from app.persistence.queries import bodies, categories, units
from app.persistence.queries.finding.narrowing import Narrowing, Tally
from app.persistence.types import LARGEST_ID
from app.search.interface import Order
from app.web.casework.queue_filters import member
from app.web.clock import today
from app.web.forms import one_spelling, read_day

IN_ADDRESS = "kind state body commune category from to overdue order".split()
Options = dict[str, list[tuple[str, str]]]
Words = Callable[[str], str]


def read(args: Mapping[str, str]) -> Narrowing:
    """What the address asks for; what cannot be meant is left out."""
    body = args.get("body", "")
    is_number = body.isascii() and body.isdecimal() and len(body) <= 10 and int(body) <= LARGEST_ID
    return Narrowing(
        kind=member(CaseKind, args.get("kind")),
        state=member(State, args.get("state")),
        body_id=int(body) if is_number else None,
        unit_code=_code(args.get("commune")),
        category_code=_code(args.get("category")),
        received_from=read_day(args.get("from", "")[:20]),
        received_to=read_day(args.get("to", "")[:20]),
        is_overdue=args.get("overdue") == "1",
    )


def order(args: Mapping[str, str]) -> Order:
    return member(Order, args.get("order")) or Order.RELEVANCE


def page(args: Mapping[str, str]) -> int:
    """The page asked for, from 1 on."""
    typed = args.get("page", "")
    return max(int(typed), 1) if typed.isascii() and typed.isdecimal() and len(typed) < 4 else 1


def here(search_id: str, **changes: Any) -> str:
    """This search with some of its address changed; None takes a part away."""
    wanted = {name: request.args.get(name) for name in IN_ADDRESS} | changes
    return url_for("casework.found", search_id=search_id, **{key: val for key, val in wanted.items() if val})


def carried(args: Mapping[str, str]) -> dict[str, str]:
    """The filters of an address, for the next one."""
    return {name: args[name][:40] for name in IN_ADDRESS if args.get(name)}


def options(tally: Tally, chosen: Narrowing) -> Options:
    """What may be chosen, each with its count; the most frequent first."""
    return {
        "kind": _counted(tally.kind, lambda code: labels.label(CaseKind(code)), chosen.kind, tally),
        "state": _counted(tally.state, lambda code: labels.label(State(code)), chosen.state, tally),
        "body": _counted(tally.body, _bodies(tally.body, chosen.body_id), chosen.body_id, tally),
        "commune": _counted(tally.commune, _communes(tally.commune, chosen.unit_code), chosen.unit_code, tally),
        "category": _counted(tally.category, _categories(), chosen.category_code, tally),
    }


def chips(search_id: str, chosen: Narrowing) -> list[tuple[str, str]]:
    """What narrows the answers, each with the address without it."""
    found = (
        ("kind", labels.label(chosen.kind) if chosen.kind else ""),
        ("state", labels.label(chosen.state) if chosen.state else ""),
        ("body", _bodies((), chosen.body_id)(str(chosen.body_id)) if chosen.body_id else ""),
        ("commune", _communes((), chosen.unit_code)(chosen.unit_code) if chosen.unit_code else ""),
        ("category", _categories()(chosen.category_code) if chosen.category_code else ""),
        ("from", _("từ %(day)s", day=formats.day(chosen.received_from)) if chosen.received_from else ""),
        ("to", _("đến %(day)s", day=formats.day(chosen.received_to)) if chosen.received_to else ""),
        ("overdue", _("Quá hạn") if chosen.is_overdue else ""),
    )
    return [(words, here(search_id, **{name: None})) for name, words in found if words]


def _counted(counts: Counter[str], words: Words, chosen: Any, tally: Tally) -> list[tuple[str, str]]:
    known: Iterable[str] = (code for code, _count in counts.most_common() if code)
    codes = dict.fromkeys([*known, *([str(chosen)] if chosen is not None else [])])
    return [(code, f"{words(code)} ({count_words(counts[code], tally.is_capped)})") for code in codes]


def count_words(number: int, is_capped: bool) -> str:
    """1.000+ where nobody counted further."""
    return (formats.number(number) if number >= 1000 else str(number)) + ("+" if is_capped and number else "")


def _bodies(codes: Iterable[str], chosen: int | None) -> Words:
    """Read once for a list: the name of each."""
    names = bodies.short_names([*map(int, codes), *([chosen] if chosen else [])])
    return lambda code: names.get(int(code), code)


def _communes(codes: Iterable[str], chosen: str | None) -> Words:
    found = units.successors(filter(None, (*codes, chosen)), today())
    return lambda code: found[code].full_name if code in found else code


def _categories() -> Words:
    known = {one.code: one for one in categories.everything()}
    return lambda code: known[code].words if code in known else code


def _code(text: str | None) -> str | None:
    return (one_spelling(text) or "")[:16] or None
