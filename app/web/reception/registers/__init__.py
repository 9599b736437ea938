"""Registers on the screen and as files."""
