"""URLs of the heads' receptions for the office."""

from flask import Blueprint

from app.domain.access import Action
from app.web.doors import door
from app.web.reception.days import after, day, plan, session


def register(bp: Blueprint) -> None:
    """Open them."""
    _calendar(bp)
    _day(bp)
    _after(bp)


def _calendar(bp: Blueprint) -> None:
    both, post = ["GET", "POST"], ["POST"]
    planning = Action.SESSION_PLAN
    door(bp, "/tiep-dan/lich", plan.reception_calendar, access=planning)
    door(bp, "/tiep-dan/lich/de-xuat", plan.propose_days, access=planning, methods=post)
    door(bp, "/tiep-dan/lich/duyet", plan.sign_days, access=Action.SESSION_SIGN, methods=post)
    door(bp, "/tiep-dan/lich/dang", plan.post_days, access=planning, methods=post)
    door(bp, "/tiep-dan/lich/moi", plan.plan_day, access=planning, methods=both)
    door(bp, "/tiep-dan/lich/gio", plan.set_hours, access=planning, methods=post)
    one = "/tiep-dan/buoi/<int:session_id>"
    door(bp, f"{one}/sua", plan.edit_day, access=planning, methods=both)
    door(bp, f"{one}/bo", plan.drop_day, access=planning, methods=post)
    door(bp, f"{one}/hoan", session.change_day, access=planning, methods=both)


def _day(bp: Blueprint) -> None:
    both, post = ["GET", "POST"], ["POST"]
    planning = Action.SESSION_PLAN
    one, who = "/tiep-dan/buoi/<int:session_id>", "/tiep-dan/hen/<int:appointment_id>"
    door(bp, one, session.reception_day, access=planning)
    door(bp, f"{one}/ho-so", session.visitors_files, access=planning)
    door(bp, f"{one}/hen", session.book_visitor, access=planning, methods=both)
    door(bp, f"{one}/truc-tuyen", session.note_online, access=planning, methods=post)
    door(bp, f"{one}/bat-dau", day.begin_day, access=planning, methods=post)
    door(bp, f"{one}/ket-thuc", day.close_day, access=planning, methods=post)
    door(bp, f"{one}/bien-ban", day.day_letter, access=planning, methods=post)
    door(bp, f"{who}/co-mat", day.note_presence, access=planning, methods=post)
    door(bp, f"{who}/ket-luan", day.conclude, access=planning, methods=both)
    door(bp, f"{who}/giay/<letter>", day.visitor_letter, access=planning, methods=post)


def _after(bp: Blueprint) -> None:
    door(bp, "/tiep-dan/viec", after.conclusion_tasks, access=Action.TASK_VIEW)
    door(bp, "/tiep-dan/viec/<int:task_id>/xong", after.finish_task, access=Action.SESSION_PLAN, methods=["POST"])
    door(bp, "/tiep-dan/viec/<int:task_id>/bao", after.tell_task, access=Action.SESSION_PLAN, methods=["POST"])
    door(bp, "/tiep-dan/nghia-vu", after.duty, access=Action.DUTY_VIEW)
