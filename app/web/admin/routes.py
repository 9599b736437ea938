"""Every URL of this audience."""

from flask import Blueprint

from app.domain.access import Action
from app.web.admin import account, accounts, bodies, system
from app.web.doors import door

bp = Blueprint("admin", __name__, url_prefix="/quan-tri")

MANAGE = Action.ACCOUNTS_MANAGE
ONE = "/tai-khoan/<int:user_id>"

door(bp, "", accounts.home, access=MANAGE)
door(bp, "/tai-khoan", accounts.accounts, access=MANAGE)
door(bp, "/tai-khoan/moi", accounts.create_account, access=MANAGE, methods=["GET", "POST"], limit="60/hour")
door(bp, ONE, account.account, access=MANAGE)
door(bp, f"{ONE}/dong", account.deactivate, access=MANAGE, methods=["POST"])
door(bp, f"{ONE}/mo-lai", account.activate, access=MANAGE, methods=["POST"])
door(bp, f"{ONE}/cap-mat-khau", account.reset_password, access=MANAGE, methods=["POST"], limit="60/hour")
door(bp, f"{ONE}/dang-xuat", account.end_sessions, access=MANAGE, methods=["POST"])
door(bp, "/co-quan", bodies.bodies, access=MANAGE)
door(bp, "/he-thong", system.system, access=MANAGE)
door(bp, "/he-thong/thu-lai/<int:message_id>", system.retry, access=MANAGE, methods=["POST"])
door(bp, "/he-thong/nhat-ky", system.verify_audit, access=MANAGE, methods=["POST"], limit="20/hour")
