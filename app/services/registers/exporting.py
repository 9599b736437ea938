"""Taking a register away: small ones at once, large ones by the worker; on record, masked unless the right is there,
and for nobody but whoever asked (LTCD Đ25; Luật 91/2025/QH15: only what the task needs)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from app import storage
from app.documents import press
from app.domain import access
from app.domain.access import Action
from app.domain.calendars import local_date
from app.domain.facts import Actor
from app.domain.keeping.personal import Purpose
from app.domain.reception import registers
from app.domain.reception.registers import Book, Chosen, ExportState
from app.domain.refusals import BadInput, NotAllowed, NotFound
from app.domain.vocabulary import Role
from app.i18n import locale
from app.persistence import audit, newrows, outbox, sealing
from app.persistence.models.reception import RegisterExport
from app.persistence.queries.offices import holding
from app.persistence.queries.reception import exports
from app.persistence.transaction import in_transaction, transaction
from app.reports import table_files
from app.services.registers import books, choosing, paper
from app.services.registers.books import Counted, Reading

MEDIA = {**table_files.MEDIA, "pdf": press.MEDIA["pdf"]}
REPORTED = 1000  # lines between two words on how far it is
STANDS_STILL = timedelta(minutes=10)

Clock = Callable[[], datetime]


class StillMadeError(Exception):
    """Another worker is at it; the message comes again later and finds it done."""


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody wants to take away. `purpose`: of having personal data whole; None leaves them masked."""

    book: Book
    chosen: Chosen
    format: str
    purpose: Purpose | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """A file on its way to the browser."""

    name: str
    media_type: str
    pieces: Iterator[bytes]


def reading(actor: Actor, book: Book, chosen: Chosen, purpose: Purpose | None = None) -> Reading:
    """The book of a body for whoever may read it; NotAllowed for a book of others, or whole without the right."""
    access.require_role(actor, Action.VISIT_VIEW)
    if actor.role is not Role.INSPECTORATE and actor.body_id != chosen.body_id:
        raise NotAllowed("action_not_yours")
    if purpose is not None and not registers.may_read_whole(actor, chosen.body_id):
        raise NotAllowed("register_whole_not_yours")
    if chosen.since > chosen.until:
        raise BadInput("period_odd", field="since")
    return Reading(actor, book, chosen, whole=purpose is not None)


def _measured(read: Reading, form: str) -> int:
    """How many lines; BadInput where no file of this format takes them."""
    if form not in MEDIA:
        raise BadInput("export_format_unknown", field="format")
    lines = books.count(read)
    if lines > registers.MOST[form]:
        raise BadInput("export_too_long", field="format", most=registers.MOST[form])
    return lines


def take(actor: Actor, order: Order, *, at: datetime) -> Taken | int:
    """The file, or the number of the order where the worker makes it; either way on record before anything leaves."""
    read = reading(actor, order.book, order.chosen, order.purpose)
    lines = _measured(read, order.format)
    if lines > registers.AT_ONCE[order.format]:
        return in_transaction(lambda: _ordered(actor, order, lines, at))
    with transaction():
        _on_record(actor, order, lines, at)
    with locale.use(locale.SOURCE):
        content = _content(read, order.format, at)
    return Taken(_name(order), MEDIA[order.format], iter([content]))


def _ordered(actor: Actor, order: Order, lines: int, at: datetime) -> int:
    if actor.user_id is None or actor.office_id is None:
        raise NotAllowed("action_not_yours")
    row = RegisterExport(
        asked_by_id=actor.user_id,
        office_id=actor.office_id,
        asked_at=at,
        book=order.book,
        body_id=order.chosen.body_id,
        format=order.format,
        chosen=choosing.to_plain(order.chosen),
        purpose=order.purpose.value if order.purpose else None,
        lines=lines,
        moved_at=at,
    )
    newrows.insert(row)
    _on_record(actor, order, lines, at)
    outbox.post("register.export", at=at, export_id=row.id)
    return row.id


def _on_record(actor: Actor, order: Order, lines: int, at: datetime) -> None:
    details: dict[str, Any] = {"format": order.format, "lines": lines, **choosing.to_plain(order.chosen)}
    subject = f"{order.book.value}:{order.chosen.body_id}"
    audit.append(actor, "export", at=at, subject=subject, details=details, purpose=order.purpose)


