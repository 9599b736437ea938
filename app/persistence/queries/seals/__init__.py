"""Keys of people and of cases, and what is sealed to them."""
