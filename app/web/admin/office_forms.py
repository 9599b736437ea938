"""Forms of offices, of leaving, and of bodies."""

from wtforms import SelectField, StringField
from wtforms.validators import Regexp

from app.domain.offices.held import Standing
from app.domain.vocabulary import BodyLevel, Role
from app.i18n import labels
from app.i18n.locale import lazy_gettext as _l
from app.persistence.models.office import HeldOffice
from app.persistence.queries import bodies
from app.services.keeping.bodies import NewBody
from app.services.keeping.offices.appointing import NOT_ACCOUNTS, NewOffice
from app.web.clock import today
from app.web.forms import DayField, Form, LineField, Longest, Required, TextField

CODE = r"^[A-Z0-9][A-Z0-9-]{1,23}$"
GROUND = _l("Số, ngày, cơ quan ban hành văn bản.")


TYPES = {
    "ubnd": _l("Ủy ban nhân dân"),
    "so": _l("Sở"),
    "ban": _l("Ban"),
    "ban_ql": _l("Ban quản lý"),
    "thanh_tra": _l("Thanh tra"),
    "van_phong": _l("Văn phòng"),
    "ban_tiep_cong_dan": _l("Ban Tiếp công dân"),
    "nganh_doc": _l("Cơ quan ngành dọc"),
    "su_nghiep": _l("Đơn vị sự nghiệp"),
}
"""Types of body that an administrator sets up, as the rules of competence know them."""


class OfficeForm(Form):
    """An office: where, as what, how, from when, by which decision."""

    body_id = SelectField(_l("Cơ quan"), [Required(_l("Xin chọn cơ quan."))])
    title = LineField(_l("Chức vụ"), [Longest(160)], description=_l("Ví dụ: Phó Chủ tịch UBND phường."))
    role = SelectField(_l("Vai trò"), [Required(_l("Xin chọn vai trò."))])
    standing = SelectField(
        _l("Cách giữ"),
        [Required()],
        description=_l("Cấp phó không mang vai trò Người đứng đầu; người đứng đầu phân công ký thay ở trang nhân sự."),
    )
    held_from = DayField(_l("Từ ngày"), [Required(_l("Xin ghi ngày bắt đầu."))])
    held_to = DayField(_l("Đến hết ngày"), description=_l("Để trống nếu chưa biết."))
    ground = LineField(_l("Căn cứ"), [Required(_l("Xin ghi căn cứ.")), Longest(240)], description=GROUND)

    def prepare(self) -> None:
        """Bodies of today, and what can be chosen."""
        self.body_id.choices = [(str(body.id), body.name) for body in bodies.on(today())]
        self.role.choices = [(role.value, labels.label(role)) for role in Role if role not in NOT_ACCOUNTS]
        self.standing.choices = [(one.value, labels.label(one)) for one in Standing]

    def asked_for(self, user_id: int) -> NewOffice:
        return NewOffice(
            user_id=user_id,
            body_id=int(self.body_id.data),
            role=Role(self.role.data),
            title=self.title.data or "",
            held_from=self.held_from.data,
            held_to=self.held_to.data,
            standing=Standing(self.standing.data),
            ground=self.ground.data,
        )


class EndForm(Form):
    """The last day, why, and who takes over what is open then."""

    last_day = DayField(_l("Ngày cuối giữ chức vụ"), [Required(_l("Xin ghi ngày cuối."))])
    reason = TextField(_l("Lý do"), [Required(_l("Xin nêu lý do, ví dụ số quyết định nghỉ hưu.")), Longest(1000)])
    successor_id = SelectField(
        _l("Người nhận hồ sơ còn lại"),
        description=_l(
            "Sáng hôm sau ngày cuối, hồ sơ còn mở chuyển sang người này. Để trống thì người đứng đầu bàn giao."
        ),
    )

    def prepare(self, successors: tuple[HeldOffice, ...]) -> None:
        self.successor_id.choices = _people(successors)


