"""The form in which somebody asks about his own data, and what became of it."""

import secrets

from wtforms import HiddenField, RadioField

from app.domain.facts import Actor
from app.domain.keeping.rights import DataRight
from app.domain.refusals import BadInput
from app.i18n import reasons
from app.i18n.labels import label
from app.i18n.locale import lazy_gettext as _l
from app.services.safekeeping import requests
from app.services.safekeeping.requests import Asker, Receipt
from app.web.clock import now
from app.web.forms import Form, IdentityNumber, LineField, Longest, Phone, Required, TextField


class DataRequestForm(Form):
    """Who asks for what. The token makes a form sent twice one request."""

    token = HiddenField(default=lambda: secrets.token_urlsafe(24))
    kind = RadioField(_l("Bà con yêu cầu gì?"), [Required(_l("Xin chọn một việc."))])
    name = LineField(_l("Họ và tên"), [Required(_l("Xin ghi họ và tên.")), Longest(160)])
    identity_number = LineField(
        _l("Số căn cước, định danh hoặc hộ chiếu"),
        [Required(_l("Xin ghi số giấy tờ, để tìm đúng dữ liệu của bà con.")), Longest(40), IdentityNumber()],
        description=_l("Khi nhận kết quả, bà con mang giấy tờ này đến để đối chiếu."),
    )
    phone = LineField(_l("Điện thoại"), [Longest(40), Phone()])
    words = TextField(_l("Nói rõ thêm"), [Longest(2000)])

    def prepare(self) -> None:
        """The rights that may be asked for."""
        self.kind.choices = [(each.value, label(each)) for each in DataRight]

    def sent(self, actor: Actor) -> Receipt | None:
        """The receipt of what was sent, or None with a sentence at the field."""
        if not self.validate_on_submit() or not self.token.data or len(self.token.data) > 100:
            return None
        words = (self.name.data, self.identity_number.data, self.phone.data or "")
        asker = Asker(*words, words=self.words.data or "")
        try:
            return requests.ask(actor, DataRight(self.kind.data), asker, self.token.data, at=now())
        except BadInput as refused:
            self[refused.details["field"]].errors = [reasons.sentence(refused)]
            return None
