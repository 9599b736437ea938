"""Forms of delegating and of handing over."""

from wtforms import RadioField, SelectField, SelectMultipleField

from app.domain.offices.held import DELEGATED_CAPACITIES, Capacity
from app.domain.vocabulary import CaseKind
from app.i18n import labels
from app.i18n.locale import lazy_gettext as _l
from app.persistence.models.office import HeldOffice
from app.persistence.queries import categories
from app.services.keeping.offices.delegating import NewDelegation
from app.web.forms import DayField, Form, LineField, Longest, Required, TextField

MOST_PICKED = 500


class DelegationForm(Form):
    """The paper by which the head lets somebody sign."""

    taker_id = SelectField(_l("Người được giao"), [Required(_l("Xin chọn người được giao."))])
    capacity = RadioField(_l("Hình thức ký"), [Required(_l("Xin chọn hình thức ký."))])
    number = LineField(
        _l("Số văn bản"),
        [Required(_l("Xin ghi số văn bản phân công.")), Longest(60)],
        description=_l("Ví dụ: 12/QĐ-UBND."),
    )
    signed_on = DayField(_l("Ngày ký"), [Required(_l("Xin ghi ngày ký."))])
    valid_from = DayField(_l("Từ ngày"), [Required(_l("Xin ghi ngày bắt đầu."))])
    valid_to = DayField(
        _l("Đến hết ngày"), description=_l("Để trống nếu không ghi ngày kết thúc; thừa ủy quyền luôn phải có.")
    )
    kinds = SelectMultipleField(_l("Loại đơn"), description=_l("Không chọn loại nào là mọi loại."))
    categories = SelectMultipleField(_l("Lĩnh vực"), description=_l("Không chọn lĩnh vực nào là mọi lĩnh vực."))
    note = TextField(_l("Ghi chú"), [Longest(1000)])

    def prepare(self, takers: list[HeldOffice]) -> None:
        """People of the body, and what can be chosen of capacity and scope."""
        self.taker_id.choices = [("", "–"), *((str(one.id), person_words(one)) for one in takers)]
        self.capacity.choices = [(one.value, labels.label(one)) for one in Capacity if one in DELEGATED_CAPACITIES]
        self.kinds.choices = [(kind.value, labels.label(kind)) for kind in CaseKind]
        groups = (item for item in categories.everything() if not item.parent_code)
        self.categories.choices = [(item.code, item.words) for item in groups]

    def asked_for(self) -> NewDelegation:
        return NewDelegation(
            taker_id=int(self.taker_id.data),
            capacity=Capacity(self.capacity.data),
            number=self.number.data,
            signed_on=self.signed_on.data,
            valid_from=self.valid_from.data,
            valid_to=self.valid_to.data,
            kinds=frozenset(map(CaseKind, self.kinds.data or ())),
            categories=frozenset(self.categories.data or ()),
            note=self.note.data or "",
        )


class WithdrawDelegationForm(Form):
    """Why a paper no longer counts."""

    reason = TextField(_l("Lý do thu lại"), [Required(_l("Xin nêu lý do.")), Longest(1000)])


class HandOverForm(Form):
    """To whom, why, and which."""

    successor_id = SelectField(_l("Người nhận"), [Required(_l("Xin chọn người nhận."))])
    reason = TextField(
        _l("Lý do bàn giao"), [Required(_l("Xin nêu lý do, ví dụ số quyết định điều động.")), Longest(1000)]
    )

    def prepare(self, successors: tuple[HeldOffice, ...]) -> None:
        self.successor_id.choices = [("", "–"), *((str(one.id), person_words(one)) for one in successors)]


def person_words(office: HeldOffice) -> str:
    """A person for a list to choose from."""
    return f"{office.user.name} ({office.title or labels.label(office.role)})"
