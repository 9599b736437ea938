"""The own account of everybody on the staff: second factors, sessions, what happened to it, and proving who one is."""
