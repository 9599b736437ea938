"""The heads' own receptions: calendar, appointments, the day itself, tasks, and duty."""
