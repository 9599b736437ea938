"""URLs of following a petition."""

from flask import Blueprint


def register(bp: Blueprint) -> None:
    """Open them."""
