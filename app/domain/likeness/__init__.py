"""Whether two petitions are one: the legal keys of duplicates (đơn trùng; procedure.md 3.4)."""
