"""The head's page of his people: who is in office, who signs for him, who left without handing over."""
