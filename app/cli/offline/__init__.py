"""What is carried to a machine without network."""
