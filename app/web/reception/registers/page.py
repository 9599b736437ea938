"""A register on the screen: a part of the period, some lines at a time, each leading to its visit and its cases."""

from dataclasses import dataclass
from typing import Any

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.reception import registers
from app.domain.reception.registers import Book, Chosen, Part
from app.domain.reception.vocabulary import ReceptionMode, VisitOutcome
from app.domain.vocabulary import CaseKind, Role
from app.i18n import labels
from app.persistence.queries import bodies
from app.persistence.queries.reception import register
from app.reports.table import Column
from app.services.registers import books, exporting
from app.services.registers.books import Reading
from app.web import purposes
from app.web.clock import now, today
from app.web.forms import read_number
from app.web.reception.registers import asked
from app.web.sessions import current_actor

LINES = 2 * registers.LEAF


@dataclass(frozen=True, slots=True)
class Shown:
    """Lines of a part and the numbers its neighbours begin after and end before."""

    part: Part
    columns: list[Column]
    rows: list[tuple[Any, Any]]  # the entry, and its cells under the columns
    after: int | None
    before: int | None
    progress_at: int  # the column that leads to the cases


def visit_register() -> ResponseReturnValue:
    """Sổ tiếp công dân."""
    return _page(Book.RECEPTION)


def petition_register() -> ResponseReturnValue:
    """Sổ theo dõi tiếp nhận, xử lý đơn."""
    return _page(Book.PETITIONS)


def _page(book: Book) -> ResponseReturnValue:
    actor = current_actor()
    choices = [(body.id, body.name) for body in bodies.receivers(today())] if actor.role is Role.INSPECTORATE else []
    chosen = asked.chosen(actor, request.args, today())
    is_known = chosen is not None and bodies.by_id(chosen.body_id) is not None
    found = _found(book, chosen) if chosen is not None and is_known else {"chosen": None}
    page = render_template("reception/register.html", book=book, bodies=choices, args=request.args, **found)
    return page


def _found(book: Book, chosen: Chosen) -> dict[str, Any]:
    """What the page shows of the lines that were asked for."""
    actor = current_actor()
    reading = exporting.reading(actor, book, chosen)
    parts = books.all_parts(reading)
    picked = request.args.get("part", "")
    place = min(int(picked), len(parts) - 1) if picked.isdecimal() and len(picked) < 3 else len(parts) - 1
    return {
        "chosen": chosen,
        "shown": _shown(reading, parts[place]) if parts else None,
        "tabs": [(books.title(part), here(part=number), None, number == place) for number, part in enumerate(parts)],
        "here": here,
        "options": _options(book, chosen),
        "whole": registers.may_read_whole(actor, chosen.body_id),
        "purposes": purposes.choices(),
        "orders": exporting.mine(actor, at=now()),
    }


def _shown(reading: Reading, part: Part) -> Shown:
    """The end of the book where nothing is said: there stand the newest lines."""
    after, before = _number("after"), _number("before")
    if after is not None:
        found = books.entries(reading, part, after=after, limit=LINES + 1)
        more, found = len(found) > LINES, found[:LINES]
        earlier, later = bool(found), more
    else:
        found = books.entries(reading, part, before=before or 2**31 - 1, limit=LINES + 1)
        earlier, found = len(found) > LINES, found[-LINES:]
        later = before is not None
    form = part.form.rule_id
    columns = books.columns_of(reading, form)
    return Shown(
        part,
        columns,
        [(entry, reading.source.row(form, entry)) for entry in found],
        after=found[-1].number if found and later else None,
        before=found[0].number if found and earlier else None,
        progress_at=len(columns) - (2 if reading.book is Book.RECEPTION else 3),
    )


def _number(name: str) -> int | None:
    return read_number(request.args.get(name, ""))


def here(**changes: Any) -> str:
    """This page with some of its address changed."""
    kept = {name: request.args.get(name) for name in asked.IN_ADDRESS} | changes
    if request.endpoint is None:
        abort(404)
    return url_for(request.endpoint, **{name: value for name, value in kept.items() if value not in (None, "")})


def _options(book: Book, chosen: Chosen) -> dict[str, list[tuple[Any, str]]]:
    kinds: list[tuple[Any, str]] = [(one.value, labels.label(one)) for one in CaseKind]
    if book is Book.PETITIONS:
        return {"kind": kinds}
    return {
        "mode": [(one.value, labels.label(one)) for one in ReceptionMode],
        "kind": kinds,
        "outcome": [(one.value, labels.label(one)) for one in VisitOutcome],
        "who": list(register.receivers(chosen.body_id, chosen.since, chosen.until)),
    }
