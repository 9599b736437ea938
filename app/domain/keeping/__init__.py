"""What is owed to the record itself: proof that it stands, care for personal data, and its end."""
