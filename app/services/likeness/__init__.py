"""Whether a petition is there already: the officer is told with the legal keys, the citizen what is public or his."""
