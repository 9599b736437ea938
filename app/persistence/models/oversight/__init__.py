"""What is kept for those who watch."""

from app.persistence.models.oversight.figure import DailyFigure, FigureStamp
from app.persistence.models.oversight.finding import FindingAct, InspectionFinding
from app.persistence.models.oversight.round import CaseSample, InspectionRound, RoundBody, RoundMember, SampledCase

__all__ = [
    "CaseSample",
    "DailyFigure",
    "FigureStamp",
    "FindingAct",
    "InspectionFinding",
    "InspectionRound",
    "RoundBody",
    "RoundMember",
    "SampledCase",
]
