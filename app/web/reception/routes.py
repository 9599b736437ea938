"""Every URL of this audience."""

from flask import Blueprint

from app.domain.access import Action
from app.web.doors import door
from app.web.reception import entry

bp = Blueprint("reception", __name__)

door(bp, "/tiep-nhan", entry.log, access=Action.PETITION_LOG, methods=["GET", "POST"])
door(bp, "/tiep-nhan/bien-nhan", entry.slip, access=Action.PETITION_LOG)
