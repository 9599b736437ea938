"""The sealed compartment."""
