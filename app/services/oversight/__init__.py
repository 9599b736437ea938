"""Watching, tracking, reporting."""
