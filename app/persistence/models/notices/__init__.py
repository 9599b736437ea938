"""What staff are told in the application, and what citizens are sent."""

from app.persistence.models.notices.staff import StaffNotice

__all__ = ["StaffNotice"]
