"""Browsers of staff: where they come from, whether they were here before, what they hold."""
