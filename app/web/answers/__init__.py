"""What every answer carries, how files leave, what is logged of it, and what is said when something fails."""
