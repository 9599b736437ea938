"""The heads' receptions for everybody: the calendar, its feed, and booking a place."""
