"""Lateness climbs to the person who answers for it."""
