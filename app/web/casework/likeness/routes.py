"""URLs of petitions beside each other."""

from flask import Blueprint

from app.domain.access import Action
from app.i18n.staff.likeness import sign_words
from app.web.casework.likeness import compare, matters
from app.web.doors import door


def register(bp: Blueprint) -> None:
    """Open them."""
    bp.add_app_template_filter(sign_words, "sign_words")
    one = "/ho-so/<int:case_id>/doi-chieu"
    door(bp, one, compare.compare, access=Action.CASE_TRIAGE)
    door(bp, f"{one}/khong-phai", compare.set_apart, access=Action.CASE_TRIAGE, methods=["POST"])
    door(bp, f"{one}/xem-lai", compare.bring_back, access=Action.CASE_TRIAGE, methods=["POST"])
    door(bp, f"{one}/nhom", matters.put_together, access=Action.CASE_TRIAGE, methods=["POST"])
    door(bp, "/nhom-don", matters.matters, access=Action.QUEUE_VIEW)
    door(bp, "/nhom-don/<int:matter_id>", matters.matter, access=Action.QUEUE_VIEW)
    door(bp, "/nhom-don/<int:matter_id>/bo", matters.take_out, access=Action.CASE_TRIAGE, methods=["POST"])
