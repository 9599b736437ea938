"""Chapter: who is there. Passwords, second factors, sessions, and what slows those who guess."""
