"""Personal data: masks, and the one form in which two numbers can be found equal."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.facts import Actor, CaseFacts
from app.domain.keeping.personal import (
    Field,
    canonical_email,
    canonical_identity,
    canonical_phone,
    is_identity,
    is_phone,
    masked,
    shown,
)
from app.domain.vocabulary import Procedure, Role, State


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0912345678", "0912345678"),
        ("+84 912 345 678", "0912345678"),
        ("84912345678", "0912345678"),
        ("0084-912.345.678", "0912345678"),
        ("+84 (0)912 345 678", "0912345678"),
        ("01234567890", "0834567890"),
        ("01692345678", "0392345678"),
        ("0299 3822 123", "02993822123"),
        ("", ""),
        ("gọi tôi", ""),
        ("123", ""),
    ],
)
def test_a_telephone_has_one_form(typed: str, kept: str) -> None:
    assert canonical_phone(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("094 185 001 234", "094185001234"), ("365.123.456", "365123456"), ("c1234567", "C1234567"), ("", ""), ("12", "")],
)
def test_an_identity_number_has_one_form(typed: str, kept: str) -> None:
    assert canonical_identity(typed) == kept


def test_an_address_of_mail_has_one_form() -> None:
    assert canonical_email(" An@Vidu.VN ") == "an@vidu.vn"
    assert canonical_email("an") == ""


def test_what_is_looked_for_is_told_apart() -> None:
    assert is_identity("094 185 001 234")
    assert is_identity("365123456")
    assert not is_identity("2026-000123")
    assert is_phone("+84 912 345 678")
    assert not is_phone("094185001234567")


@pytest.mark.parametrize(
    ("field", "value", "seen"),
    [
        (Field.PHONE, "0912345678", "0912•••678"),
        (Field.PHONE, "113", "•••13"),
        (Field.IDENTITY_NUMBER, "094185001234", "••••••234"),
        (Field.EMAIL, "an@vidu.vn", "a•••@vidu.vn"),
        (Field.EMAIL, "an", "•••"),
        (Field.ADDRESS, "Số 12 đường Hùng Vương, khóm 3", "•••, khóm 3"),
        (Field.ADDRESS, "Ấp 2", "•••"),
        (Field.PHONE, "", ""),
    ],
)
def test_a_mask_leaves_enough_to_recognise(field: Field, value: str, seen: str) -> None:
    assert masked(field, value) == seen


def test_nobody_sees_more_than_his_task_needs() -> None:
    case = CaseFacts(7, Procedure.COMPLAINT_FIRST, State.ACCEPTED, 1, date(2026, 7, 1), officer_id=7)

    def seen(role: Role, body_id: int, user_id: int) -> frozenset[Field]:
        return shown(Actor(role, user_id, body_id), case)

    contact = {Field.PHONE, Field.EMAIL, Field.ADDRESS}
    assert seen(Role.OFFICER, 1, 7) == contact
    assert seen(Role.OFFICER, 1, 8) == set()
    assert seen(Role.RECEPTION_OFFICER, 1, 8) == contact
    assert seen(Role.RECEPTION_OFFICER, 2, 8) == set()
    assert seen(Role.HEAD, 1, 9) == {Field.ADDRESS}
    assert seen(Role.INSPECTORATE, 5, 9) == set()
    assert shown(Actor(Role.OFFICER, 7, 1), replace(case, is_sealed=True)) == set()
