"""URLs of the law desk. Questions stand in the address: facts of law only, so that an answer can be passed on."""

from flask import Blueprint

from app.domain.access import Action
from app.i18n import grounds, screening
from app.services.law import regime_on
from app.web.doors import door
from app.web.public import law_desk, law_desk_pages


def register(bp: Blueprint) -> None:
    """Open them."""
    bp.add_app_template_global(grounds.regime, "regime_words")
    bp.add_app_template_global(grounds.circumstance, "circumstance_words")
    bp.add_app_template_global(grounds.sentence, "ground_words")
    bp.add_app_template_global(screening.sentence, "screening_words")
    bp.add_app_template_global(regime_on, "regime_on")
    door(bp, "/luat", law_desk.law_desk, access=Action.PUBLIC)
    door(bp, "/luat/tham-quyen", law_desk.law_who, access=Action.PUBLIC)
    door(bp, "/luat/thoi-han", law_desk_pages.law_limits, access=Action.PUBLIC)
    door(bp, "/luat/thay-doi", law_desk_pages.law_changes, access=Action.PUBLIC)
