"""Every URL of this audience: filing here, tracking beside it."""

from flask import Blueprint

from app.i18n import grounds
from app.services.law import regime_on
from app.web.public import filing_routes, tracking_routes

bp = Blueprint("public", __name__)
bp.add_app_template_global(grounds.regime, "regime_words")
bp.add_app_template_global(regime_on, "regime_on")

filing_routes.register(bp)
tracking_routes.register(bp)
