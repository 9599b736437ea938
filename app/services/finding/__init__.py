"""Finding again: what is in files, so that search finds it."""
