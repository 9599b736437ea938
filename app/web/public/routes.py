"""Every URL of this audience: filing here, tracking, the law desk and the receptions beside it."""

from flask import Blueprint

from app.domain.access import Action
from app.web.doors import door
from app.web.public import filing_routes, law_desk_routes, tracking_routes
from app.web.public.days import routes as days
from app.web.public.finding import figures, published, questions

bp = Blueprint("public", __name__)

filing_routes.register(bp)
tracking_routes.register(bp)
tracking_routes.register_letters(bp)
law_desk_routes.register(bp)
days.register(bp)

door(
    bp,
    "/ket-qua-cong-khai",
    published.published,
    access=Action.PUBLIC,
    methods=["GET", "POST"],
    limit="120/15 minutes",
)
door(bp, "/so-lieu", figures.figures, access=Action.PUBLIC)
door(bp, "/so-lieu.<form>", figures.figures_file, access=Action.PUBLIC, limit="60/15 minutes")
door(bp, "/ket-qua-cong-khai/<int:case_id>", published.published_case, access=Action.PUBLIC)
door(bp, "/hoi-dap", questions.questions, access=Action.PUBLIC)
door(bp, "/hoi-dap/<int:question_id>", questions.question, access=Action.PUBLIC)
