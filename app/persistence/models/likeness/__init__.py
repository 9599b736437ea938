"""What officers have said of petitions beside each other: one matter, or not the same."""

from app.persistence.models.likeness.apart import SetApart
from app.persistence.models.likeness.matter import Matter, MatterCase

__all__ = ["Matter", "MatterCase", "SetApart"]