def make(export_id: int, *, clock: Clock) -> None:
    """What the worker does. Done twice it is one file; the rights are asked again, as they stand now."""
    order = in_transaction(lambda: _taken_up(export_id, clock()))
    if order is None:
        return
    kept, actor = order
    try:
        read = reading(actor, kept.book, kept.chosen, kept.purpose)
    except (NotAllowed, BadInput):
        return _finish(export_id, clock(), state=ExportState.FAILED)
    with storage.exports.scratch() as folder, locale.use(locale.SOURCE):
        made = folder / _name(kept)
        write(read, made, at=clock(), counted=_reporting(export_id, clock))
        file_id, key = storage.exports.keep(made)
        size = made.stat().st_size
    sealed = sealing.seal(key, f"register_export:{export_id}:file_key")
    _finish(export_id, clock(), state=ExportState.DONE, file_id=file_id, file_key=sealed, size=size)


def _taken_up(export_id: int, at: datetime) -> tuple[Order, Actor] | None:
    row = exports.locked(export_id)
    if row is None or row.state in (ExportState.DONE, ExportState.FAILED):
        return None
    if row.state is ExportState.WORKING and at - row.moved_at < STANDS_STILL:
        raise StillMadeError
    office = next((one for one in holding.held_by(row.asked_by_id, local_date(at)) if one.id == row.office_id), None)
    if office is None:
        row.state = ExportState.FAILED
        return None
    row.state, row.done, row.moved_at = ExportState.WORKING, 0, at
    return _order(row), holding.acting(office)


def _order(row: RegisterExport) -> Order:
    purpose = Purpose(row.purpose) if row.purpose else None
    return Order(row.book, choosing.from_plain(row.chosen), row.format, purpose)


def _reporting(export_id: int, clock: Clock) -> Counted:
    told = 0

    def report(done: int) -> None:
        nonlocal told
        if done - told >= REPORTED:
            told = done
            _finish(export_id, clock(), done=done)

    return report


def _finish(export_id: int, at: datetime, **values: Any) -> None:
    with transaction():
        row = exports.locked(export_id)
        if row is not None:
            for name, value in {**values, "moved_at": at}.items():
                setattr(row, name, value)


def write_out(actor: Actor, book: Book, chosen: Chosen, target: Path, purpose: Purpose | None, *, at: datetime) -> int:
    """The file where somebody at this machine wants it; on record. Gives the number of its lines."""
    order = Order(book, chosen, target.suffix.removeprefix("."), purpose)
    read = reading(actor, book, chosen, purpose)
    lines = _measured(read, order.format)
    with transaction():
        _on_record(actor, order, lines, at)
    with locale.use(locale.SOURCE):
        write(read, target, at=at)
    return lines


def write(read: Reading, target: Path, *, at: datetime, counted: Counted = lambda _done: None) -> None:
    """The register as a file; its format is seen from the name."""
    if target.suffix == ".pdf":
        target.write_bytes(press.print_letter(paper.letter(read, local_date(at), counted), "pdf"))
        return
    table_files.write(books.tables(read, local_date(at), counted), target)


def _content(read: Reading, form: str, at: datetime) -> bytes:
    if form == "pdf":
        return press.print_letter(paper.letter(read, local_date(at)), "pdf")
    return table_files.content(books.tables(read, local_date(at)), form)


def mine(actor: Actor, *, at: datetime) -> list[RegisterExport]:
    """Files of the last day that the actor asked for."""
    return list(exports.of_asker(actor.user_id, at - storage.exports.KEPT)) if actor.user_id is not None else []


def fetch(actor: Actor, export_id: int, *, at: datetime) -> Taken:
    """A finished file, for whoever asked for it and still may; on record. To everybody else there is none."""
    row = exports.find(export_id)
    if row is None or row.asked_by_id != actor.user_id or at - row.asked_at > storage.exports.KEPT:
        raise NotFound("export_not_found")
    order = _order(row)
    reading(actor, order.book, order.chosen, order.purpose)
    if row.file_id is None or row.file_key is None:
        raise NotFound("export_not_found")
    key = sealing.unseal(row.file_key, f"register_export:{row.id}:file_key")
    pieces, lines = storage.exports.read(row.file_id, key), row.lines
    with transaction():
        _on_record(actor, order, lines, at)
    return Taken(_name(order), MEDIA[order.format], pieces)


def _name(order: Order) -> str:
    days = f"{order.chosen.since:%Y%m%d}-{order.chosen.until:%Y%m%d}"
    names = {Book.RECEPTION: "so-tiep-cong-dan", Book.PETITIONS: "so-theo-doi-don"}
    return f"{names[order.book]}-{days}.{order.format}"