class HandOverForm(Form):
    """Everything to one person, now."""

    to_id = SelectField(_l("Người nhận"), [Required(_l("Xin chọn người nhận."))])
    why = TextField(
        _l("Lý do bàn giao"), [Required(_l("Xin nêu lý do, ví dụ số quyết định điều động.")), Longest(1000)]
    )

    def prepare(self, successors: tuple[HeldOffice, ...]) -> None:
        self.to_id.choices = _people(successors)


class BodyForm(Form):
    """A body that begins."""

    name = LineField(_l("Tên"), [Required(_l("Xin ghi tên cơ quan.")), Longest(160)])
    short_name = LineField(_l("Tên gọn"), [Required(_l("Xin ghi tên gọn.")), Longest(80)])
    code = StringField(
        _l("Mã"),
        [
            Required(_l("Xin ghi mã.")),
            Longest(24),
            Regexp(CODE, message=_l("Chỉ dùng chữ hoa không dấu, chữ số và gạch ngang.")),
        ],
        description=_l("Mã của cơ quan đã kết thúc dùng lại được từ ngày sau đó."),
    )
    level = SelectField(_l("Cấp"), [Required(_l("Xin chọn cấp."))])
    type = SelectField(_l("Loại cơ quan"), [Required(_l("Xin chọn loại."))])
    head_title = LineField(_l("Chức danh người đứng đầu"), [Required(_l("Xin ghi chức danh.")), Longest(80)])
    parent_code = SelectField(_l("Cơ quan cấp trên trực tiếp"))
    unit_code = LineField(_l("Mã đơn vị hành chính"), [Longest(8)], description=_l("Năm chữ số, với UBND cấp xã."))
    doc_symbol = LineField(_l("Ký hiệu văn bản"), [Longest(24)])
    valid_from = DayField(_l("Từ ngày"), [Required(_l("Xin ghi ngày bắt đầu."))])
    reason = TextField(_l("Căn cứ, lý do"), [Required(_l("Xin ghi căn cứ.")), Longest(1000)], description=GROUND)

    def prepare(self) -> None:
        """Bodies and types that are known today."""
        here = bodies.on(today())
        self.level.choices = [(level.value, labels.label(level)) for level in BodyLevel]
        self.type.choices = [(kind, str(words)) for kind, words in TYPES.items()]
        self.parent_code.choices = [("", "–"), *((body.code, body.name) for body in here)]

    def asked_for(self) -> NewBody:
        texts = {name: self[name].data or "" for name in ("parent_code", "unit_code", "doc_symbol", "reason")}
        return NewBody(
            code=self.code.data,
            name=self.name.data,
            short_name=self.short_name.data,
            level=BodyLevel(self.level.data),
            type=self.type.data,
            head_title=self.head_title.data,
            valid_from=self.valid_from.data,
            **texts,
        )


class CloseBodyForm(Form):
    """The last day of a body, and what takes its place."""

    last_day = DayField(_l("Ngày cuối"), [Required(_l("Xin ghi ngày cuối."))])
    successor_code = SelectField(
        _l("Cơ quan kế nhiệm"),
        description=_l("Để trống nếu không có một cơ quan nhận tất cả; hồ sơ về Ban Tiếp công dân."),
    )
    reason = TextField(_l("Căn cứ, lý do"), [Required(_l("Xin ghi căn cứ.")), Longest(1000)], description=GROUND)

    def prepare(self, own_code: str) -> None:
        """Every other body of today."""
        others = ((body.code, body.name) for body in bodies.on(today()) if body.code != own_code)
        self.successor_code.choices = [("", "–"), *others]


class ReorganisingForm(Form):
    """By which instrument people go to the new bodies."""

    ground = LineField(_l("Căn cứ"), [Required(_l("Xin ghi căn cứ.")), Longest(240)], description=GROUND)


def _people(offices: tuple[HeldOffice, ...]) -> list[tuple[str, str]]:
    return [("", "–"), *((str(o.id), f"{o.user.name} ({o.title or labels.label(o.role)})") for o in offices)]
