"""Floor 1. The rules of citizen reception as plain Python: standard library only, no clock, no files, no database."""
