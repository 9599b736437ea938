"""The heads' receptions for the office: calendar, the day itself, tasks, duty."""
