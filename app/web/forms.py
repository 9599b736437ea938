"""The base of every form: forged ones are refused, text comes in one spelling, dates as people write them."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from flask import request
from flask_wtf import FlaskForm
from flask_wtf.form import _Auto
from wtforms import DateField, Field, StringField, TextAreaField
from wtforms.validators import DataRequired, StopValidation, ValidationError

from app.i18n.locale import gettext as _
from app.i18n.locale import lazy_gettext as _l
from app.web.clock import today

# Zero-width, bidirectional and other invisible characters: they make two texts that look alike differ.
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb]"
)
# Khmer marks the ends of words with a zero-width space; anywhere else such a character is a trick or an accident.
ZERO_WIDTH = re.compile("(?<![\u1780-\u17ff])[\u200b-\u200d]|[\u200b-\u200d](?![\u1780-\u17ff])")
LINE_END = re.compile("\r\n?|[\u2028\u2029]")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
DATE_WORDS = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d")
EARLIEST_YEAR = 1900

WTFORMS_WORDS = {
    "This field is required.": _l("Xin điền mục này."),
    "Not a valid choice.": _l("Lựa chọn này không có trong danh sách."),
    "Not a valid choice": _l("Lựa chọn này không có trong danh sách."),
    "Invalid Choice: could not coerce.": _l("Lựa chọn này không có trong danh sách."),
    "Not a valid integer value.": _l("Xin nhập một số nguyên."),
    "Not a valid date value.": _l("Xin nhập ngày theo dạng ngày/tháng/năm, ví dụ 31/03/2025."),
    "Invalid email address.": _l("Địa chỉ thư điện tử chưa đúng. Ví dụ: ten@vidu.vn."),
    "The CSRF token is missing.": _l("Phiên làm việc đã hết hạn. Xin gửi lại lần nữa."),
    "The CSRF tokens do not match.": _l("Phiên làm việc đã hết hạn. Xin gửi lại lần nữa."),
    "The CSRF session token is missing.": _l("Phiên làm việc đã hết hạn. Xin gửi lại lần nữa."),
    "The CSRF token is invalid.": _l("Phiên làm việc đã hết hạn. Xin gửi lại lần nữa."),
    "The CSRF token has expired.": _l("Phiên làm việc đã hết hạn. Xin gửi lại lần nữa."),
}
"""WTForms speaks English; these are its sentences in ours."""


class Words:
    """WTForms asks this for its own messages."""

    def gettext(self, message: str) -> str:
        return str(WTFORMS_WORDS.get(message, message))

    def ngettext(self, one: str, many: str, count: int) -> str:
        return self.gettext(one if count == 1 else many)


def one_spelling(text: str | None) -> str | None:
    """NFC, without control and invisible characters, trimmed."""
    if text is None:
        return None
    seen = INVISIBLE.sub("", ZERO_WIDTH.sub("", LINE_END.sub("\n", text)))
    return unicodedata.normalize("NFC", CONTROL.sub("", seen)).strip()


def is_our_path(target: str) -> bool:
    """Whether an address to go on to is a path of this site, to every browser: some take \\ for / and drop line ends
    and tabs, and what a browser might read as a host is nobody's page of ours."""
    return re.match(r"/(?![/\\])", target) is not None and not re.search(r"[\\\x00-\x1f\x7f]", target)


class Form(FlaskForm):  # type: ignore[misc]  # Flask-WTF publishes no types
    """Every form of the house. Only declared fields are read; whatever else was sent is ignored."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        """Our words, and our spelling for every text field."""

        def wrap_formdata(self, form: FlaskForm, formdata: Any) -> Any:
            """Fields come from a form. Flask-WTF would read JSON too, of any shape and depth, and break over it."""
            return None if formdata is _Auto and request.is_json else super().wrap_formdata(form, formdata)

        def get_translations(self, form: FlaskForm) -> Words:
            return Words()

        def bind_field(self, form: FlaskForm, unbound: Any, options: dict[str, Any]) -> Field:
            if issubclass(unbound.field_class, StringField) and not issubclass(unbound.field_class, _Untouched):
                options = {**options, "filters": [one_spelling, *unbound.kwargs.pop("filters", [])]}
            return unbound.bind(form=form, **options)


class ConfirmForm(Form):
    """Nothing to fill in; the token says that the button was ours."""


class _Untouched:
    """Marks a field whose characters are kept as typed."""


class LineField(StringField):  # type: ignore[misc]
    """One line: line breaks become spaces."""

    def process_formdata(self, values: list[str]) -> None:
        super().process_formdata([re.sub(r"\s*[\r\n\u2028\u2029]+\s*", " ", value) for value in values])


class TextField(TextAreaField):  # type: ignore[misc]
    """Several lines of a citizen's own words; plain text and nothing else."""


