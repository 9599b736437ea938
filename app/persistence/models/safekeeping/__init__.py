"""Rows about the keeping itself: holds and destructions of files, and what people ask about their data."""
