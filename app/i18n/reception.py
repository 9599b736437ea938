"""Labels of the reception of citizens, in the words of the Law on Citizen Reception."""

from enum import Enum
from typing import Any

from app.domain.reception import vocabulary as v
from app.i18n.locale import lazy_gettext as _l

RECEPTION: dict[type[Enum], dict[Any, Any]] = {
    v.ReceptionMode: {
        v.ReceptionMode.REGULAR: _l("Thường xuyên"),
        v.ReceptionMode.PERIODIC: _l("Định kỳ"),
        v.ReceptionMode.AD_HOC: _l("Đột xuất"),
    },
    v.ReceptionForm: {
        v.ReceptionForm.OFFICE: _l("Tại nơi tiếp công dân"),
        v.ReceptionForm.ON_SITE: _l("Tại cơ sở"),
        v.ReceptionForm.ONLINE: _l("Trực tuyến"),
    },
    v.VisitOutcome: {
        v.VisitOutcome.PETITION: _l("Nhận đơn"),
        v.VisitOutcome.DOCUMENTS: _l("Nhận tài liệu"),
        v.VisitOutcome.GUIDED: _l("Hướng dẫn"),
        v.VisitOutcome.REFUSED: _l("Từ chối tiếp"),
        v.VisitOutcome.APPOINTMENT: _l("Hẹn gặp người đứng đầu"),
        v.VisitOutcome.HEARD: _l("Chỉ lắng nghe, giải thích"),
    },
    v.Sex: {
        v.Sex.MALE: _l("Nam"),
        v.Sex.FEMALE: _l("Nữ"),
    },
    v.Priority: {
        v.Priority.ELDERLY: _l("Người cao tuổi"),
        v.Priority.DISABLED: _l("Người khuyết tật"),
        v.Priority.PREGNANT: _l("Phụ nữ mang thai"),
        v.Priority.MERITORIOUS: _l("Người có công với cách mạng"),
        v.Priority.WITH_CHILD: _l("Người đi cùng trẻ nhỏ"),
    },
    v.TicketState: {
        v.TicketState.WAITING: _l("Đang chờ"),
        v.TicketState.CALLED: _l("Đã gọi"),
        v.TicketState.SERVED: _l("Đã tiếp"),
        v.TicketState.NO_SHOW: _l("Gọi mà không có mặt"),
    },
}
