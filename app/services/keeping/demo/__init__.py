"""The demo: two years of petitions, told case by case and lived through the real services."""
