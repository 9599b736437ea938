"""Every URL of this audience: filing here, tracking beside it."""

from flask import Blueprint

from app.web.public import filing_routes, law_desk_routes, tracking_routes

bp = Blueprint("public", __name__)

filing_routes.register(bp)
tracking_routes.register(bp)
law_desk_routes.register(bp)
