"""The administrator keeps accounts and watches the machinery; no case is seen here."""
