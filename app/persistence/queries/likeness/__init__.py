"""Petitions beside each other: near ones, those set apart, and matters."""
