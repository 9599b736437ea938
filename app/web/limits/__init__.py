"""How often an address may send."""
