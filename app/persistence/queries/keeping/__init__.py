"""What the house keeps for itself, and forgets."""
