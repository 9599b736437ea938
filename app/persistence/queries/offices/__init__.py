"""Who holds which office on a day, and who signs for whom."""
