"""A register as a file: at once where it is short, from the worker where it is long, by nobody but whoever asked."""

from flask import Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.reception.registers import Book
from app.domain.refusals import BadInput
from app.i18n import reasons
from app.i18n.locale import gettext as _
from app.services.registers import exporting
from app.services.registers.exporting import Order, Taken
from app.web import purposes
from app.web.answers import downloads
from app.web.clock import now, today
from app.web.reception.registers import asked
from app.web.sessions import current_actor

PAGE_OF = {Book.RECEPTION: "reception.visit_register", Book.PETITIONS: "reception.petition_register"}


def take_register(slug: str) -> ResponseReturnValue:
    """Make the file of what the page shows."""
    book, actor = asked.SLUGS.get(slug, Book.RECEPTION), current_actor()
    chosen = asked.chosen(actor, request.form, today())
    back = {name: request.form[name] for name in asked.IN_ADDRESS if request.form.get(name)}
    page = redirect(url_for(PAGE_OF[book], **back, _anchor="files"), 303)
    if chosen is None:
        return page
    try:
        found = exporting.take(actor, Order(book, chosen, request.form.get("as", ""), purposes.given()), at=now())
    except BadInput as refusal:
        flash(reasons.sentence(refusal))
        return page
    if isinstance(found, Taken):
        return _file(found)
    flash(_("Sổ dài, máy đang làm tệp. Tệp hiện ở cuối trang khi xong; tải lại trang để xem đã đến đâu."), "success")
    return page


def register_file(export_id: int) -> ResponseReturnValue:
    """A file that the worker has made."""
    return _file(exporting.fetch(current_actor(), export_id, at=now()))


def _file(found: Taken) -> Response:
    return downloads.download(found.pieces, found.name, found.media_type)
