"""Exceptions to the printed calendar, and the clocks that they touch."""
