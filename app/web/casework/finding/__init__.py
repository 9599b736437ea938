"""The search of staff: one box, filters beside it, answers with passages."""
