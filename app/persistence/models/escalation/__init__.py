"""What lateness leaves behind: rungs, reminders with their answers; how long steps take; what gathers."""

from app.persistence.models.escalation.hot_spot import HotSpot, HotSpotAct, HotSpotItem
from app.persistence.models.escalation.pace import StepPace
from app.persistence.models.escalation.reminder import Reminder
from app.persistence.models.escalation.rung import ClimbedRung

__all__ = ["ClimbedRung", "HotSpot", "HotSpotAct", "HotSpotItem", "Reminder", "StepPace"]
