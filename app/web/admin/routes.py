"""Every URL of this audience."""

from flask import Blueprint

from app.domain.access import Action
from app.web.admin import account, accounts, bodies, calendars, offices, reorganisation, system
from app.web.doors import door

bp = Blueprint("admin", __name__, url_prefix="/quan-tri")

MANAGE = Action.ACCOUNTS_MANAGE
CALENDAR = Action.CALENDAR_MANAGE
ONE_DAY = "/lich/<int:exception_id>"
ONE = "/tai-khoan/<int:user_id>"
OFFICE = "/chuc-vu/<int:office_id>"
GET_POST = ["GET", "POST"]

door(bp, "", accounts.home, access=MANAGE)
door(bp, "/tai-khoan", accounts.accounts, access=MANAGE)
door(bp, "/tai-khoan/moi", accounts.create_account, access=MANAGE, methods=["GET", "POST"], limit="60/hour", fresh=True)
door(bp, ONE, account.account, access=MANAGE)
door(bp, f"{ONE}/dong", account.deactivate, access=MANAGE, methods=["POST"], fresh=True)
door(bp, f"{ONE}/mo-lai", account.activate, access=MANAGE, methods=["POST"], fresh=True)
door(bp, f"{ONE}/cap-mat-khau", account.reset_password, access=MANAGE, methods=["POST"], limit="60/hour", fresh=True)
door(bp, f"{ONE}/dat-lai", account.start_over, access=MANAGE, methods=["POST"], limit="60/hour", fresh=True)
door(bp, f"{ONE}/ma-lien-ket", account.link_code, access=MANAGE, methods=["POST"], limit="60/hour", fresh=True)
door(bp, f"{ONE}/dang-xuat", account.end_sessions, access=MANAGE, methods=["POST"], fresh=True)
door(bp, f"{ONE}/chuc-vu", offices.appoint, access=MANAGE, methods=GET_POST, fresh=True)
door(bp, OFFICE, offices.office, access=MANAGE)
door(bp, f"{OFFICE}/ket-thuc", offices.end_office, access=MANAGE, methods=["POST"], fresh=True)
door(bp, f"{OFFICE}/ban-giao", offices.hand_over_work, access=Action.WORK_HAND_OVER, methods=["POST"])
door(bp, "/co-quan", bodies.bodies, access=MANAGE)
door(bp, "/co-quan/moi", bodies.create_body, access=MANAGE, methods=GET_POST)
door(bp, "/co-quan/<int:body_id>", bodies.body, access=MANAGE, methods=GET_POST)
door(bp, "/sap-xep", reorganisation.reorganisation, access=MANAGE, methods=GET_POST)
door(bp, "/sap-xep/ho-so", reorganisation.move_cases, access=MANAGE, methods=["POST"])
door(bp, "/he-thong", system.system, access=MANAGE)
door(bp, "/he-thong/thu-lai/<int:message_id>", system.retry, access=MANAGE, methods=["POST"])
door(bp, "/he-thong/gui-lai/<int:delivery_id>", system.send_again, access=MANAGE, methods=["POST"])
door(bp, "/he-thong/nhat-ky", system.verify_audit, access=MANAGE, methods=["POST"], limit="20/hour")
door(bp, "/lich", calendars.calendar, access=CALENDAR)
door(bp, "/lich/de-xuat", calendars.propose_day, access=CALENDAR, methods=["GET", "POST"], limit="60/hour")
door(bp, ONE_DAY, calendars.calendar_day, access=CALENDAR)
door(bp, f"{ONE_DAY}/xac-nhan", calendars.confirm_day, access=CALENDAR, methods=["POST"])
door(bp, f"{ONE_DAY}/rut", calendars.withdraw_day, access=CALENDAR, methods=["POST"])
door(bp, f"{ONE_DAY}/doi-han", calendars.move_dates, access=CALENDAR, methods=["POST"])
