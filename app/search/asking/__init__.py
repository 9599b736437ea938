"""How a question is read and answers are weighed; the same for every engine."""
