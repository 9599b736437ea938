"""URLs of lateness: reminders, what may become late, what gathers."""

from flask import Blueprint

from app.domain.access import Action
from app.web.casework.lateness import foreseen, reminders, spots
from app.web.doors import door

VIEW, REMIND = Action.REMINDERS_VIEW, Action.CASE_REMIND
ONE = "/don-doc/<int:reminder_id>"


def register(bp: Blueprint) -> None:
    """Open them."""
    door(bp, "/don-doc", reminders.reminders, access=VIEW)
    door(bp, ONE, reminders.reminder, access=VIEW)
    door(bp, f"{ONE}/tra-loi", reminders.answer_reminder, access=Action.CASE_HANDLE, methods=["POST"])
    door(bp, f"{ONE}/tiep", reminders.remind_again, access=REMIND, methods=["POST"], limit="60/hour")
    door(bp, "/don-doc/kien-nghi/<int:rung_id>", reminders.decide_proposal, access=REMIND, methods=["POST"])
    door(bp, "/ho-so/<int:case_id>/don-doc", reminders.remind, access=Action.OVERSIGHT_VIEW, methods=["POST"])
    door(bp, "/co-the-tre", foreseen.foreseen, access=Action.QUEUE_VIEW)
    door(bp, "/diem-nong", spots.hot_spots, access=REMIND)
    door(bp, "/diem-nong/<int:hot_spot_id>", spots.hot_spot, access=REMIND)
    door(bp, "/diem-nong/<int:hot_spot_id>/viec", spots.act_on_spot, access=REMIND, methods=["POST"])
