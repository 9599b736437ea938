"""What the pages of casework ask for: the base of all steps, and the forms of each chapter."""
