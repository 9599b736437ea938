"""Petitions beside each other: compare, set apart, put together."""
