"""Lateness: reminders, what may become late, what gathers."""
