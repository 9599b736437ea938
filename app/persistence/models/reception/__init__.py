"""The reception desk: visits with their people and letters, tickets of the waiting room, series of numbers; and the
heads' own receptions with appointments and the tasks that follow."""

from app.persistence.models.reception.appointment import Appointment
from app.persistence.models.reception.entry import PetitionEntry
from app.persistence.models.reception.export import RegisterExport
from app.persistence.models.reception.numbers import NumberSeries
from app.persistence.models.reception.phrase import Phrase
from app.persistence.models.reception.session import DeskHours, ReceptionSession
from app.persistence.models.reception.task import ConclusionTask
from app.persistence.models.reception.ticket import Ticket
from app.persistence.models.reception.visit import Visit, VisitLetter, VisitPerson

__all__ = [
    "Appointment",
    "ConclusionTask",
    "DeskHours",
    "NumberSeries",
    "PetitionEntry",
    "Phrase",
    "RegisterExport",
    "ReceptionSession",
    "Ticket",
    "Visit",
    "VisitLetter",
    "VisitPerson",
]
