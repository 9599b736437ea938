"""The base of the forms of steps, and those that every chapter shares."""

from flask import request
from wtforms import Field, HiddenField

from app.domain.facts import Actor
from app.domain.refusals import Refusal
from app.i18n.locale import lazy_gettext as _l
from app.persistence.models.case import Case
from app.web.clock import today
from app.web.forms import DayField, Form, LineField, Longest, NotInFuture, Required, TextField, is_our_path, read_number

MAX_TEXT = 20_000
FIELD_OF_SERVICE = {"target_body_id": "target", "document_on": "document_on"}


class StepForm(Form):
    """Nothing to fill in: a step that is only confirmed. `version` is the case as the page has shown it: the version
    of its row and, where the page had it, its last event (`7.1234`)."""

    version = HiddenField()
    next = HiddenField()
    refusal: Refusal | None = None

    def prepare(self, case: Case, actor: Actor) -> None:
        """Choices and first values from the case; on POST only the choices."""
        if request.method == "GET":
            self.version.data = f"{case.version}.{case.events[-1].id}"
            self.next.data = request.args.get("next", "")

    @property
    def wants_preview(self) -> bool:
        """The officer asked what the dates would be, and nothing more."""
        return "preview" in request.form

    def _version(self, place: int) -> int:
        parts = (self.version.data or "").split(".")
        return read_number(parts[place] if len(parts) > place else "") or 0

    def is_stale(self, case: Case) -> bool:
        """Something has changed since the page was made."""
        return self._version(0) != case.version

    @property
    def event_seen(self) -> int:
        """The last event that the page has shown; 0 when it showed none."""
        return self._version(1)

    def field_for(self, name: str) -> Field | None:
        """The field that a service means."""
        found: Field | None = self._fields.get(name) or self._fields.get(FIELD_OF_SERVICE.get(name, ""))
        return found or (self._fields.get("served_on") if name == "document_on" else None)

    def way_back(self) -> str | None:
        """Where the officer came from, if it is a page of ours."""
        target = self.next.data or ""
        return target if is_our_path(target) else None

    def typed(self) -> list[tuple[str, str]]:
        """What was written, to be shown again: label and text."""
        skipped = ("HiddenField", "CSRFTokenField", "BooleanField")
        found = [(f.label.text, f._value()) for f in self if f.type not in skipped and hasattr(f, "_value")]
        return [(label, value) for label, value in found if value]


class PaperForm(StepForm):
    """A step that rests on a document: its date, not the click, counts."""

    document_number = LineField(_l("Số văn bản"), [Longest(60)])
    document_on = DayField(_l("Ngày văn bản"), [Required(_l("Xin ghi ngày của văn bản.")), NotInFuture()])

    def prepare(self, case: Case, actor: Actor) -> None:
        super().prepare(case, actor)
        if request.method == "GET":
            self.document_on.data = today()


class NumberedForm(PaperForm):
    """A document that cannot be without a number."""

    document_number = LineField(_l("Số văn bản"), [Required(_l("Xin ghi số của văn bản.")), Longest(60)])


class ReasonForm(StepForm):
    """A step that needs a reason."""

    reason = TextField(_l("Lý do"), [Required(_l("Xin nêu lý do.")), Longest(MAX_TEXT)])


class PaperReasonForm(PaperForm):
    """A document with its reason, which the citizen reads."""

    reason = TextField(
        _l("Lý do"),
        [Required(_l("Xin nêu lý do.")), Longest(MAX_TEXT)],
        description=_l("Công dân sẽ đọc được lý do này."),
    )


class NoteForm(StepForm):
    """A word inside the authority."""

    note = TextField(_l("Ghi chú nội bộ"), [Longest(MAX_TEXT)], description=_l("Chỉ trong cơ quan đọc được."))
