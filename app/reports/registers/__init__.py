"""Registers as the law prints them: columns of each form, and an entry as a row of them."""
