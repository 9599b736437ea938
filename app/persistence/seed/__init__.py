"""The project's own seed files and how they are brought into the tables; sources and confidence stand in README.md."""
