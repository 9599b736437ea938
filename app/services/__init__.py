"""Floor 5. The use cases: one step of the procedure a function, one transaction each, with audit and outbox inside."""
