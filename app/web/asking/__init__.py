"""What the public page and the desk share when somebody asks about his own data."""
