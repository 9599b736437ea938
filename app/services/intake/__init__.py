"""From the citizen's hand to the head's disposition."""
