"""What is kept for those who watch."""

from app.persistence.models.oversight.figure import DailyFigure, FigureStamp

__all__ = ["DailyFigure", "FigureStamp"]
