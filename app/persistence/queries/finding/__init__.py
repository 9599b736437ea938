"""Questions of search: what is in files."""
