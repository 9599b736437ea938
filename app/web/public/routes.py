"""Every URL of this audience: filing here, tracking, the law desk and the receptions beside it."""

from flask import Blueprint

from app.web.public import days_routes, filing_routes, law_desk_routes, tracking_routes

bp = Blueprint("public", __name__)

filing_routes.register(bp)
tracking_routes.register(bp)
law_desk_routes.register(bp)
days_routes.register(bp)
