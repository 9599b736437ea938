"""Forms: one spelling, dates as people write them, our own sentences."""

from datetime import date

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Email

from app.i18n import locale
from app.web import forms
from tests.times import at


class EveryField(forms.Form):
    """One of each."""

    name = forms.LineField("Tên", [forms.Required(), forms.Longest(10)])
    text = forms.TextField("Nội dung", [forms.Longest(1000)])
    day = forms.DayField("Ngày", [forms.NotInFuture()])
    phone = forms.LineField("Điện thoại", [forms.Phone()])
    number = forms.LineField("Giấy tờ", [forms.IdentityNumber()])
    email = forms.LineField("Thư", [Email()])
    choice = RadioField("Chọn", choices=[SelectChoice("a", "A")], validate_choice=True)


@pytest.fixture
def filled(app: Flask):
    """The form as sent with some values."""
    app.config["NOW"] = at("2026-11-23")

    def fill(**values: str) -> EveryField:
        with app.test_request_context(method="POST", data=values):
            form = EveryField(meta={"csrf": False})
            form.validate()
            return form

    return fill


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Nguye\u0302\u0303n  ", "Nguy\u1ec5n"),
        ("An\u202egnp\u202c", "Angnp"),
        ("A\x00n\x07", "An"),
        ("b\u200b\u200d\ufeffc", "bc"),
        ("ភាសា\u200bខ្មែរ", "ភាសា\u200bខ្មែរ"),
        ("một\r\nhai", "một\nhai"),
        (None, None),
    ],
)
def test_one_spelling(typed: str | None, kept: str | None) -> None:
    assert forms.one_spelling(typed) == kept


@given(st.text(max_size=300))
def test_one_spelling_is_final(text: str) -> None:
    once = forms.one_spelling(text)
    assert forms.one_spelling(once) == once
    assert not any(ord(char) < 32 and char not in "\n\t" for char in once or "")


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("31/03/2025", date(2025, 3, 31)),
        ("1/3/2025", date(2025, 3, 1)),
        ("31-3-2025", date(2025, 3, 31)),
        ("31.03.2025", date(2025, 3, 31)),
        (" 31 / 03 / 2025 ", date(2025, 3, 31)),
        ("2025-03-31", date(2025, 3, 31)),
        ("31/02/2025", None),
        ("03/31/2025", None),
        ("31/03/25", None),
        ("01/01/1025", None),
        ("hôm qua", None),
    ],
)
def test_days_as_people_write_them(typed: str, day: date | None) -> None:
    assert forms.read_day(typed) == day


def test_a_day_that_cannot_be_comes_back_as_typed(filled) -> None:
    form = filled(day="31/02/2025")
    assert form.day.errors == ["Xin nhập ngày theo dạng ngày/tháng/năm, ví dụ 31/03/2025."]
    assert form.day._value() == "31/02/2025"
    assert filled(day="9" * 100_000).day.errors


def test_tomorrow_has_not_come(filled) -> None:
    assert filled(day="24/11/2026").day.errors == ["Ngày này chưa đến. Xin kiểm tra lại."]
    assert not filled(day="23/11/2026").day.errors
    assert not filled(day="").day.errors


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0912 345 678", "0912345678"),
        ("+84 912.345.678", "0912345678"),
        ("84912345678", "0912345678"),
        ("02993822222", "02993822222"),
    ],
)
def test_telephones(filled, typed: str, kept: str) -> None:
    form = filled(phone=typed)
    assert (form.phone.data, list(form.phone.errors)) == (kept, [])


@pytest.mark.parametrize("typed", ["912345678", "0912", "abc", "09123456789012", "+1 555 123 4567"])
def test_no_telephones(filled, typed: str) -> None:
    assert filled(phone=typed).phone.errors


@pytest.mark.parametrize(
    ("typed", "kept"), [("079 085 001 234", "079085001234"), ("365012345", "365012345"), ("c1234567", "C1234567")]
)
def test_identity_numbers(filled, typed: str, kept: str) -> None:
    assert filled(number=typed).number.data == kept


def test_no_identity_numbers(filled) -> None:
    assert all(filled(number=typed).number.errors for typed in ("12345678", "0790850012345", "ABCDEFGH"))


def test_lines_have_no_breaks_and_an_end(filled) -> None:
    assert filled(name="An\r\nBcc: x").name.data == "An Bcc: x"
    assert filled(name="x" * 11).name.errors == ["Tối đa 10 ký tự; đã nhập 11."]
    assert filled(text="x" * 1_000_000).text.errors


def test_messages_are_ours(filled) -> None:
    form = filled(email="không có", choice="z")
    assert form.name.errors == ["Xin điền mục này."]
    assert form.email.errors == ["Địa chỉ thư điện tử chưa đúng. Ví dụ: ten@vidu.vn."]
    assert form.choice.errors == ["Lựa chọn này không có trong danh sách."]


def test_every_sentence_of_the_library_is_known() -> None:
    for words in forms.WTFORMS_WORDS.values():
        assert str(words)
    with locale.use("en"):
        assert forms.Words().gettext("Something new") == "Something new"


def test_what_was_not_asked_is_not_read(filled) -> None:
    form = filled(name="An", is_admin="1")
    assert "is_admin" not in form.data
