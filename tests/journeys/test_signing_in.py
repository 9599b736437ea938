"""Signing in as people do: with a telephone, with a recovery code, with a passkey; and proving again who one is."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests import cast
from tests.journeys.conftest import DESK
from tests.journeys.hands import picture, press, reads

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("db")]

Visit = Callable[..., Page]
NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


def sign_in(page: Page, username: str, site: str = "") -> None:
    page.goto(f"{site}/dang-nhap")
    page.fill("#username", username)
    page.fill("#password", cast.PASSWORD)
    press(page, "Đăng nhập")


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Thoát").click()
    expect(page.locator("#username")).to_be_visible()


def telephone(page: Page, app: Flask) -> str:
    """What the application on the telephone shows for the secret on the page."""
    secret = page.locator(".td-secret").text_content() or ""
    return pyotp.TOTP(secret.replace(" ", "")).at(int(app.config["NOW"].timestamp()))


def test_an_inspector_takes_a_telephone_and_loses_it(app: Flask, visit: Visit, axe: Callable[[Page], None]) -> None:
    app.config["NOW"] = NOW
    page = visit(screen=DESK)
    sign_in(page, "em")
    reads(page, "Trước hết, xin đặt bước xác thực thứ hai", "Thanh tra")
    axe(page)
    picture(page, "signing-in-begin")
    press(page, "Ứng dụng tạo mã")
    picture(page, "signing-in-enrol")
    axe(page)
    page.fill("#code", telephone(page, app))
    secret = (page.locator(".td-secret").text_content() or "").replace(" ", "")
    press(page, "Xong")
    reads(page, "Các mã chỉ hiện một lần")
    axe(page)
    picture(page, "signing-in-codes")
    codes = page.locator(".td-codes .td-code").all_inner_texts()
    press(page, "Tôi đã cất các mã")
    reads(page, "Đang bật", "Còn 10 mã chưa dùng")
    axe(page)
    picture(page, "account-desk")
    sign_out(page)

    app.config["NOW"] = NOW + timedelta(minutes=2)
    phone = visit(script=False)
    sign_in(phone, "em")
    reads(phone, "Thêm một bước nữa")
    picture(phone, "second-factor-phone")
    phone.fill("#code", "123 456")
    press(phone, "Tiếp tục")
    reads(phone, "Mã không đúng")
    phone.fill("#code", pyotp.TOTP(secret).at(int(app.config["NOW"].timestamp())))
    press(phone, "Tiếp tục")
    reads(phone, "Giám sát")

    phone.goto("/tai-khoan")
    picture(phone, "account-phone")
    lost = visit()
    sign_in(lost, "em")
    axe(lost)
    lost.fill("#code", codes[0])
    press(lost, "Tiếp tục")
    lost.goto("/tai-khoan")
    reads(lost, "Còn 9 mã chưa dùng", "Dùng một mã dự phòng")


def test_a_passkey_enters_and_proves(app: Flask, site: str, visit: Visit, axe: Callable[[Page], None]) -> None:
    app.config["NOW"] = NOW
    here = site.replace("127.0.0.1", "localhost")  # passkeys are bound to names
    page = visit(screen=DESK)
    telephone = page.context.new_cdp_session(page)
    telephone.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    telephone.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {**options, "isUserVerified": True, "automaticPresenceSimulation": True}},
    )
    sign_in(page, "cuc", here)
    page.goto(f"{here}/tai-khoan/khoa")
    axe(page)
    picture(page, "passkey-add")
    page.fill("#name", "Máy bàn phòng một cửa")
    press(page, "Tạo khóa")
    reads(page, "Các mã chỉ hiện một lần")
    press(page, "Tôi đã cất các mã")
    reads(page, "Máy bàn phòng một cửa")
    sign_out(page)
    picture(page, "login-desk")
    axe(page)
    press(page, "Đăng nhập bằng khóa truy cập")
    reads(page, "Hàng việc")

    app.config["NOW"] = NOW + timedelta(minutes=6)
    page.goto(f"{here}/tai-khoan")
    press(page, "Đăng xuất khỏi mọi máy khác")
    reads(page, "Xin xác nhận lại là bạn", "chưa mất")
    axe(page)
    picture(page, "confirm-desk")
    press(page, "Dùng khóa truy cập")
    reads(page, "Đã xác nhận")
    axe(page)
    press(page, "Tiếp tục")
    reads(page, "Đã đăng xuất khỏi mọi máy khác")

    sign_out(page)
    sign_in(page, "cuc", here)
    reads(page, "Thêm một bước nữa")
    picture(page, "second-factor-passkey")
    press(page, "Dùng khóa truy cập")
    reads(page, "Hàng việc")
