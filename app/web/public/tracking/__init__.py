"""Following a petition by its code: one file a thing the citizen does."""
