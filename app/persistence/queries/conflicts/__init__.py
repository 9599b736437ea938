"""Conflict of interest in the database: what ties an account, and whom a case excludes."""
