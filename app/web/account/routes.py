"""Every URL of this audience."""

from flask import Blueprint

from app.domain.access import Action
from app.web.account import confirm, events, factors, notices, overview
from app.web.doors import door

bp = Blueprint("account", __name__, url_prefix="/tai-khoan")
bp.add_app_template_global(events.event_words, "event_words")
bp.add_app_template_global(notices.unread_notices, "unread_notices")

OWN = Action.ACCOUNT_SELF
GET_POST = ["GET", "POST"]

door(bp, "", overview.overview, access=OWN)
door(bp, "/thong-bao", notices.notices, access=OWN)
door(bp, "/thong-bao/thu", notices.choose_mail, access=OWN, methods=["POST"], limit="20/hour", fresh=True)
door(bp, "/thong-bao/da-xem", notices.read_notices, access=OWN, methods=["POST"])
door(bp, "/phien/dang-xuat", overview.end_others, access=OWN, methods=["POST"], fresh=True)
door(bp, "/phien/<handle>/dang-xuat", overview.end_session, access=OWN, methods=["POST"], fresh=True)
door(bp, "/xac-nhan", confirm.confirm, access=OWN, methods=GET_POST, limit="20/minute", duty=True)
door(bp, "/buoc-hai", factors.begin, access=OWN, duty=True)
door(bp, "/ung-dung", factors.enrol, access=OWN, methods=GET_POST, limit="20/minute", fresh=True, duty=True)
door(bp, "/ung-dung/bo", factors.remove_totp, access=OWN, methods=["POST"], fresh=True)
door(bp, "/khoa", factors.add_passkey, access=OWN, methods=GET_POST, limit="20/minute", fresh=True, duty=True)
door(bp, "/khoa/<int:passkey_id>/bo", factors.remove_passkey, access=OWN, methods=["POST"], fresh=True)
door(bp, "/ma-du-phong", factors.renew_codes, access=OWN, methods=["POST"], limit="10/hour", fresh=True)
