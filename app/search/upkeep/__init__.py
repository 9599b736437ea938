"""Keeping the index: generations of it, what has changed, and whether anything is missing."""
