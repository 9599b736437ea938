"""URLs of filing a petition."""

from flask import Blueprint


def register(bp: Blueprint) -> None:
    """Open them."""
