"""Floor 6. The worker: what was promised in the outbox is done here, apart from any request."""
