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


class HeadPosition(StrEnum):
    """Whose own reception days the law numbers (LTCD Đ12.5, Đ13.5, Đ15.2d, Đ18.2; N154 Đ10)."""

    PROVINCE_CHAIR = "province_chair"  # Chủ tịch UBND tỉnh, thành phố trực thuộc trung ương
    DEPARTMENT_HEAD = "department_head"  # giám đốc sở, người đứng đầu cơ quan hành chính khác
    DISTRICT_CHAIR = "district_chair"  # Chủ tịch UBND huyện, until 30/06/2025
    COMMUNE_CHAIR = "commune_chair"  # Chủ tịch UBND xã, phường
    SERVICE_UNIT_HEAD = "service_unit_head"  # người đứng đầu đơn vị sự nghiệp công lập


class SessionState(StrEnum):
    """Where a reception of the head stands, from the plan to what became of the day."""

    DRAFT = "draft"
    SIGNED = "signed"  # the head has approved it
    POSTED = "posted"  # niêm yết, đăng công khai (LTCD Đ24)
    HELD = "held"  # by the head in person: counts
    DELEGATED = "delegated"  # ủy quyền: on record apart, does not count
    MISSED = "missed"  # nobody received, and no other day was given
    POSTPONED = "postponed"  # hoãn, with a new date (LTCD Đ24.4)
    CANCELLED = "cancelled"


class AppointmentState(StrEnum):
    """Where an appointment with the head stands."""

    BOOKED = "booked"
    CANCELLED = "cancelled"
    ARRIVED = "arrived"
    RECEIVED = "received"  # a line of the register has been written
    NO_SHOW = "no_show"
