"""What lateness leaves behind: rungs that were climbed, and reminders with their answers."""

from app.persistence.models.escalation.reminder import Reminder
from app.persistence.models.escalation.rung import ClimbedRung

__all__ = ["ClimbedRung", "Reminder"]
