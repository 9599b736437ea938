"""Clocks that have something coming, rungs that were climbed, reminders."""
