"""What is asked about the end of a file."""

from datetime import date

from flask import request

from app.i18n.locale import lazy_gettext as _l
from app.web.forms import DayField, Form, LineField, Longest, NotInFuture, Required, TextField, read_numbers


class ListForm(Form):
    """The files ticked for a list."""

    def case_ids(self) -> list[int]:
        return read_numbers(request.form.getlist("case_ids"))


class DecisionForm(Form):
    """The head's decision on a list."""

    number = LineField(_l("Số quyết định"), [Required(_l("Xin ghi số quyết định.")), Longest(60)])
    signed_on = DayField(_l("Ngày ký"), [Required(_l("Xin ghi ngày ký.")), NotInFuture()])

    @property
    def day(self) -> date:
        found: date = self.signed_on.data
        return found


class HoldForm(Form):
    """Why a file is kept whatever its term."""

    reason = TextField(_l("Vì sao phải giữ lại?"), [Required(_l("Xin ghi lý do.")), Longest(2000)])
