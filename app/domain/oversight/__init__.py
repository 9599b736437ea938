"""What those who watch count (procedure.md 9): measures, periods, indicators."""
