"""Officers and heads: the queue, the case, and a page for every step of the procedure."""
