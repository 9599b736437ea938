"""Questions and answers of a body: written by staff, released by the head."""
