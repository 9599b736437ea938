"""The sealed compartment as its keepers see it: opening, who holds a key, the redacted release, the own key."""
