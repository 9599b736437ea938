"""What staff see of the people behind a petition."""
