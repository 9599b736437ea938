"""The wall of those who watch: kept figures, what stands today, the indicators of a head (procedure.md 9)."""
