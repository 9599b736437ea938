"""Offices and those who hold them: in which capacity somebody signs, what may be delegated, how it is written."""
