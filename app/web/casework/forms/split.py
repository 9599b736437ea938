"""The form on which a letter is cut: a block for each part, filled with the whole text at first."""

from typing import Any

from flask import request
from wtforms import Field, FieldList, FormField, SelectField

from app.domain.facts import Actor
from app.domain.vocabulary import Procedure
from app.i18n import labels, reasons
from app.i18n.locale import lazy_gettext as _l
from app.persistence.models.case import Case
from app.services.intake.petition_input import MAX_CONTENT, FileInput, PetitionInput, Problem
from app.services.intake.split import FEWEST, MOST, Part
from app.web import petition_choices
from app.web.casework.forms.steps import PaperForm
from app.web.clock import today
from app.web.forms import DayField, Form, LineField, Longest, NotInFuture, Required, TextField, read_number

TEXTS = ("content", "request", "respondent_name", "respondent_position", "decision_number")
DAYS = ("act_on", "known_on")
CODES = ("body", "head", "staff")  # what the rules say of a position in place of a title
PART_PROCEDURES = tuple(one for one in Procedure if one is not Procedure.REPEAT_DENUNCIATION)


class PartForm(Form):
    """One part; what the law asks of its kind is checked by the service."""

    class Meta(Form.Meta):
        """Part of a form that has the token."""

        csrf = False

    procedure = SelectField(_l("Phần này là"), [Required(_l("Xin chọn loại đơn."))])
    content = TextField(
        _l("Nội dung"),
        [Required(_l("Xin giữ lại nội dung của phần này.")), Longest(MAX_CONTENT)],
        description=_l("Cả lá đơn đã chép sẵn: cắt bỏ những gì không thuộc phần này."),
    )
    request = TextField(_l("Yêu cầu giải quyết"), [Longest(MAX_CONTENT)])
    respondent_body_id = SelectField(_l("Cơ quan bị khiếu nại, tố cáo"), validate_choice=False)
    respondent_name = LineField(_l("Người bị khiếu nại, tố cáo"), [Longest(160)])
    respondent_position = LineField(_l("Chức vụ"), [Longest(160)])
    decision_number = LineField(_l("Số quyết định"), [Longest(60)])
    act_on = DayField(_l("Ngày quyết định, hành vi"), [NotInFuture()])
    known_on = DayField(_l("Ngày nhận hoặc biết"), [NotInFuture()])


class SplitForm(PaperForm):
    """The parts, the files that go with each, and the letter of guidance."""

    parts = FieldList(FormField(PartForm), min_entries=FEWEST, max_entries=MOST)

    def prepare(self, case: Case, actor: Actor) -> None:
        super().prepare(case, actor)
        bodies = petition_choices.bodies_of(today())
        self.bodies = {"": [("", "–")], **bodies}
        for entry in self.parts:
            entry.form.procedure.choices = [("", "–"), *((one.value, labels.label(one)) for one in PART_PROCEDURES)]
            chosen = entry.form.respondent_body_id.data
            known = any(value == chosen for group in bodies.values() for value, _words in group)
            entry.form.respondent_body_id.choices = (
                petition_choices.bodies_of(today(), chosen=chosen) if chosen and not known else self.bodies
            )

    def fill(self, letter: PetitionInput, case: Case) -> None:
        """Every part begins as the words of the whole letter; the first is what it was taken for, with all it says."""
        first = self.parts[0].form
        for name in TEXTS + DAYS:
            first[name].data = getattr(letter, name)
        if letter.respondent_position in CODES:
            first.respondent_position.data = ""
        first.respondent_body_id.data = str(letter.respondent_body_id or "")
        first.procedure.data = case.procedure.value
        for entry in self.parts[1:]:
            entry.form.content.data = letter.content

    def rearrange(self, letter: PetitionInput) -> None:
        """One part more, with the words of the letter, or one less."""
        if "add_part" in request.form and len(self.parts) < MOST:
            self.parts.append_entry().form.content.data = letter.content
        elif "remove_part" in request.form and len(self.parts) > FEWEST:
            self.parts.pop_entry()

    def cut(self, files: tuple[FileInput, ...]) -> list[Part]:
        """The parts as typed, each with the files that were put to it."""
        return [self._part(entry.form, number, files) for number, entry in enumerate(self.parts)]

    def _part(self, form: Any, number: int, files: tuple[FileInput, ...]) -> Part:
        going = frozenset(file.file_id for file in files if self.goes_with(file.file_id) == str(number))
        return Part(
            procedure=Procedure(form.procedure.data),
            respondent_body_id=read_number(form.respondent_body_id.data or ""),
            file_ids=going,
            **{name: form[name].data or "" for name in TEXTS},
            **{name: form[name].data for name in DAYS},
        )

    def goes_with(self, file_id: str) -> str:
        """The number of the part a file goes with; empty: it stays with the letter."""
        return request.form.get(f"file-{file_id}", "")

    def tell(self, problems: list[Problem]) -> None:
        """Each problem at its field."""
        for problem in problems:
            field = self._field_at(problem.field)
            field.errors = [*field.errors, reasons.say(problem.reason)]

    def _field_at(self, name: str) -> Field:
        _parts, number, rest = name.split("-", 2)
        form = self.parts[int(number)].form
        return form[rest] if rest in form else form["procedure"]
