"""Every URL of this audience: filing here, tracking, the law desk and the receptions beside it."""

from flask import Blueprint

from app.web.public import filing_routes, law_desk_routes, tracking_routes
from app.web.public.days import routes as days

bp = Blueprint("public", __name__)

filing_routes.register(bp)
tracking_routes.register(bp)
law_desk_routes.register(bp)
days.register(bp)
