"""Every URL of this audience."""

from flask import Blueprint

from app.domain.access import Action
from app.web.auth import offices, sign_in
from app.web.doors import door
from app.web.limits.floods import SIGN_IN

bp = Blueprint("auth", __name__)

door(bp, "/dang-nhap", sign_in.login, access=Action.PUBLIC, methods=["GET", "POST"], limit="20/minute", flood=SIGN_IN)
door(bp, "/dang-nhap/buoc-hai", sign_in.second_factor, access=Action.PUBLIC, methods=["GET", "POST"], limit="20/minute")
door(bp, "/dang-nhap/khoa", sign_in.passkey, access=Action.PUBLIC, methods=["POST"], limit="20/minute")
door(bp, "/dang-xuat", sign_in.logout, access=Action.PUBLIC, methods=["POST"])
door(bp, "/chuc-vu", offices.choose_office, access=Action.ACCOUNT_SELF, methods=["POST"])
door(bp, "/mat-khau", sign_in.password, access=Action.ACCOUNT_SELF, methods=["GET", "POST"], limit="10/minute")
