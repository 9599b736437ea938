"""What staff are told in the application, where people are reached outside, and what was sent."""

from app.persistence.models.notices.address import NoticeAddress
from app.persistence.models.notices.delivery import Delivery
from app.persistence.models.notices.staff import StaffNotice

__all__ = ["Delivery", "NoticeAddress", "StaffNotice"]
