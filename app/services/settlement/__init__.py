"""From acceptance to execution."""
