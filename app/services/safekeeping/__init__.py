"""What is owed to the record itself and to the people in it: proof, care for personal data, an orderly end."""
