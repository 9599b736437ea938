"""Every URL of this audience."""

from flask import Blueprint

from app.domain.access import Action
from app.web.doors import door
from app.web.sso import signing_in

bp = Blueprint("sso", __name__, url_prefix="/dang-nhap-mot-lan")
bp.add_app_template_global(signing_in.sso_name, "sso_name")

OWN = Action.ACCOUNT_SELF
GET_POST = ["GET", "POST"]

door(bp, "", signing_in.begin, access=Action.PUBLIC)
door(bp, "/tro-lai", signing_in.callback, access=Action.PUBLIC)
door(bp, "/ma", signing_in.link_code, access=Action.PUBLIC, methods=GET_POST, limit="10/minute")
door(bp, "/lien-ket", signing_in.link, access=OWN, fresh=True)
door(bp, "/xac-nhan", signing_in.confirm, access=OWN)
door(bp, "/dong-y", signing_in.accept_link, access=OWN, methods=GET_POST, fresh=True)
door(bp, "/<int:link_id>/bo", signing_in.unlink, access=OWN, methods=["POST"], fresh=True)
