"""Questions about visits, people who came, tickets, and series of numbers."""
