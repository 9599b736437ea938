"""Every URL of this audience."""

from flask import Blueprint

from app.domain.access import Action
from app.web.api import health
from app.web.doors import door

bp = Blueprint("api", __name__)

door(bp, "/healthz", health.healthz, access=Action.PUBLIC)
