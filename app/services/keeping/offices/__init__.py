"""Who holds which office from when to when, who signs for whom, and what becomes of the work when somebody leaves."""
