"""The wall of the inspectorate: its filters, its page, the lists behind its numbers, the files of it."""
