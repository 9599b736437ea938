"""Enumerations of the reception of citizens (Luật Tiếp công dân, NĐ 154/2026). Values are stored."""

from enum import StrEnum


class ReceptionMode(StrEnum):
    """On what occasion citizens are received (LTCD Đ12–18)."""

    REGULAR = "regular"  # thường xuyên
    PERIODIC = "periodic"  # định kỳ: the head in person
    AD_HOC = "ad_hoc"  # đột xuất (LTCD Đ18.3)


class ReceptionForm(StrEnum):
    """Where, or by what, they are received."""

    OFFICE = "office"  # trụ sở, nơi tiếp công dân
    ON_SITE = "on_site"  # tại cơ sở
    ONLINE = "online"  # trực tuyến (NĐ 154/2026 Đ16–24)


class VisitOutcome(StrEnum):
    """What followed a visit; several may (LTCD Đ25–28, Đ9)."""

    PETITION = "petition"  # đơn nhận hoặc ghi lại
    DOCUMENTS = "documents"  # nhận thông tin, tài liệu (Mẫu 02/TCD)
    GUIDED = "guided"  # hướng dẫn đến cơ quan có thẩm quyền
    REFUSED = "refused"  # từ chối tiếp
    APPOINTMENT = "appointment"  # hẹn gặp người đứng đầu
    HEARD = "heard"  # chỉ lắng nghe, giải thích


class Sex(StrEnum):
    """As an identity card prints it."""

    MALE = "male"
    FEMALE = "female"


class Priority(StrEnum):
    """Who is received before others."""

    ELDERLY = "elderly"
    DISABLED = "disabled"
    PREGNANT = "pregnant"
    MERITORIOUS = "meritorious"  # người có công với cách mạng
    WITH_CHILD = "with_child"  # người bế, dắt trẻ nhỏ


class TicketState(StrEnum):
    """Where a ticket of the waiting room stands."""

    WAITING = "waiting"
    CALLED = "called"
    SERVED = "served"
    NO_SHOW = "no_show"  # called and not there
