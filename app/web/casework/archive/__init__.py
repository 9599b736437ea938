"""The end of files: whose term is over, what is held, lists and decisions."""
