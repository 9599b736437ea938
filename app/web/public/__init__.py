"""For citizens: file a petition, follow it by its code, read what was decided."""