class Required(DataRequired):  # type: ignore[misc]
    """The law or the matter asks for it. The browser is not told, so that our sentence appears, not its own."""

    field_flags: dict[str, Any] = {"required": True}


class Longest:
    """At most so many characters; stands before every pattern, so that none meets a megabyte."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.field_flags = {"maxlength": most}

    def __call__(self, form: FlaskForm, field: Field) -> None:
        if field.data and len(field.data) > self.most:
            raise StopValidation(
                _("Tối đa %(most)s ký tự; đã nhập %(length)s.", most=self.most, length=len(field.data))
            )


class DayField(DateField):  # type: ignore[misc]
    """A day, typed 31/03/2025 (or with - or .), or sent as 2025-03-31 by the browser's own picker."""

    def __init__(self, label: Any = None, validators: Sequence[Any] = (), **options: Any) -> None:
        super().__init__(label, list(validators), format=list(DATE_WORDS), **options)

    def _value(self) -> str:
        if self.raw_data:
            return " ".join(self.raw_data)
        return self.data.strftime("%d/%m/%Y") if self.data else ""

    def process_formdata(self, values: list[str]) -> None:
        text = (one_spelling(" ".join(values)) or "")[:20]
        if not text:
            self.data = None
            return
        self.data = read_day(text)
        if self.data is None:
            raise ValueError(str(WTFORMS_WORDS["Not a valid date value."]))


def read_number(text: str) -> int | None:
    """The number of a row in an address; None for anything else, also for one that no table reaches."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def read_numbers(texts: Iterable[str]) -> list[int]:
    """The numbers of ticked rows; what is none is left out."""
    return [number for number in map(read_number, texts) if number is not None]


def read_place(text: str) -> tuple[date, int] | None:
    """Where the page before ended, as 2026-12-20~41; anything malformed begins at the beginning."""
    day, _tilde, row = text[:24].partition("~")
    number = read_number(row)
    try:
        return None if number is None else (date.fromisoformat(day), number)
    except ValueError:
        return None


def read_day(text: str) -> date | None:
    """The day that was typed, or None. Years before 1900 are mistypings."""
    for words in DATE_WORDS:
        try:
            day = datetime.strptime(text.replace(" ", ""), words).date()  # noqa: DTZ007 - a day of law has no zone
        except ValueError:
            continue
        return day if day.year >= EARLIEST_YEAR else None
    return None


def read_near_day(text: str) -> date | None:
    """A day to look up: one for which there is a calendar, with room to count from it."""
    day = read_day(text[:10])
    return day if day is not None and 2000 <= day.year <= 2100 else None


class NotInFuture:
    """Today or before."""

    def __call__(self, form: FlaskForm, field: Field) -> None:
        if field.data and field.data > today():
            raise ValidationError(_("Ngày này chưa đến. Xin kiểm tra lại."))


class Phone:
    """A Vietnamese number, kept as 0912345678; +84 and separators are understood."""

    def __call__(self, form: FlaskForm, field: Field) -> None:
        if not field.data:
            return
        number = re.sub(r"[\s().\-]", "", field.data[:40])
        number = re.sub(r"^(\+84|0084|84(?=\d{9}$))", "0", number)
        if not re.fullmatch(r"0\d{9,10}", number):
            raise ValidationError(_("Số điện thoại chưa đúng: gồm 10 chữ số, bắt đầu bằng 0. Ví dụ: 0912 345 678."))
        field.data = number


class IdentityNumber:
    """Căn cước (12 digits), chứng minh nhân dân (9 digits) or passport (a letter and 7 or 8 digits)."""

    def __call__(self, form: FlaskForm, field: Field) -> None:
        if not field.data:
            return
        number = re.sub(r"[\s.\-]", "", field.data[:40]).upper()
        if not re.fullmatch(r"\d{12}|\d{9}|[A-Z]\d{7,8}", number):
            raise ValidationError(
                _(
                    "Số giấy tờ chưa đúng: căn cước có 12 chữ số, chứng minh nhân dân 9 chữ số, "
                    "hộ chiếu một chữ cái và 7 hoặc 8 chữ số."
                )
            )
        field.data = number
