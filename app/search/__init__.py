"""Floor 4. Full-text search: one analyser of Vietnamese, one projection by allow-list, three engines, one interface."""
