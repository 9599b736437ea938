"""Accounts, bodies, reference data, retention."""
