"""The reception desk: visits with their people and letters, tickets of the waiting room, series of numbers."""

from app.persistence.models.reception.numbers import NumberSeries
from app.persistence.models.reception.ticket import Ticket
from app.persistence.models.reception.visit import Visit, VisitLetter, VisitPerson

__all__ = ["NumberSeries", "Ticket", "Visit", "VisitLetter", "VisitPerson"]
