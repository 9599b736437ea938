"""URLs of the heads' receptions: the calendar, its feed, booking, and the appointment by its code."""

from flask import Blueprint

from app.domain.access import Action
from app.web.doors import door
from app.web.limits.floods import BOOKING
from app.web.public.days import appointment, booking, calendar


def register(bp: Blueprint) -> None:
    """Open them."""
    door(bp, "/lich-tiep-cong-dan", calendar.reception_days, access=Action.PUBLIC)
    door(bp, "/lich-tiep-cong-dan.ics", calendar.reception_feed, access=Action.PUBLIC)
    door(bp, "/lich-tiep-cong-dan/<code>.ics", calendar.reception_feed, access=Action.PUBLIC)
    both = ["GET", "POST"]
    door(bp, "/dat-lich", booking.book, access=Action.PUBLIC, methods=both, limit="60/hour", flood=BOOKING)
    door(bp, "/dat-lich/phieu-hen", booking.booked, access=Action.PUBLIC)
    by_code = appointment.find_appointment
    door(bp, "/dat-lich/hen", by_code, access=Action.PUBLIC, methods=both, limit="60/15 minutes", flood=BOOKING)
    door(bp, "/dat-lich/hen/xem", appointment.appointment, access=Action.PUBLIC)
    door(bp, "/dat-lich/hen/huy", appointment.cancel_appointment, access=Action.PUBLIC, methods=["POST"])
    door(
        bp,
        "/dat-lich/hen/doi",
        appointment.move_appointment,
        access=Action.PUBLIC,
        methods=["POST"],
        limit="60/hour",
    )
