"""Every URL of this audience."""

from flask import Blueprint

from app.domain.access import Action
from app.web.api import health, law
from app.web.doors import door

bp = Blueprint("api", __name__)

door(bp, "/healthz", health.healthz, access=Action.PUBLIC)
door(bp, "/api/luat/han", law.deadline, access=Action.PUBLIC)
door(bp, "/api/luat/tham-quyen", law.authority, access=Action.PUBLIC)
door(bp, "/api/luat/buoc", law.next_steps, access=Action.PUBLIC)
door(bp, "/api/luat/phan-loai", law.screening, access=Action.PUBLIC)
door(bp, "/api/luat/openapi.json", law.openapi, access=Action.PUBLIC)
