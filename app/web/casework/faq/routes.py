"""URLs of writing questions and answers."""

from flask import Blueprint

from app.domain.access import Action
from app.web.casework.faq import desk
from app.web.doors import door


def register(bp: Blueprint) -> None:
    """Open them."""
    write, both = Action.QUESTION_WRITE, ["GET", "POST"]
    door(bp, "/soan-hoi-dap", desk.own_questions, access=write)
    door(bp, "/soan-hoi-dap/moi", desk.new_question, access=write, methods=both)
    one = "/soan-hoi-dap/<int:question_id>"
    door(bp, one, desk.own_question, access=write)
    door(bp, f"{one}/sua", desk.edit_question, access=write, methods=both)
    door(bp, f"{one}/cong-khai", desk.release_question, access=Action.QUESTION_RELEASE, methods=["POST"])
    door(bp, f"{one}/rut", desk.withdraw_question, access=Action.QUESTION_RELEASE, methods=["POST"])
